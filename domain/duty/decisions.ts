import { decided, type Result, refuse } from "../shared/result";
import {
  addDays,
  addDuration,
  daysBetween,
  type Instant,
  type LocalDate,
  shanghaiDate,
  startOfDay,
} from "../shared/time";
import { overlap, type Stretch } from "./coverage";
import { DUTY_POLICY } from "./policy";

/** Days of absence, both ends included, Shanghai. */
export type AbsenceDays = { readonly fromOn: LocalDate; readonly toOn: LocalDate };

/** True when somebody with these absences is away at a moment. */
export function awayAt(absences: readonly AbsenceDays[], at: Instant): boolean {
  const on = shanghaiDate(at);
  return absences.some(({ fromOn, toOn }) => fromOn <= on && on <= toOn);
}

/** The time an absence covers. */
export function stretchOf({ fromOn, toOn }: AbsenceDays): Stretch {
  return { startsAt: startOfDay(fromOn), endsAt: startOfDay(addDays(toOn, 1)) };
}

/**
 * Whether an absence may be entered. Refuses an end before its beginning or before today, one too long, one that
 * overlaps another, and a stand-in who is the person himself or away on one of the days.
 */
export function setAbsence(asked: {
  readonly personId: string;
  readonly days: AbsenceDays;
  readonly standInId: string | null;
  readonly others: readonly AbsenceDays[];
  readonly standInAway: readonly AbsenceDays[];
  readonly now: Instant;
}): Result<AbsenceDays> {
  const { days, now } = asked;
  if (days.toOn < days.fromOn) return refuse("duty.absence.order", { field: "toOn" });
  if (days.toOn < shanghaiDate(now)) return refuse("duty.absence.past", { field: "toOn" });
  if (daysBetween(days.fromOn, days.toOn) >= DUTY_POLICY.absenceDays)
    return refuse("duty.absence.too-long", { field: "toOn", params: { days: DUTY_POLICY.absenceDays } });
  const meets = (other: AbsenceDays) => other.fromOn <= days.toOn && days.fromOn <= other.toOn;
  if (asked.others.some(meets)) return refuse("duty.absence.overlap", { field: "fromOn" });
  if (asked.standInId === asked.personId) return refuse("duty.absence.stand-in-self", { field: "standInId" });
  if (asked.standInId !== null && asked.standInAway.some(meets))
    return refuse("duty.absence.stand-in-away", { field: "standInId" });
  return decided(days);
}

/**
 * Whether a shift may be written. Refuses an end before its beginning, one too long, one that is over or too far ahead,
 * somebody who does not hold the role (or is no member of the queue), who is away, or who already has a shift there then.
 */
export function addShift(asked: {
  readonly stretch: Stretch;
  readonly eligible: boolean;
  readonly absences: readonly AbsenceDays[];
  /** The person's other shifts for the same role or queue. */
  readonly own: readonly Stretch[];
  readonly now: Instant;
}): Result<Stretch> {
  const { stretch, now } = asked;
  if (stretch.endsAt <= stretch.startsAt) return refuse("duty.shift.order", { field: "endsAt" });
  if (stretch.endsAt > addDuration(stretch.startsAt, { hours: DUTY_POLICY.shiftHours }))
    return refuse("duty.shift.too-long", { field: "endsAt", params: { hours: DUTY_POLICY.shiftHours } });
  if (stretch.endsAt <= now) return refuse("duty.shift.past", { field: "startsAt" });
  if (stretch.startsAt > addDuration(now, { hours: DUTY_POLICY.weeksAhead * 7 * 24 }))
    return refuse("duty.shift.too-far", { field: "startsAt", params: { weeks: DUTY_POLICY.weeksAhead } });
  if (!asked.eligible) return refuse("duty.shift.not-eligible", { field: "personId" });
  if (asked.absences.some((days) => overlap(stretchOf(days), stretch)))
    return refuse("duty.shift.away", { field: "personId" });
  if (asked.own.some((other) => overlap(other, stretch))) return refuse("duty.shift.overlap", { field: "startsAt" });
  return decided(stretch);
}
