"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { type Fact, FactList } from "@/components/patterns/facts";
import { SectionHead } from "@/components/patterns/headers";
import type { TimelineEvent } from "@/components/patterns/timeline";
import { WorkPanel } from "@/components/worklist/work-panel";
import { type Instant, shanghaiDate } from "@/domain/shared/time";
import { useFormat } from "@/lib/format/use-format";
import type { LossDetail } from "./losses";

/** Beside a report: its facts, whose work it is, what happened. */
export function LossSide({ item }: { item: LossDetail }) {
  const t = useTranslations("losses.page.item");
  return (
    <>
      <SectionHead title={t("facts")} />
      <div className="pb-2">
        <FactList facts={useFacts(item)} tight />
      </div>
      <WorkPanel subjectId={item.id} events={useEvents(item)} today={shanghaiDate(item.now as Instant)} />
    </>
  );
}

function useFacts(item: LossDetail): readonly Fact[] {
  const t = useTranslations("losses.page.item");
  const words = useTranslations("losses");
  const format = useFormat();
  const fact = (
    id: "by" | "stopUntil" | "callBackBy" | "police" | "review" | "ended" | "approval",
    value: Fact["value"] | null,
  ) => (value === null ? [] : [{ id, label: t(id), value }]);
  const moment = (at: string | null) => at && format.dateTime(at as Instant);
  const stopped = item.state === "stopped";
  return [
    ...fact("by", item.reportedBy),
    ...fact("stopUntil", stopped ? moment(item.stopUntil) : null),
    ...fact("callBackBy", stopped ? moment(item.callBackBy) : null),
    ...fact("police", item.policeNumber),
    ...fact("review", item.review ? `${words(`findings.${item.review.finding}`)} · ${item.review.by}` : null),
    ...fact(
      "approval",
      item.approval && (
        <Link className="hg-text-link hg-mono" href={`/approvals/${item.approval.id}`}>
          {item.approval.number}
        </Link>
      ),
    ),
    ...fact("ended", moment(item.endedAt)),
  ];
}

function useEvents(item: LossDetail): readonly TimelineEvent[] {
  const t = useTranslations("losses.page.item");
  const words = useTranslations("losses");
  const event = (id: string, at: string | null, mark: TimelineEvent["mark"], text: string, who?: string) =>
    at ? [{ id, at: at as Instant, mark, text, ...(who ? { who } : {}) }] : [];
  return [
    ...event("notice", item.noticeAt, "rule", t("notice")),
    ...event("entry", item.reportedAt, "person", t("entry"), item.reportedBy),
    ...event("in-force", item.inForceAt, "protect", t("inForce")),
    ...item.callBacks.flatMap((call) =>
      event(`call-${call.at}`, call.at, "person", words(`callBackOutcomes.${call.outcome}`), call.by),
    ),
    ...event("review", item.review?.at ?? null, "person", t("review"), item.review?.by),
    ...event("ended", item.endedAt, "done", words(`states.${item.state}`)),
  ];
}
