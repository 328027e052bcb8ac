import type { Rules } from "../rulebook/model";
import type { LegalEntityId, ProgrammeId } from "../shared/ids";
import { decided, type Refusal, type Result, refuse } from "../shared/result";
import { type Instant, shanghaiDate } from "../shared/time";
import type { Calendar } from "./calendar";
import { computeDue } from "./due-date";
import type {
  BreachedClock,
  CancelledClock,
  Clock,
  ClockFigure,
  ClockId,
  ClockStart,
  ClockUnit,
  Due,
  MetClock,
  OpenClock,
  Pause,
  PausedClock,
  RunningClock,
} from "./model";

/** What every clock decision is given beside the clock itself. */
export type ClockContext = { readonly calendar: Calendar; readonly rules: Rules; readonly now: Instant };

export type StartClockInput = {
  readonly id: ClockId;
  readonly programmeId: ProgrammeId;
  readonly legalEntityId: LegalEntityId;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly start: ClockStart;
  readonly figure: ClockFigure;
};

/**
 * Starts a clock from the event, not from its recording: a start in the past shows the days already lost.
 * Refuses `clocks.clock.start-in-future`.
 */
export function startClock(input: StartClockInput, context: ClockContext): Result<RunningClock> {
  const { startedAt, startedOn } = input.start;
  const future = startedAt === undefined ? startedOn > shanghaiDate(context.now) : startedAt > context.now;
  if (future)
    return refuse("clocks.clock.start-in-future", { field: startedAt === undefined ? "startedOn" : "startedAt" });
  const due = computeDue({ ...input.start, figure: input.figure, ...context });
  return decided({ ...input, pauses: [], extensions: [], due, status: "running" }, due.basis);
}

/**
 * Stops the clock at `now`, for a coded ground. Refuses `already-paused`, `closed`, `ground-missing`, and `past-due`:
 * a pause cannot cover a date already missed.
 */
export function pauseClock(
  clock: Clock,
  input: { readonly ground: string },
  context: ClockContext,
): Result<PausedClock> {
  if (clock.status === "paused") return refuse("clocks.clock.already-paused");
  if (clock.status !== "running") return closedRefusal(clock);
  if (input.ground === "") return refuse("clocks.clock.ground-missing", { field: "ground" });
  if (context.now >= clock.due.dueAt) return pastDue(clock);
  const pauses: readonly Pause[] = [...clock.pauses, { from: context.now, to: null, ground: input.ground }];
  const due = recompute({ ...clock, pauses }, context);
  return decided({ ...clock, pauses, due, status: "paused" }, due.basis);
}

/** Lets a paused clock run again from `now`; the due date moves by what the pause covered. Refuses `not-paused`. */
export function resumeClock(clock: Clock, context: ClockContext): Result<RunningClock> {
  if (clock.status !== "paused") return isOpen(clock) ? refuse("clocks.clock.not-paused") : closedRefusal(clock);
  const pauses = endPause(clock.pauses, context.now);
  const due = recompute({ ...clock, pauses }, context);
  return decided({ ...clock, pauses, due, status: "running" }, due.basis);
}

/**
 * Grants more time. Whether a rule allows it, and how often, is for the capability that owns the clock.
 * Refuses `closed`, `past-due`, `ground-missing`, `amount-invalid`, and `extension-unit` where hours meet days.
 */
export function extendClock(
  clock: Clock,
  input: { readonly amount: number; readonly unit: ClockUnit; readonly ground: string },
  context: ClockContext,
): Result<OpenClock> {
  if (!isOpen(clock)) return closedRefusal(clock);
  if (input.ground === "") return refuse("clocks.clock.ground-missing", { field: "ground" });
  if (!Number.isSafeInteger(input.amount) || input.amount <= 0) {
    return refuse("clocks.clock.amount-invalid", { field: "amount" });
  }
  if ((input.unit === "hour") !== (clock.figure.unit === "hour")) {
    return refuse("clocks.clock.extension-unit", { field: "unit" });
  }
  const current = recompute(clock, context);
  if (context.now >= current.dueAt) return pastDue({ ...clock, due: current });
  const extensions = [...clock.extensions, { amount: input.amount, unit: input.unit, ground: input.ground }];
  const due = recompute({ ...clock, extensions }, context);
  return decided({ ...clock, extensions, due }, due.basis);
}

