/** Why somebody is away. Words in messages under `duty.absenceReasons`. */
export const ABSENCE_REASONS = ["leave", "sick", "training", "travel", "other"] as const;
export type AbsenceReason = (typeof ABSENCE_REASONS)[number];

/** Who is asked first, and who when the first cannot be had. */
export const SHIFT_KINDS = ["primary", "stand-in"] as const;
export type ShiftKind = (typeof SHIFT_KINDS)[number];

/** What a shift is for: whoever may check as a role, or a queue of the worklist. */
export const TARGET_TYPES = ["role", "queue"] as const;
export type TargetType = (typeof TARGET_TYPES)[number];
