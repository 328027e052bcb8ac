"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import type { FootAction } from "@/components/patterns/action-foot";
import type { ElectronicOrder } from "./electronic";
import { NEW_ORDER_PATH } from "./orders";

const PAPERS = ["renew", "release"] as const;

/** Ways to the counter's form, for a paper that renews or releases an order of the platform. */
export function usePaperWays(order: ElectronicOrder): readonly FootAction[] {
  const t = useTranslations("orders.electronic.item");
  const router = useRouter();
  return PAPERS.filter((act) => order.may[act]).map((act) => ({
    id: act,
    label: t(act),
    variant: "quiet",
    run: () => router.push(`${NEW_ORDER_PATH}?act=${act}&about=${order.id}`),
  }));
}
