import { describe, expect, it } from "vitest";
import { bytesPerSecond, isRunning } from "./batch";

describe("a batch on screen", () => {
  it("is asked for again while the machine works on it", () => {
    expect(
      (["incomplete", "finalised", "withdrawing", "withdrawn", "failed"] as const).filter((state) =>
        isRunning({ state }),
      ),
    ).toEqual(["incomplete", "withdrawing"]);
  });
  it("has a rate once it has moved", () => {
    expect(bytesPerSecond({ at: 1_000, bytes: 0 }, { at: 3_000, bytes: 4_000 })).toBe(2_000);
    expect(bytesPerSecond(null, { at: 1, bytes: 1 })).toBeNull();
    expect(bytesPerSecond({ at: 1, bytes: 5 }, { at: 2, bytes: 5 })).toBeNull();
    expect(bytesPerSecond({ at: 2, bytes: 1 }, { at: 2, bytes: 5 })).toBeNull();
  });
});
