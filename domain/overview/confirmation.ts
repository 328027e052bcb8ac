/** Upper ends, in seconds, of the spans into which confirmation times are sorted; the last span has no end. */
const SPAN_ENDS = [5, 15, 60, 300, 1800] as const;

export type ConfirmationSpan = {
  readonly fromSeconds: number;
  readonly toSeconds: number | null;
  readonly count: number;
};

/** The lower ends of all spans but the first, for sorting in the database. */
export const SPAN_STARTS: readonly number[] = SPAN_ENDS;

/** Counts by span, shortest first. `counts` is by place: 0 for what is under the first end. */
export function confirmationSpans(counts: ReadonlyMap<number, number>): readonly ConfirmationSpan[] {
  return [0, ...SPAN_ENDS].map((fromSeconds, at) => ({
    fromSeconds,
    toSeconds: SPAN_ENDS[at] ?? null,
    count: counts.get(at) ?? 0,
  }));
}
