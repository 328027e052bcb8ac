/** House policy, not law: how far rosters and absences reach. */
export const DUTY_POLICY = {
  /** The longest one shift may be. */
  shiftHours: 24,
  /** How many weeks ahead a roster is written. */
  weeksAhead: 12,
  /** The longest absence entered at once. */
  absenceDays: 184,
} as const;
