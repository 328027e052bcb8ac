import { describe, expect, it } from "vitest";
import { instant } from "@/domain/shared/time";
import { momentOf, wallClockOf } from "./moment-field";

describe("a moment as the field writes it", () => {
  it("is the wall clock of Shanghai, to the minute", () => {
    expect(wallClockOf(instant("2026-10-08T18:10:42Z"))).toBe("2026-10-09T02:10");
    expect(momentOf("2026-10-09T02:10")).toBe("2026-10-08T18:10:00.000Z");
  });
  it("is nothing where it is none", () => {
    expect(momentOf("")).toBeNull();
    expect(momentOf("2026-10-09")).toBeNull();
    expect(momentOf("2026-13-09T02:10")).toBeNull();
  });
});
