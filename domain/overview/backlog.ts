import { addDays, daysBetween, type LocalDate } from "../shared/time";

/** How many items that are still open were opened on a day. */
export type OpenedOn = { readonly date: LocalDate; readonly count: number };

/** Ages in calendar days, both ends counted; the last has no end. */
const AGE_BOUNDS = [
  { from: 0, to: 1 },
  { from: 2, to: 3 },
  { from: 4, to: 7 },
  { from: 8, to: 14 },
  { from: 15, to: 30 },
  { from: 31, to: null },
] as const;

export type AgeBucket = {
  readonly fromDays: number;
  readonly toDays: number | null;
  readonly count: number;
  /** The opening days of the bucket, as a filter; no `from` in the oldest. */
  readonly opened: { readonly from?: LocalDate; readonly to: LocalDate };
};

export type BacklogAge = {
  readonly buckets: readonly AgeBucket[];
  /** Null when nothing is open. */
  readonly medianDays: number | null;
  readonly p95Days: number | null;
  readonly oldestDays: number | null;
};

/** The age below or at which a share of the items lies (nearest rank); null for none. */
function ageAtShare(ages: readonly { days: number; count: number }[], share: number): number | null {
  const total = ages.reduce((sum, age) => sum + age.count, 0);
  let seen = 0;
  for (const age of ages) {
    seen += age.count;
    if (age.count > 0 && seen >= total * share) return age.days;
  }
  return null;
}

/** How old the open items are on `today`, in calendar days since they were opened. */
export function backlogAge(opened: readonly OpenedOn[], today: LocalDate): BacklogAge {
  const ages = opened
    .map(({ date, count }) => ({ days: Math.max(0, daysBetween(date, today)), count }))
    .sort((a, b) => a.days - b.days);
  const buckets = AGE_BOUNDS.map(({ from, to }) => ({
    fromDays: from,
    toDays: to,
    count: ages
      .filter(({ days }) => days >= from && (to === null || days <= to))
      .reduce((sum, age) => sum + age.count, 0),
    opened: { ...(to === null ? {} : { from: addDays(today, -to) }), to: addDays(today, -from) },
  }));
  return {
    buckets,
    medianDays: ageAtShare(ages, 0.5),
    p95Days: ageAtShare(ages, 0.95),
    oldestDays: ageAtShare(ages, 1),
  };
}
