import { describe, expect, it } from "vitest";
import { testRules } from "../rulebook/testing";
import { localDate } from "../shared/time";
import { assessClosure } from "./conditions";
import type { ClosureFacts, ClosureKind, CoreLook, Remaining } from "./model";

const TODAY = localDate("2026-11-20");
const look: CoreLook = { availableMinor: 0n, heldMinor: 0n, currency: "CNY", inFlight: 0, standing: 0 };
const facts = (kind: ClosureKind, change: Partial<CoreLook> = {}, rest: Partial<ClosureFacts> = {}): ClosureFacts => ({
  kind,
  look: { ...look, ...change },
  hasCard: true,
  ownHold: false,
  remaining: [],
  ...rest,
});
const assess = (asked: ClosureFacts) => assessClosure(asked, testRules(), TODAY);
const codes = (asked: ClosureFacts) => assess(asked).value.remaining.map(({ code }) => code);

describe("what remains before an account is closed", () => {
  it.each(["by-customer", "reclaim", "breach", "after-loss"] as const)(
    "is nothing of an empty account (%s)",
    (kind) => {
      const { value, basis } = assess(facts(kind));
      expect(value).toEqual({ remaining: [], payOutMinor: 0n });
      expect(basis.map(({ ruleId }) => ruleId)).toContain("mipay-close-balance-first");
    },
  );

  it.each(["by-customer", "reclaim"] as const)("is every fen of the balance (%s)", (kind) => {
    const { value } = assess(facts(kind, { availableMinor: 1n }));
    expect(value.remaining).toMatchObject([{ code: "balance", minor: 1n, currency: "CNY" }]);
    expect(value.payOutMinor).toBe(0n);
  });

  it.each(["breach", "after-loss"] as const)("is no balance where it goes back to the bound card (%s)", (kind) => {
    expect(assess(facts(kind, { availableMinor: 12_345n })).value).toEqual({ remaining: [], payOutMinor: 12_345n });
    expect(codes(facts(kind, { availableMinor: 12_345n }, { hasCard: false }))).toEqual(["no-card"]);
    expect(assess(facts(kind, { availableMinor: 12_345n }, { hasCard: false })).value.payOutMinor).toBe(0n);
  });

  it("is money held, whoever closes", () => {
    for (const kind of ["by-customer", "breach"] as const)
      expect(codes(facts(kind, { heldMinor: 500n }))).toEqual(["held-money"]);
  });

  it("is not what the loss itself holds: it goes to the card with the rest", () => {
    const held = { availableMinor: 0n, heldMinor: 500n };
    expect(assess(facts("after-loss", held, { ownHold: true })).value).toEqual({ remaining: [], payOutMinor: 500n });
    expect(codes(facts("after-loss", held))).toEqual(["held-money"]);
    expect(codes(facts("breach", held, { ownHold: true }))).toEqual(["held-money"]);
  });

  it("is a dispute with whom was paid, and whatever else the account serves", () => {
    const dispute: Remaining = { code: "complaint", subject: null, count: 1, minor: null, currency: null };
    const { value, basis } = assess(facts("by-customer", {}, { remaining: [dispute] }));
    expect(value.remaining).toEqual([dispute]);
    expect(basis.map(({ ruleId }) => ruleId)).toEqual(
      expect.arrayContaining(["llpriv-close-quickpay-gate", "mipriv-miacct-close-check", "trap-close-with-balance"]),
    );
  });

  it("is what is under way, what is standing, and what the desks hold open", () => {
    const open: Remaining = {
      code: "complaint",
      subject: { type: "complaint", id: "c", number: "CP-000001" },
      count: null,
      minor: null,
      currency: null,
    };
    const asked = facts("by-customer", { inFlight: 2, standing: 1 }, { remaining: [open] });
    expect(assess(asked).value.remaining).toMatchObject([
      { code: "in-flight", count: 2 },
      { code: "standing", count: 1 },
      { code: "complaint" },
    ]);
  });
});
