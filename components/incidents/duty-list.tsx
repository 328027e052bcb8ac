"use client";

import { useTranslations } from "next-intl";
import { RuleList } from "@/components/controls/rule-citation";
import { Flag, StatusMark } from "@/components/patterns/status";
import type { Instant } from "@/domain/shared/time";
import { useFormat } from "@/lib/format/use-format";
import { useNow } from "@/lib/use-now";
import { type IncidentDetail, type IncidentDuty, leftOf } from "./incident";

/** The duties with the time left of each; hours that are the house's own say so, what was missed says so for good. */
export function DutyList({ item }: { item: IncidentDetail }) {
  return (
    <ul className="hg-duties">
      {item.duties.map((duty) => (
        <DutyLine key={duty.id} duty={duty} />
      ))}
    </ul>
  );
}

function DutyLine({ duty }: { duty: IncidentDuty }) {
  const t = useTranslations("incidents.page.item");
  const words = useTranslations("incidents");
  const format = useFormat();
  const now = useNow();
  const open = duty.state === "running";
  const left = leftOf(duty.dueAt, now ?? duty.dueAt);
  const tone = duty.late ? "late" : open ? "wait" : duty.state === "done" ? "done" : "none";
  return (
    <li>
      <div className="hg-duty-head">
        <b>{words(`duties.${duty.duty}`)}</b>
        <StatusMark tone={tone}>
          {duty.late && duty.state === "done" ? t("doneLate") : words(`dutyStates.${duty.state}`)}
        </StatusMark>
      </div>
      <div className={duty.late ? "hg-late" : undefined}>
        {t("due")} {format.dateTime(duty.dueAt as Instant)}
        {open ? ` · ${t(left.over ? "over" : "left", { hours: left.hours, minutes: left.minutes })}` : null}
      </div>
      {duty.waiver ? <div>{words(`waivers.${duty.waiver}`)}</div> : null}
      {duty.own ? (
        <Flag provisional>{t("own", { hours: duty.hours })}</Flag>
      ) : (
        <span className="hg-ink-3">{t("fromMoment", { hours: duty.hours })}</span>
      )}
      <RuleList rules={[duty.rule]} />
    </li>
  );
}
