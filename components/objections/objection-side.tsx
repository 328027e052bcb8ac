"use client";

import { useTranslations } from "next-intl";
import { type Fact, FactList } from "@/components/patterns/facts";
import { SectionHead } from "@/components/patterns/headers";
import type { TimelineEvent } from "@/components/patterns/timeline";
import { WorkPanel } from "@/components/worklist/work-panel";
import type { Instant, LocalDate } from "@/domain/shared/time";
import { useFormat } from "@/lib/format/use-format";
import type { ObjectionDetail } from "./objection";

/** Beside an objection: its term, whose work it is, what happened. */
export function ObjectionSide({ item }: { item: ObjectionDetail }) {
  const t = useTranslations("objections.page.item");
  return (
    <>
      <SectionHead title={t("facts")} />
      <div className="pb-2">
        <ObjectionFacts item={item} />
      </div>
      <WorkPanel subjectId={item.id} events={useEvents(item)} today={item.today as LocalDate} />
    </>
  );
}

function ObjectionFacts({ item }: { item: ObjectionDetail }) {
  const t = useTranslations("objections.page.item");
  const words = useTranslations("objections");
  const format = useFormat();
  const late = item.late ? "hg-late" : undefined;
  const facts: Fact[] = [
    { id: "received", label: t("received"), value: format.dateTime(item.receivedAt as Instant) },
    { id: "registered", label: t("registered"), value: format.dateTime(item.registeredAt as Instant) },
    ...(item.daysLost > 0
      ? [
          {
            id: "lost",
            label: t("daysLost"),
            value: <span className="hg-late">{t("days", { count: item.daysLost })}</span>,
          },
        ]
      : []),
    { id: "regime", label: t("regime"), value: words(`regimes.${item.regime}`) },
    ...(item.promptBy && item.state === "open"
      ? [{ id: "prompt", label: t("prompt"), value: format.dateTime(item.promptBy as Instant) }]
      : []),
    { id: "due", label: t("due"), value: <span className={late}>{item.dueRaw}</span> },
  ];
  return <FactList facts={facts} tight />;
}

function useEvents(item: ObjectionDetail): readonly TimelineEvent[] {
  const t = useTranslations("objections.page.events");
  const words = useTranslations("objections");
  const side = useTranslations("objections.page.item");
  return [
    {
      id: "received",
      at: item.receivedAt as Instant,
      mark: "system",
      who: "",
      text: t("received", { channel: words(`channels.${item.channel}`) }),
    },
    {
      id: "registered",
      at: item.registeredAt as Instant,
      mark: "person",
      who: item.registeredBy,
      text: t("registered"),
    },
    ...(item.decidedAt
      ? [
          {
            id: "decided",
            at: item.decidedAt as Instant,
            mark: "done" as const,
            who: item.decidedBy ?? side("system"),
            text: t("decided", { state: words(`states.${item.state}`) }),
          },
        ]
      : []),
  ];
}
