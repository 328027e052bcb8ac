import { describe, expect, it } from "vitest";
import { permissionsOf } from "../permissions";
import { visibleKinds } from "./model";

describe("visibleKinds", () => {
  it("shows each role the kinds it may read, and nobody without rights any", () => {
    const desk = ["kyc-submission", "kyc-recheck", "reverification", "reverification-hold"];
    expect(visibleKinds(permissionsOf(["compliance-officer"]))).toEqual([
      "approval",
      "large-value",
      "core-failure",
      "measure-review",
      "control-missed",
      "completeness-difference",
      ...desk,
    ]);
    expect(visibleKinds(permissionsOf(["customer-service"]))).toEqual(["core-failure", "measure-review", ...desk]);
    expect(visibleKinds(permissionsOf(["aml-analyst"]))).toEqual([
      "large-value",
      "core-failure",
      "list-hit",
      "measure-review",
      ...desk,
    ]);
    // That a second look was drawn is not for who decided first to know.
    expect(visibleKinds(permissionsOf(["kyc-reviewer"]))).not.toContain("kyc-second-look");
    expect(visibleKinds(new Set())).toEqual([]);
  });
});
