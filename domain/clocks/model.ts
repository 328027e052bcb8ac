import type { Id, LegalEntityId, ProgrammeId } from "../shared/ids";
import type { RuleRef } from "../shared/rule-ref";
import type { Instant, LocalDate } from "../shared/time";

export type ClockId = Id<"clock">;

/** Units a period may be counted in. A "natural day" of a rule is a calendar day. */
export const CLOCK_UNITS = ["working-day", "calendar-day", "hour", "month", "year"] as const;
export type ClockUnit = (typeof CLOCK_UNITS)[number];

/** A period and the rule that sets it; `rule` is null only where no rule does (a promise, an internal target). */
export type ClockFigure = { readonly amount: number; readonly unit: ClockUnit; readonly rule: RuleRef | null };

/** When the period began: a date where only the day is known, else the moment. Hours need the moment. */
export type ClockStart =
  | { readonly startedOn: LocalDate; readonly startedAt?: undefined }
  | { readonly startedAt: Instant; readonly startedOn?: undefined };

/** Time that does not run. `to` null: still open. `ground` is a code of the capability that paused. */
export type Pause = { readonly from: Instant; readonly to: Instant | null; readonly ground: string };

/** More time granted, counted on from the end of the period before it. */
export type Extension = { readonly amount: number; readonly unit: ClockUnit; readonly ground: string };

/** One line of "why this date", in reading order. `rule` is what the line rests on, null where it is a plain fact. */
export type Explanation = { readonly rule: RuleRef | null } & (
  | { readonly kind: "received"; readonly on: LocalDate; readonly at: Instant | null }
  | { readonly kind: "start-day-excluded"; readonly on: LocalDate; readonly firstDay: LocalDate }
  | { readonly kind: "from-moment"; readonly at: Instant }
  | { readonly kind: "period"; readonly amount: number; readonly unit: ClockUnit }
  | { readonly kind: "extended"; readonly amount: number; readonly unit: ClockUnit; readonly ground: string }
  /** `days` counts what the pause kept out of the count (null for a clock in hours). */
  | {
      readonly kind: "paused";
      readonly from: Instant;
      readonly to: Instant | null;
      readonly grounds: readonly string[];
      readonly days: number | null;
    }
  | {
      readonly kind: "holiday";
      readonly holiday: string;
      readonly first: LocalDate;
      readonly last: LocalDate;
      readonly days: number;
    }
  | { readonly kind: "make-up"; readonly holiday: string; readonly on: LocalDate }
  | { readonly kind: "weekends"; readonly days: number }
  | { readonly kind: "month-end"; readonly on: LocalDate }
  /** `over` weekend: that ordinary weekends move the end is not confirmed by the statute's text. */
  | { readonly kind: "rolled"; readonly from: LocalDate; readonly to: LocalDate; readonly over: "holiday" | "weekend" }
  | { readonly kind: "due"; readonly on: LocalDate; readonly at: Instant }
  | { readonly kind: "provisional"; readonly years: readonly number[] }
);

/** When a period ends, and why. */
export type Due = {
  readonly unit: ClockUnit;
  readonly startedOn: LocalDate;
  readonly startedAt: Instant | null;
  /** The last day before any holiday roll: the day worked to. */
  readonly dueRaw: LocalDate;
  /** The last day in law, after the roll. */
  readonly dueOn: LocalDate;
  /** End of `dueRaw` (24:00 Shanghai), or the exact moment for hours: what `remaining` measures to. */
  readonly workAt: Instant;
  /** End of `dueOn`, or the exact moment for hours: from here on the clock is breached. */
  readonly dueAt: Instant;
  /** A year without a published calendar decided the date; it may move when the notice comes. */
  readonly provisional: boolean;
  /** A pause is open: the date is the earliest possible and moves on while it lasts. */
  readonly paused: boolean;
  readonly steps: readonly Explanation[];
  readonly basis: readonly RuleRef[];
};

/** What a clock times; `figure` names the rule it runs under. Subject ids never carry personal data. */
type ClockCore = {
  readonly id: ClockId;
  readonly programmeId: ProgrammeId;
  readonly legalEntityId: LegalEntityId;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly start: ClockStart;
  readonly figure: ClockFigure;
  readonly pauses: readonly Pause[];
  readonly extensions: readonly Extension[];
  readonly due: Due;
};

export type RunningClock = ClockCore & { readonly status: "running" };
export type PausedClock = ClockCore & { readonly status: "paused" };
export type MetClock = ClockCore & { readonly status: "met"; readonly metAt: Instant };
/** `settledAt` null: the duty is still open although its time has passed. */
export type BreachedClock = ClockCore & {
  readonly status: "breached";
  readonly breachedAt: Instant;
  readonly settledAt: Instant | null;
};
export type CancelledClock = ClockCore & {
  readonly status: "cancelled";
  readonly cancelledAt: Instant;
  readonly ground: string;
};

export type OpenClock = RunningClock | PausedClock;
export type Clock = OpenClock | MetClock | BreachedClock | CancelledClock;
export type ClockStatus = Clock["status"];
