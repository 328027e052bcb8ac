import { describe, expect, it } from "vitest";
import { localDate } from "@/domain/shared/time";
import { endingSoonHref, measureIdOf, measuresInput, measureView, measureViewHref } from "./paths";

describe("the list of measures by its address", () => {
  it("shows live measures unless told otherwise", () => {
    expect(measuresInput({}).filters.state).toEqual([
      "instructed",
      "in-force",
      "release-proposed",
      "release-instructed",
    ]);
    expect(measuresInput({ state: "failed", scope: "debit,none" }).filters).toEqual({
      state: ["failed"],
      scope: ["debit"],
    });
  });
  it("knows its views", () => {
    expect(measureView({})).toBe("live");
    expect(measureView({ state: "failed" })).toBe("failed");
    expect(measureView({ state: "in-force" })).toBe("all");
    expect(measureView({ review: "overdue" })).toBe("review");
    expect(measureView({ state: "failed", review: "overdue" })).toBe("failed");
  });
  it("leads to its views and back", () => {
    for (const view of ["live", "review", "proposed", "failed", "ended", "all"] as const) {
      const address = Object.fromEntries(new URLSearchParams(measureViewHref(view).split("?")[1] ?? ""));
      expect(measureView(address)).toBe(view);
    }
    const soon = Object.fromEntries(new URLSearchParams(endingSoonHref(localDate("2026-10-09")).split("?")[1]));
    expect(measuresInput(soon).filters).toMatchObject({ expiresOn: { from: "2026-10-09", to: "2026-10-10" } });
    expect(measureView(soon)).toBe("live");
  });
  it("reads the open measure from the path", () => {
    expect(measureIdOf("/controls/01a1fdd9-9471-75b4-9630-c97c3dbd8f73")).toBe("01a1fdd9-9471-75b4-9630-c97c3dbd8f73");
    expect(measureIdOf("/controls/x")).toBeNull();
  });
});
