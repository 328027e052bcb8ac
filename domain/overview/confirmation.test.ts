import { expect, it } from "vitest";
import { confirmationSpans, SPAN_STARTS } from "./confirmation";

it("gives every span in order, the last without an end", () => {
  const spans = confirmationSpans(
    new Map([
      [0, 3],
      [SPAN_STARTS.length, 1],
    ]),
  );
  expect(spans[0]).toEqual({ fromSeconds: 0, toSeconds: SPAN_STARTS[0], count: 3 });
  expect(spans.at(-1)).toEqual({ fromSeconds: SPAN_STARTS.at(-1), toSeconds: null, count: 1 });
  expect(spans.reduce((sum, span) => sum + span.count, 0)).toBe(4);
  for (const [at, span] of spans.slice(1).entries()) expect(span.fromSeconds).toBe(spans[at]?.toSeconds);
});
