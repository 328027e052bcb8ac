import type { RequestClockFacts } from "./use-request-clock";

type Days = RequestClockFacts["days"];

/** One day of the term's picture: what is left at its end, and whether it counted. */
export type TermDay = { readonly date: string; readonly left: number; readonly off: boolean };

/** What is left of a term at the end of each of its days, from the marks of its clock. */
export function termDays(days: Days, amount: number): readonly TermDay[] {
  let left = amount;
  return days
    .filter(({ mark }) => mark !== "rolled")
    .map(({ date, mark, ordinal }) => {
      if (ordinal !== null) left = Math.max(0, amount - ordinal);
      return { date, left, off: mark === "holiday" || mark === "weekend" || mark === "paused" };
    });
}

/** Stretches of days that do not count, each from its first to its last. */
export function offRuns(days: readonly TermDay[]): readonly { readonly from: string; readonly to: string }[] {
  const runs: { from: string; to: string }[] = [];
  days.forEach((day, at) => {
    if (!day.off) return;
    const last = runs.at(-1);
    if (last && days[at - 1]?.off) last.to = day.date;
    else runs.push({ from: day.date, to: day.date });
  });
  return runs;
}
