import { addDays, type Instant, type LocalDate, shanghaiDate } from "../shared/time";
import type { Pause } from "./model";

/** Overlapping and touching pauses joined, with every ground named once; `open` when the last has not ended. */
export type PausedSpan = {
  readonly from: Instant;
  readonly to: Instant;
  readonly open: boolean;
  readonly grounds: readonly string[];
};

/** Days, first and last counted, that one paused span keeps out of the count. */
export type PausedDays = { readonly first: LocalDate; readonly last: LocalDate; readonly span: PausedSpan };

/**
 * Joins pauses into spans that do not touch, in order. An open pause reaches to `now` (or its own beginning when that
 * is later). Throws RangeError for a pause that ends before it begins.
 */
export function joinPauses(pauses: readonly Pause[], now: Instant): readonly PausedSpan[] {
  const spans: PausedSpan[] = [];
  for (const pause of [...pauses].sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0))) {
    if (pause.to !== null && pause.to < pause.from)
      throw new RangeError(`a pause ends before it begins: ${pause.from}`);
    const to = pause.to ?? (now > pause.from ? now : pause.from);
    const last = spans.at(-1);
    if (last === undefined || last.to < pause.from) {
      spans.push({ from: pause.from, to, open: pause.to === null, grounds: [pause.ground] });
      continue;
    }
    spans[spans.length - 1] = {
      from: last.from,
      to: to > last.to ? to : last.to,
      open: last.open || pause.to === null,
      grounds: last.grounds.includes(pause.ground) ? last.grounds : [...last.grounds, pause.ground],
    };
  }
  return spans;
}

/**
 * The Shanghai days from `firstDay` on that each span keeps out of the count: the day a pause begins, whatever the hour,
 * up to the day before it ends. Spans that keep none out are left out.
 *
 * House reading, for periods counted in days; no statute at hand speaks of it. A period's own first day is left out
 * because it is not whole (law-cc-start-day-excluded): the day on which the count stops is no more whole than that one.
 * The day on which it goes on is counted, so that pausing and going on within a day gains nothing, and a pause is worth
 * exactly the midnights it covers. Hours are not days: they stand still to the millisecond.
 */
export function pausedDays(spans: readonly PausedSpan[], firstDay: LocalDate): readonly PausedDays[] {
  const runs: PausedDays[] = [];
  for (const span of spans) {
    const day = shanghaiDate(span.from);
    const first = day > firstDay ? day : firstDay;
    const last = addDays(shanghaiDate(span.to), -1);
    if (first <= last) runs.push({ first, last, span });
  }
  return runs;
}
