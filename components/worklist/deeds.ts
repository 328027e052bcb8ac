import {
  addDays,
  addDuration,
  epochMilliseconds,
  type Instant,
  instantFromEpoch,
  type LocalDate,
  shanghaiDate,
  startOfDay,
} from "@/domain/shared/time";
import {
  ASSIGN_REASONS,
  PRIORITY_REASONS,
  RESUME_REASONS,
  RETURN_REASONS,
  SNOOZE_REASONS,
  SUSPEND_REASONS,
} from "@/domain/worklist/codes";

/** What can be done to an item beside taking it; each asks for a coded reason. */
export const DEED_REASONS = {
  assign: ASSIGN_REASONS,
  return: RETURN_REASONS,
  snooze: SNOOZE_REASONS,
  suspend: SUSPEND_REASONS,
  resume: RESUME_REASONS,
  priority: PRIORITY_REASONS,
} as const;
export type Deed = keyof typeof DEED_REASONS;

/** A day and a time of day in Asia/Shanghai, as two fields hold them. */
export type When = { readonly date: string; readonly time: string };

/** The moment two fields mean, or null while they are incomplete. */
export function momentOf({ date, time }: When): string | null {
  return /^\d{4}-\d{2}-\d{2}$/.test(date) && /^\d{2}:\d{2}$/.test(time) ? `${date}T${time}:00+08:00` : null;
}

/** A moment as two fields show it, in Asia/Shanghai, to the minute. */
export function whenOf(moment: Instant): When {
  const date = shanghaiDate(moment);
  const minutes = Math.floor((epochMilliseconds(moment) - epochMilliseconds(startOfDay(date))) / 60_000);
  const two = (value: number) => String(value).padStart(2, "0");
  return { date, time: `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}` };
}

export const MORNING = "09:00";

/** Moments people put things aside until: in an hour, in three, tomorrow morning, in a week. */
export function presets(
  now: Instant,
): readonly { readonly id: "hour" | "later" | "tomorrow" | "week"; readonly when: When }[] {
  const rounded = instantFromEpoch(Math.ceil(epochMilliseconds(now) / 60_000) * 60_000);
  const day = (days: number): LocalDate => addDays(shanghaiDate(now), days);
  return [
    { id: "hour", when: whenOf(addDuration(rounded, { hours: 1 })) },
    { id: "later", when: whenOf(addDuration(rounded, { hours: 3 })) },
    { id: "tomorrow", when: { date: day(1), time: MORNING } },
    { id: "week", when: { date: day(7), time: MORNING } },
  ];
}
