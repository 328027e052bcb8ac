import { describe, expect, it } from "vitest";
import { permissionsOf } from "../permissions";
import { visibleKinds } from "./model";

describe("visibleKinds", () => {
  it("shows each role the kinds it may read, and nobody without rights any", () => {
    const desk = ["kyc-submission", "kyc-recheck", "reverification", "reverification-hold"];
    const orders = ["order-review", "order-mismatch", "order-expiring"];
    const losses = ["loss-report", "loss-review"];
    const customers = ["objection", "closure-stopped", "reclaim-candidate"];
    expect(visibleKinds(permissionsOf(["compliance-officer"]))).toEqual([
      "approval",
      "large-value",
      "core-failure",
      "letter-failed",
      "core-difference",
      "measure-review",
      "control-missed",
      "completeness-difference",
      ...orders,
      ...losses,
      ...desk,
      ...customers,
    ]);
    // Orders of authorities are not for who speaks with the customer to know.
    expect(visibleKinds(permissionsOf(["customer-service"]))).toEqual([
      "core-failure",
      "letter-failed",
      "core-difference",
      "measure-review",
      ...losses,
      ...desk,
      "objection",
      "privacy-request",
      "closure-stopped",
      "recipient-notice",
      "decision-review",
      "reclaim-candidate",
    ]);
    expect(visibleKinds(permissionsOf(["aml-analyst"]))).toEqual([
      "large-value",
      "core-failure",
      "core-difference",
      "list-hit",
      "measure-review",
      ...orders,
      ...desk,
    ]);
    // That a second look was drawn is not for who decided first to know.
    expect(visibleKinds(permissionsOf(["kyc-reviewer"]))).not.toContain("kyc-second-look");
    expect(visibleKinds(new Set())).toEqual([]);
  });
});
