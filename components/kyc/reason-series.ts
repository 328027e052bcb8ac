import type { RejectReason } from "@/domain/kyc/codes";

/** How many reasons have a colour of their own; the others are drawn together. */
export const MOST_REASONS = 4;

type Counted = { readonly week: string; readonly reason: RejectReason; readonly count: number };

/** The most frequent reasons, and each week's counts of them and of all others together, the weeks in order. */
export function reasonSeries(reasons: readonly Counted[]) {
  const totals = new Map<RejectReason, number>();
  for (const { reason, count } of reasons) totals.set(reason, (totals.get(reason) ?? 0) + count);
  const names = [...totals]
    .sort(([a, x], [b, y]) => y - x || a.localeCompare(b))
    .slice(0, MOST_REASONS)
    .map(([name]) => name);
  const weeks = [...new Set(reasons.map(({ week }) => week))].sort().map((week) => {
    const own = reasons.filter((one) => one.week === week);
    const countOf = (name: RejectReason) =>
      own.filter(({ reason }) => reason === name).reduce((sum, { count }) => sum + count, 0);
    const counts = Object.fromEntries(names.map((name) => [name, countOf(name)]));
    const others = own.filter(({ reason }) => !names.includes(reason)).reduce((sum, { count }) => sum + count, 0);
    return { week, others, counts };
  });
  return { names, weeks };
}
