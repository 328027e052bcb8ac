import { describe, expect, it } from "vitest";
import { permissionsOf } from "../permissions";
import { visibleKinds } from "./model";

describe("visibleKinds", () => {
  it("shows each role the kinds it may read, and nobody without rights any", () => {
    expect(visibleKinds(permissionsOf(["compliance-officer"]))).toEqual([
      "approval",
      "large-value",
      "core-failure",
      "control-missed",
      "completeness-difference",
    ]);
    expect(visibleKinds(permissionsOf(["customer-service"]))).toEqual(["core-failure"]);
    expect(visibleKinds(permissionsOf(["aml-analyst"]))).toEqual(["large-value", "core-failure"]);
    expect(visibleKinds(new Set())).toEqual([]);
  });
});
