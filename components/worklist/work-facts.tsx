"use client";

import { useTranslations } from "next-intl";
import { type Fact, FactList } from "@/components/patterns/facts";
import { StatusMark } from "@/components/patterns/status";
import { epochMilliseconds, type Instant } from "@/domain/shared/time";
import { useBilingual } from "@/lib/bilingual";
import { useFormat } from "@/lib/format/use-format";
import { useNow } from "@/lib/use-now";
import { DueBadge } from "./due-badge";
import { WORK_TONE, type WorkRow, workStanding } from "./work";

/** Whose the item is and for how long, whether it rests, how its clock stands, how urgent it was made. */
export function WorkFacts({ row }: { row: WorkRow }) {
  const t = useTranslations("worklist.page.facts");
  const names = useTranslations("worklist.priorities");
  const pressures = useTranslations("worklist.pressures");
  const format = useFormat();
  const standing = workStanding(row);
  const facts: Fact[] = [
    { id: "whose", label: t("whose"), value: <Whose row={row} /> },
    ...(row.resting === "snoozed" && row.snoozedUntil
      ? [{ id: "until", label: t("snoozedUntil"), value: format.dateTime(row.snoozedUntil as Instant) }]
      : []),
    ...(row.resting === "suspended" && row.suspendedUntil
      ? [{ id: "until", label: t("suspendedUntil"), value: format.dateTime(row.suspendedUntil as Instant) }]
      : []),
    { id: "due", label: t("due"), value: <DueBadge row={row} /> },
    ...(standing === "done" || standing === "cancelled"
      ? []
      : [
          {
            id: "clock",
            label: t("clock"),
            value: t("clockUsed", { share: format.percent(row.clockUsed), pressure: pressures(row.pressure) }),
          },
        ]),
    ...(row.priority === "normal" ? [] : [{ id: "priority", label: t("priority"), value: names(row.priority) }]),
  ];
  return <FactList facts={facts} tight />;
}

/** The holder with the end of his lock, or that it is nobody's. */
export function Whose({ row }: { row: WorkRow }) {
  const t = useTranslations("worklist.page.whose");
  const say = useBilingual();
  const now = useNow();
  const standing = workStanding(row);
  const name = row.mine ? t("me") : row.assignee ? say(row.assignee.name) : null;
  const left =
    now && row.lockedUntil && row.state === "open"
      ? Math.max(0, Math.ceil((epochMilliseconds(row.lockedUntil as Instant) - epochMilliseconds(now)) / 60_000))
      : null;
  return (
    <>
      <StatusMark tone={WORK_TONE[standing]}>
        {standing === "snoozed" || standing === "suspended" || standing === "done" || standing === "cancelled"
          ? t(standing)
          : (name ?? t(standing === "excluded" ? "excluded" : "free"))}
      </StatusMark>
      {(standing === "snoozed" || standing === "suspended") && name ? <span className="hg-ink-3"> {name}</span> : null}
      {left !== null && row.heldAs === "taken" ? (
        <span className="hg-ink-3"> {t("locked", { minutes: left })}</span>
      ) : null}
      {row.heldAs === "assigned" && row.state === "open" ? <span className="hg-ink-3"> {t("assigned")}</span> : null}
    </>
  );
}
