"use client";

import { useTranslations } from "next-intl";
import { type Fact, FactList } from "@/components/patterns/facts";
import { SectionHead } from "@/components/patterns/headers";
import { Flag } from "@/components/patterns/status";
import type { TimelineEvent } from "@/components/patterns/timeline";
import { WorkPanel } from "@/components/worklist/work-panel";
import type { CloseReason } from "@/domain/reverification/codes";
import type { Instant, LocalDate } from "@/domain/shared/time";
import { useFormat } from "@/lib/format/use-format";
import type { ReviewDetail } from "./review";

/** Beside a re-verification: its facts, whose work it is, what happened. */
export function ReviewSide({ item }: { item: ReviewDetail }) {
  const t = useTranslations("reverification.page.item");
  return (
    <>
      <SectionHead title={t("facts")} />
      <div className="pb-2">
        <ReviewFacts item={item} />
      </div>
      <WorkPanel subjectId={item.id} events={useEvents(item)} today={item.today as LocalDate} />
    </>
  );
}

function ReviewFacts({ item }: { item: ReviewDetail }) {
  const t = useTranslations("reverification.page.item");
  const words = useTranslations("reverification");
  const format = useFormat();
  const fact = (id: "opened" | "due" | "atDesk" | "cause" | "ended", value: Fact["value"] | null): Fact[] =>
    value === null ? [] : [{ id, label: t(id), value }];
  const facts = [
    ...fact("opened", format.dateTime(item.openedAt as Instant)),
    ...fact("due", item.dueOn),
    ...fact("atDesk", item.atDeskOn),
    ...fact("cause", item.deskCause ? words(`deskCauses.${item.deskCause}`) : null),
    ...(item.suspendFrom && item.suspended === 0
      ? [
          {
            id: "suspend-from",
            label: t("suspendFrom"),
            value: (
              <span title={item.suspendFrom.unconfirmed ? t("suspendUnconfirmed") : undefined}>
                {item.suspendFrom.unconfirmed ? <Flag provisional>{item.suspendFrom.on}</Flag> : item.suspendFrom.on}
                {item.suspendFrom.unconfirmed ? <span className="hg-hint">{t("suspendUnconfirmed")}</span> : null}
              </span>
            ),
          },
        ]
      : []),
    ...fact("ended", item.endedAt ? format.dateTime(item.endedAt as Instant) : null),
  ];
  return <FactList facts={facts} tight />;
}

/** The item's own account: opened, triggers that joined, asked, reasons, suspensions, its end. */
function useEvents(item: ReviewDetail): readonly TimelineEvent[] {
  const t = useTranslations("reverification.page.events");
  const side = useTranslations("reverification.page.item");
  const words = useTranslations("reverification");
  const controlsOf = item.measures.flatMap((one): TimelineEvent[] => [
    {
      id: `${one.id} imposed`,
      at: one.imposedAt as Instant,
      mark: "protect",
      who: side("system"),
      text: t("imposed", { number: one.account.number }),
    },
    ...(one.liftedAt
      ? [
          {
            id: `${one.id} lifted`,
            at: one.liftedAt as Instant,
            mark: "done" as const,
            who: side("system"),
            text: t("lifted", { number: one.account.number }),
          },
        ]
      : []),
  ]);
  const triggers = item.triggers.map(
    (one): TimelineEvent => ({
      id: one.id,
      at: one.foundAt as Instant,
      mark: one.raisedBy ? "person" : "rule",
      who: one.raisedBy ?? side("system"),
      text: t("trigger", { kind: words(`kinds.${one.kind}`) }),
    }),
  );
  const asked: TimelineEvent[] = item.request
    ? [{ id: "asked", at: item.request.askedAt as Instant, mark: "system", who: side("system"), text: t("asked") }]
    : [];
  const reasons = item.reasons.map(
    (one): TimelineEvent => ({
      id: one.id,
      at: one.at as Instant,
      mark: "person",
      who: one.by,
      text: t("reason", { reason: words(`reasons.good.${one.reason}`), until: one.until }),
    }),
  );
  return [
    { id: "opened", at: item.openedAt as Instant, mark: "rule", who: side("system"), text: t("opened") },
    ...triggers,
    ...asked,
    ...reasons,
    ...controlsOf,
    ...useEnd(item),
  ];
}

function useEnd(item: ReviewDetail): readonly TimelineEvent[] {
  const t = useTranslations("reverification.page.events");
  const side = useTranslations("reverification.page.item");
  const reasons = useTranslations("reverification.reasons.close");
  const { state, endedAt, end } = item;
  if (!endedAt || state === "asked" || state === "at-desk") return [];
  const reason = end?.reason ? reasons(end.reason as CloseReason) : "";
  const person = state === "closed";
  return [
    {
      id: "ended",
      at: endedAt as Instant,
      mark: state === "done" ? "done" : person ? "person" : "system",
      who: person && end ? end.by : side("system"),
      text: t(state, { reason }),
    },
  ];
}
