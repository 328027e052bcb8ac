import { describe, expect, it } from "vitest";
import { maskedRuns } from "./customer-name";

describe("the runs of a mask", () => {
  it("cover each Chinese character on its own", () => {
    expect(maskedRuns("陈••安")).toEqual(["陈", { hidden: 1, han: true }, { hidden: 1, han: true }, "安"]);
  });
  it("cover other signs with one tape", () => {
    expect(maskedRuns("J••••n")).toEqual(["J", { hidden: 4 }, "n"]);
    expect(maskedRuns("••••")).toEqual([{ hidden: 4 }]);
    expect(maskedRuns("Ann")).toEqual(["Ann"]);
  });
});