/**
 * The duty was done at `now`. In time the clock is met; from the legal end on it is breached, with the moment it was
 * settled. A paused clock stops pausing first. Refuses `closed` (met, cancelled, or breached and already settled).
 */
export function meetClock(clock: Clock, context: ClockContext): Result<MetClock | BreachedClock> {
  const { now } = context;
  if (clock.status === "breached" && clock.settledAt === null) {
    return decided({ ...clock, settledAt: now }, clock.due.basis);
  }
  if (!isOpen(clock)) return closedRefusal(clock);
  const settled = settle(clock, context);
  const { dueAt, basis } = settled.due;
  if (now < dueAt) return decided({ ...settled, status: "met", metAt: now }, basis);
  return decided({ ...settled, status: "breached", breachedAt: dueAt, settledAt: now }, basis);
}

/** Records that the legal end has passed with the duty open. Refuses `not-past-due`, and `closed`. */
export function breachClock(clock: Clock, context: ClockContext): Result<BreachedClock> {
  if (!isOpen(clock)) return closedRefusal(clock);
  const due = recompute(clock, context);
  if (context.now < due.dueAt)
    return refuse("clocks.clock.not-past-due", { params: { dueOn: due.dueOn }, basis: due.basis });
  const settled = settle(clock, context);
  return decided({ ...settled, status: "breached", breachedAt: settled.due.dueAt, settledAt: null }, due.basis);
}

/** Ends a clock whose duty fell away, for a coded ground. Refuses `closed`, `ground-missing`. */
export function cancelClock(
  clock: Clock,
  input: { readonly ground: string },
  context: ClockContext,
): Result<CancelledClock> {
  if (!isOpen(clock)) return closedRefusal(clock);
  if (input.ground === "") return refuse("clocks.clock.ground-missing", { field: "ground" });
  const settled = settle(clock, context);
  return decided(
    { ...settled, status: "cancelled", cancelledAt: context.now, ground: input.ground },
    settled.due.basis,
  );
}

/** A clock beside what another calendar, or the passing of an open pause, makes of it. */
export type Recomputed = { readonly clock: OpenClock; readonly before: Due; readonly moved: boolean };

/**
 * Computes an open clock's due date anew, to preview and then move deadlines when a calendar is published. `moved`
 * says whether a date changed, or only the explanation did. Refuses `closed`.
 */
export function recomputeClock(clock: Clock, context: ClockContext): Result<Recomputed> {
  if (!isOpen(clock)) return closedRefusal(clock);
  const due = recompute(clock, context);
  const moved = due.dueRaw !== clock.due.dueRaw || due.dueAt !== clock.due.dueAt;
  return decided({ clock: { ...clock, due }, before: clock.due, moved }, due.basis);
}

/** True while the duty is open and its time still runs or is paused. */
export function isOpen(clock: Clock): clock is OpenClock {
  return clock.status === "running" || clock.status === "paused";
}

function recompute(clock: Pick<Clock, "start" | "figure" | "pauses" | "extensions">, context: ClockContext): Due {
  const { start, figure, pauses, extensions } = clock;
  return computeDue({ ...start, figure, pauses, extensions, ...context });
}

/** The clock with its open pause ended at `now` and its due date final. */
function settle(clock: OpenClock, context: ClockContext): OpenClock {
  const pauses = endPause(clock.pauses, context.now);
  return { ...clock, pauses, due: recompute({ ...clock, pauses }, context) };
}

function endPause(pauses: readonly Pause[], now: Instant): readonly Pause[] {
  return pauses.map((pause) => (pause.to === null ? { ...pause, to: now } : pause));
}

function closedRefusal(clock: Clock): Refusal {
  return refuse("clocks.clock.closed", { params: { status: clock.status }, basis: clock.due.basis });
}

function pastDue(clock: Clock): Refusal {
  return refuse("clocks.clock.past-due", { params: { dueOn: clock.due.dueOn }, basis: clock.due.basis });
}
