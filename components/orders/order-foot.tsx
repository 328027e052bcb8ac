"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { ActionFoot, type FootAction } from "@/components/patterns/action-foot";
import { useAttemptText } from "@/lib/refusal-text";
import { useTRPCClient } from "@/lib/trpc/client";
import { useCan } from "@/lib/use-can";
import { useCommand } from "@/lib/use-command";
import { AnswerDialog } from "./answer-order";
import { DefectDialog } from "./defect-dialog";
import { holdsStill, NEW_ORDER_PATH, type OrderDetail } from "./orders";

/** The one action bar of an order: the look afterwards, its answer and receipt, and the papers that may follow it. */
export function OrderFoot({ order }: { order: OrderDetail }) {
  const t = useTranslations("orders.page.item");
  const [asking, setAsking] = useState<"answer" | "defect" | null>(null);
  const { actions, error } = useReview(order, () => setAsking("defect"));
  const making = usePackage(order, actions.length > 0);
  const answer: FootAction[] = order.may.answer
    ? [{ id: "answer", label: t("answer"), shortcut: "ask", variant: "quiet", run: () => setAsking("answer") }]
    : [];
  const ways = useWays(order);
  const end = () => setAsking(null);
  return (
    <>
      <ActionFoot actions={[...actions, ...making.actions, ...answer, ...ways]} error={error ?? making.error} />
      {asking === "answer" ? <AnswerDialog orderId={order.id} onEnd={end} /> : null}
      {asking === "defect" ? <DefectDialog orderId={order.id} onEnd={end} /> : null}
    </>
  );
}

/** Puts together what a query asks for, and fetches it. */
function usePackage(order: OrderDetail, reviews: boolean): { actions: readonly FootAction[]; error: string | null } {
  const t = useTranslations("orders.page.item");
  const client = useTRPCClient();
  const attempt = useAttemptText();
  const command = useCommand(client.orders.package.mutate);
  const { disclosure } = order;
  const error = attempt(command);
  if (!order.may.package || !disclosure) return { actions: [], error };
  const run = async () => {
    const answer = await command.run({ orderId: order.id, ...disclosure });
    if (answer?.ok) window.location.assign(`/api/orders/package?id=${answer.result.packageId}`);
  };
  const make: FootAction = { id: "package", label: t("makePackage"), run };
  return { actions: [reviews ? { ...make, variant: "quiet" } : { ...make, shortcut: "finish" }], error };
}

/** The look of a lead at what was carried out: in order, or with a defect and what follows. It ends nothing. */
function useReview(order: OrderDetail, onDefect: () => void): { actions: readonly FootAction[]; error: string | null } {
  const t = useTranslations("orders.page.item");
  const client = useTRPCClient();
  const attempt = useAttemptText();
  const review = useCommand(client.orders.review.mutate);
  const confirm = async () => {
    await review.run({ orderId: order.id, outcome: "confirmed", nextStep: null, note: "" });
  };
  const actions: FootAction[] = order.may.review
    ? [
        { id: "confirm", label: t("confirm"), shortcut: "finish", run: confirm },
        { id: "defect", label: t("defect"), shortcut: "return", run: onDefect },
      ]
    : [];
  return { actions, error: attempt(review) };
}

function useWays(order: OrderDetail): readonly FootAction[] {
  const t = useTranslations("orders.page.item");
  const router = useRouter();
  const language = useLocale();
  const can = useCan();
  const receipt: FootAction = {
    id: "receipt",
    label: t(order.state === "refused" ? "openSlip" : "openReceipt"),
    shortcut: "export",
    variant: "quiet",
    run: () => void window.open(`/api/orders/receipt?id=${order.id}&lang=${language}`, "_blank", "noopener"),
  };
  const follows = can("orders.register") && holdsStill(order) && (order.act === "freeze" || order.act === "stop");
  if (!follows) return [receipt];
  const paper = (act: "renew" | "release"): FootAction => ({
    id: act,
    label: t(act),
    ...(act === "release" ? { shortcut: "lift" as const } : {}),
    variant: "quiet",
    run: () => router.push(`${NEW_ORDER_PATH}?act=${act}&about=${order.id}`),
  });
  return [receipt, paper("renew"), paper("release")];
}
