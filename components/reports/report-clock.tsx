"use client";

import { useTranslations } from "next-intl";
import { ClockBadge, type ClockLevel } from "@/components/patterns/clock-badge";
import type { WhyDay } from "@/components/patterns/why-calendar";
import type { LocalDate } from "@/domain/shared/time";
import { NOTHING } from "@/lib/format/nothing";
import { useFormat } from "@/lib/format/use-format";
import type { CandidateDetail, CandidateRow } from "./candidate";
import { useClockSteps } from "./clock-steps";
import { useCitation } from "./use-citation";

/** Within so many working days a report is due soon. */
const SOON_DAYS = 1;

function levelOf(row: Pick<CandidateRow, "late" | "workingDaysLeft">): ClockLevel {
  if (row.late) return "late";
  if (row.workingDaysLeft <= 0) return "today";
  return row.workingDaysLeft <= SOON_DAYS ? "soon" : "ok";
}

/** What is left until the report is due, in words; working days that count. */
function useLeft(): (row: Pick<CandidateRow, "late" | "workingDaysLeft">) => string {
  const t = useTranslations("clocks.labels");
  return ({ late, workingDaysLeft: days }) => {
    if (late) return t("late.working-day", { count: Math.max(1, -days) });
    return days <= 0 ? t("left.today") : t("left.working-day", { count: days });
  };
}

/** Days left in a row of the list: red when late, amber on the last day; nothing for what needs no report any more. */
export function DaysLeft({ row }: { row: Pick<CandidateRow, "state" | "late" | "workingDaysLeft" | "dueOn"> }) {
  const t = useTranslations("reports.page.due");
  const left = useLeft();
  if (row.state !== "open") return <span className="hg-ink-3">{NOTHING}</span>;
  const level = levelOf(row);
  const tone = level === "late" ? "hg-late" : level === "ok" ? undefined : "hg-wait";
  const short =
    level === "late"
      ? t("late", { count: Math.max(1, -row.workingDaysLeft) })
      : level === "today"
        ? t("today")
        : row.workingDaysLeft;
  return (
    <span className={tone} title={`${left(row)} · ${row.dueOn}`}>
      <span aria-hidden="true">{short}</span>
      <span className="hg-sr">{left(row)}</span>
    </span>
  );
}

const WHY_KIND: Readonly<Record<string, WhyDay["kind"]>> = {
  start: "start",
  counted: "counted",
  "make-up": "counted",
  paused: "paused",
  holiday: "off",
  weekend: "off",
  rolled: "off",
};

/** The clock of one item, with the days counted and what they rest on. */
export function ReportClock({ item }: { item: CandidateDetail }) {
  const t = useTranslations("reports.page.due");
  const format = useFormat();
  const left = useLeft();
  const lines = useClockSteps();
  const cite = useCitation();
  const { term } = item;
  if (item.state !== "open") return null;
  const dueOn = item.dueOn as LocalDate;
  return (
    <ClockBadge
      elapsed={Math.min(term.days, Math.max(0, term.days - item.workingDaysLeft))}
      total={term.days}
      left={left(item)}
      due={t("by", { date: `${format.monthDay(dueOn)} ${format.weekday(dueOn)}` })}
      level={levelOf(item)}
      provisional={item.provisional}
      why={{
        days: term.marks.map(({ date, mark, ordinal }) => ({
          date: date as LocalDate,
          kind: date === item.dueOn ? "due" : (WHY_KIND[mark] ?? "counted"),
          ...(ordinal === null ? {} : { count: ordinal }),
          today: date === item.today,
        })),
        lines: lines(term.steps, { received: t("event") }),
        basis: [cite(term.rule)],
      }}
    />
  );
}
