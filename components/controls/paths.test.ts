import { describe, expect, it } from "vitest";
import { measureIdOf, measuresInput, measureView } from "./paths";

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
    expect(measureView(undefined)).toBe("live");
    expect(measureView("failed")).toBe("failed");
    expect(measureView("in-force")).toBe("all");
  });
  it("reads the open measure from the path", () => {
    expect(measureIdOf("/controls/01a1fdd9-9471-75b4-9630-c97c3dbd8f73")).toBe("01a1fdd9-9471-75b4-9630-c97c3dbd8f73");
    expect(measureIdOf("/controls/x")).toBeNull();
  });
});
