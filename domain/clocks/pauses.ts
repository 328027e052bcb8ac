import { addDays, type Instant, type LocalDate, shanghaiDate, startOfDay } from "../shared/time";
import type { Pause } from "./model";

/** Overlapping and touching pauses joined, with every ground named once; `open` when the last has not ended. */
export type PausedSpan = {
  readonly from: Instant;
  readonly to: Instant;
  readonly open: boolean;
  readonly grounds: readonly string[];
};

/** Days, first and last counted, wholly inside one paused span. */
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

/** The whole Shanghai days from `firstDay` on that each span covers; spans that cover none are left out. */
export function pausedDays(spans: readonly PausedSpan[], firstDay: LocalDate): readonly PausedDays[] {
  const runs: PausedDays[] = [];
  for (const span of spans) {
    const day = shanghaiDate(span.from);
    const whole = span.from === startOfDay(day) ? day : addDays(day, 1);
    const first = whole > firstDay ? whole : firstDay;
    const last = addDays(shanghaiDate(span.to), -1);
    if (first <= last) runs.push({ first, last, span });
  }
  return runs;
}
