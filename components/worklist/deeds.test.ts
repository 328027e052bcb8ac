import { describe, expect, it } from "vitest";
import { instant } from "@/domain/shared/time";
import { momentOf, presets, whenOf } from "./deeds";

describe("moments of a form, in Asia/Shanghai", () => {
  it("is written with its offset and read back", () => {
    expect(momentOf({ date: "2026-10-09", time: "14:32" })).toBe("2026-10-09T14:32:00+08:00");
    expect(whenOf(instant("2026-10-09T06:32:00.000Z"))).toEqual({ date: "2026-10-09", time: "14:32" });
  });
  it("is nothing while a field is empty", () => {
    expect(momentOf({ date: "2026-10-09", time: "" })).toBeNull();
    expect(momentOf({ date: "", time: "14:32" })).toBeNull();
  });
  it("offers moments ahead, over midnight too", () => {
    const found = presets(instant("2026-10-09T15:30:10.000Z"));
    expect(found.map(({ when }) => `${when.date} ${when.time}`)).toEqual([
      "2026-10-10 00:31",
      "2026-10-10 02:31",
      "2026-10-10 09:00",
      "2026-10-16 09:00",
    ]);
  });
});
