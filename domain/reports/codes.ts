/** Every "no" of a large-value decision; translated in messages/<locale>/reports.json under `refusals`. */
export const reportsRefusals = [
  "reports.large-value.not-final",
  "reports.large-value.not-open",
  "reports.large-value.stale",
] as const;
