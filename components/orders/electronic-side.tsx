"use client";

import { useTranslations } from "next-intl";
import { type Fact, FactList } from "@/components/patterns/facts";
import { SectionHead } from "@/components/patterns/headers";
import type { TimelineEvent } from "@/components/patterns/timeline";
import { WorkPanel } from "@/components/worklist/work-panel";
import { type Instant, shanghaiDate } from "@/domain/shared/time";
import { useFormat } from "@/lib/format/use-format";
import { useNow } from "@/lib/use-now";
import type { ElectronicOrder } from "./electronic";

/** Facts of an order to the minute, and what happened to it. */
export function ElectronicSide({ order }: { order: ElectronicOrder }) {
  const t = useTranslations("orders.electronic");
  const format = useFormat();
  const moments = [
    ["issued", order.issuedAt],
    ["received", order.receivedAt],
    ["executed", order.executedAt],
    ["inForce", order.inForceAt],
    ["lapses", order.lapsesAt],
    ["ended", order.endedAt],
  ] as const;
  const facts: Fact[] = [
    { id: "case", label: t("item.caseNumber"), value: order.caseNumber },
    { id: "message", label: t("item.message"), value: <span className="hg-mono">{order.messageId}</span> },
    ...moments.flatMap(([id, at]) =>
      at ? [{ id, label: t(`item.${id}`), value: format.dateTime(at as Instant) }] : [],
    ),
  ];
  const system = t("events.system");
  const event = (id: "received" | "executed" | "inForce" | "ended", at: string | null): TimelineEvent[] =>
    at ? [{ id, at: at as Instant, mark: "system", who: system, text: t(`events.${id}`) }] : [];
  const events: TimelineEvent[] = [
    ...event("received", order.receivedAt),
    ...event("executed", order.executedAt),
    ...event("inForce", order.inForceAt),
    ...event("ended", order.endedAt),
    ...order.answers.map((one) => ({
      id: one.id,
      at: one.createdAt as Instant,
      mark: one.kind === "executed" ? ("done" as const) : ("wait" as const),
      who: system,
      text: t("events.answer", { what: t(`answers.${one.kind}`) }),
    })),
  ].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  const today = shanghaiDate(useNow() ?? (order.receivedAt as Instant));
  return (
    <>
      <SectionHead title={t("item.facts")} />
      <FactList facts={facts} />
      <WorkPanel subjectId={order.id} events={events} today={today} />
    </>
  );
}
