import { describe, expect, it } from "vitest";
import type { MeasureView } from "@/components/controls/measure";
import { groupMeasures, nextReview } from "./account";

const measure = (id: string, state: MeasureView["state"], reviewOn = "2026-11-30") =>
  ({ id, state, reviewOn }) as MeasureView;

describe("an account's measures on screen", () => {
  it("keeps what counts apart from what waits and what has ended", () => {
    const groups = groupMeasures({
      measures: [
        measure("a", "in-force"),
        measure("b", "proposed"),
        measure("c", "released"),
        measure("d", "instructed"),
        measure("e", "failed"),
      ],
    });
    expect(groups.live.map(({ id }) => id)).toEqual(["a", "d"]);
    expect(groups.waiting.map(({ id }) => id)).toEqual(["b"]);
    expect(groups.past.map(({ id }) => id)).toEqual(["c", "e"]);
  });
  it("names the earliest review", () => {
    expect(nextReview([])).toBeNull();
    expect(nextReview([measure("a", "in-force", "2026-12-01"), measure("b", "in-force", "2026-11-02")])).toBe(
      "2026-11-02",
    );
  });
});
