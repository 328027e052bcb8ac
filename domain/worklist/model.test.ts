import { describe, expect, it } from "vitest";
import { permissionsOf } from "../permissions";
import { visibleKinds } from "./model";

describe("visibleKinds", () => {
  it("shows each role the kinds it may read, and an administrator none", () => {
    expect(visibleKinds(permissionsOf(["compliance-officer"]))).toEqual(["approval", "large-value", "core-failure"]);
    expect(visibleKinds(permissionsOf(["customer-service"]))).toEqual(["core-failure"]);
    expect(visibleKinds(permissionsOf(["aml-analyst"]))).toEqual(["large-value", "core-failure"]);
    expect(visibleKinds(permissionsOf(["administrator"]))).toEqual([]);
  });
});
