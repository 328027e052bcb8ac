"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { Banner } from "@/components/patterns/banner";
import type { Instant } from "@/domain/shared/time";
import { useFormat } from "@/lib/format/use-format";
import { useTRPC } from "@/lib/trpc/client";
import { useCan } from "@/lib/use-can";

/** That a customer's data may only be stored, since when; nothing where they may be used. */
export function RestrictedBanner({ customerId }: { customerId: string }) {
  const can = useCan();
  return can("retention.read") ? <Stored customerId={customerId} /> : null;
}

function Stored({ customerId }: { customerId: string }) {
  const t = useTranslations("privacy.page.customer");
  const format = useFormat();
  const trpc = useTRPC();
  const { data } = useQuery(
    trpc.retention.restricted.queryOptions({
      filters: { customer: customerId },
      sort: "since",
      order: "desc",
      limit: 1,
    }),
  );
  const [row] = data?.rows ?? [];
  if (!row) return null;
  return <Banner tone="protect">{t("restricted", { since: format.dateTime(row.since as Instant) })}</Banner>;
}
