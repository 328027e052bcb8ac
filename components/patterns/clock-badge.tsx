"use client";

import { useTranslations } from "next-intl";
import { cx } from "@/components/ui/cx";
import { Popover } from "@/components/ui/popover";
import { Citation, type CitationProps } from "./citation";
import { WhyCalendar, type WhyDay } from "./why-calendar";

export type ClockLevel = "ok" | "soon" | "today" | "late" | "paused" | "met";

/** One line of "why this date": what happened, and what it did to the count. */
export type WhyLine = { readonly label: string; readonly value: string };

export type ClockWhy = {
  readonly days?: readonly WhyDay[];
  readonly calendarName?: string;
  readonly lines: readonly WhyLine[];
  readonly basis?: readonly CitationProps[];
};

export type ClockBadgeProps = {
  /** Units gone by and units in all, in the clock's own unit. */
  elapsed: number;
  total: number;
  /** "11 working days left", "2 working days late": words in the reader's language. */
  left: string;
  /** "due 10-26 Mon". */
  due: string;
  level: ClockLevel;
  /** Dashed: not statutory, or it crosses a year whose calendar is not published. */
  provisional?: boolean;
  why?: ClockWhy;
};

const MOST_TICKS = 15;

/** Scales units to at most fifteen ticks; a clock with anything gone shows at least one. */
export function clockTicks(elapsed: number, total: number): { count: number; on: number } {
  const whole = Math.max(1, Math.round(total));
  const count = Math.min(MOST_TICKS, whole);
  const gone = Math.min(Math.max(0, elapsed), whole);
  const on = gone === 0 ? 0 : Math.max(1, Math.floor((gone / whole) * count));
  return { count, on };
}

const LEVEL_CLASS: Readonly<Record<ClockLevel, string>> = {
  ok: "",
  soon: "hg-wait",
  today: "hg-wait",
  late: "hg-late",
  paused: "",
  met: "",
};

function Face(props: ClockBadgeProps) {
  const { count, on } = clockTicks(props.elapsed, props.total);
  return (
    <>
      <span className="hg-ticks" aria-hidden="true">
        {Array.from({ length: count }, (_, index) => (
          <i
            // biome-ignore lint/suspicious/noArrayIndexKey: ticks have no identity but their place
            key={index}
            className={index < on ? "hg-on" : props.provisional && index >= count - 2 ? "hg-pending" : undefined}
          />
        ))}
      </span>
      <b>{props.left}</b>
      <span>{props.due}</span>
    </>
  );
}

/** Elapsed ticks, what is left, the due date. Where the working is known, pressing it shows why this date. */
export function ClockBadge(props: ClockBadgeProps) {
  const t = useTranslations("common");
  const look = cx("hg-clock", LEVEL_CLASS[props.level], props.provisional && "hg-prov");
  const { why } = props;
  if (!why) {
    return (
      <span className={look}>
        <Face {...props} />
      </span>
    );
  }
  return (
    <Popover
      label={t("clock.why")}
      trigger={(button) => (
        <button type="button" className={look} {...button}>
          <Face {...props} />
        </button>
      )}
    >
      <div className="hg-pop-head">
        <span>{t("clock.why")}</span>
        {why.calendarName ? <span>{why.calendarName}</span> : null}
      </div>
      {why.days ? <WhyCalendar days={why.days} /> : null}
      <dl className="hg-pop-lines">
        {why.lines.map((line) => (
          <div key={`${line.label}${line.value}`}>
            <dt>{line.label}</dt>
            <dd>{line.value}</dd>
          </div>
        ))}
      </dl>
      {why.basis && why.basis.length > 0 ? (
        <div className="hg-pop-rule">
          {why.basis.map((rule) => (
            <Citation key={`${rule.document}${rule.clause}`} {...rule} />
          ))}
        </div>
      ) : null}
    </Popover>
  );
}
