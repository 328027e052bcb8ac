import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ROLE_NAMES, rolesAreCompatible } from "../identity/roles";
import { addDuration, instant } from "../shared/time";
import { delegateRole, grantRole, type Held, keepAdministrator, reasonFits, signReview, spendLink } from "./decisions";
import { PEOPLE_POLICY } from "./policy";
import { heldOn } from "./rights";

const now = instant("2026-10-09T14:32:00+08:00");
const later = (hours: number) => addDuration(now, { hours });
const held = (...roles: Held["role"][]): Held[] => roles.map((role) => ({ role, endsAt: null, delegationId: null }));
const code = (result: { ok: boolean; code?: string }) => (result.ok ? "ok" : result.code);

describe("granting a role", () => {
  const asked = { personId: "a", by: "b", role: "kyc-reviewer" as const, endsAt: null, held: [], now };
  it.each([
    ["ok", {}],
    ["people.role.own", { by: "a" }],
    ["people.role.held", { held: held("kyc-reviewer") }],
    ["people.role.conflict", { held: held("auditor") }],
    ["people.role.ends-past", { endsAt: now }],
    ["people.role.administrator-ends", { role: "administrator" as const, endsAt: later(1) }],
  ])("%s", (expected, part) => {
    expect(code(grantRole({ ...asked, ...part }))).toBe(expected);
  });

  it("never leaves a person with duties that conflict", () => {
    fc.assert(
      fc.property(fc.subarray([...ROLE_NAMES]), fc.constantFrom(...ROLE_NAMES), (roles, role) => {
        const result = grantRole({ ...asked, role, held: held(...roles) });
        if (result.ok && rolesAreCompatible(roles)) expect(rolesAreCompatible([...roles, role])).toBe(true);
      }),
    );
  });
});

describe("lending a role", () => {
  const asked = {
    fromId: "a",
    toId: "b",
    role: "compliance-officer" as const,
    endsAt: later(24),
    reason: "leave" as const,
    heldByGiver: held("compliance-officer"),
    heldByTaker: held("kyc-reviewer"),
    now,
  };
  it.each([
    ["ok", {}],
    ["people.delegation.self", { toId: "a" }],
    ["people.delegation.role", { role: "administrator" as const, heldByGiver: held("administrator") }],
    ["people.delegation.not-held", { heldByGiver: held("kyc-reviewer") }],
    [
      "people.delegation.chain",
      { heldByGiver: [{ role: "compliance-officer" as const, endsAt: null, delegationId: "d" }] },
    ],
    ["people.role.ends-past", { endsAt: now }],
    ["ok", { endsAt: later(24 * PEOPLE_POLICY.delegationDays) }],
    ["people.delegation.too-long", { endsAt: addDuration(later(24 * PEOPLE_POLICY.delegationDays), { seconds: 1 }) }],
    [
      "people.delegation.beyond",
      { heldByGiver: [{ role: "compliance-officer" as const, endsAt: later(23), delegationId: null }] },
    ],
    ["people.role.held", { heldByTaker: held("compliance-officer") }],
    ["people.role.conflict", { heldByTaker: held("compliance-lead") }],
  ])("%s", (expected, part) => {
    expect(code(delegateRole({ ...asked, ...part }))).toBe(expected);
  });
});

describe("administrators, links and reviews", () => {
  it("keeps the last administrator, and minds nobody else", () => {
    expect(code(keepAdministrator(["a"], "a"))).toBe("people.role.last-administrator");
    expect(code(keepAdministrator(["a", "b"], "a"))).toBe("ok");
    expect(code(keepAdministrator(["a"], "c"))).toBe("ok");
  });

  it("takes a link until its end, once", () => {
    const link = { expiresAt: later(1), usedAt: null, revokedAt: null };
    expect(code(spendLink(link, now))).toBe("ok");
    for (const spent of [{ expiresAt: now }, { usedAt: now }, { revokedAt: now }]) {
      expect(code(spendLink({ ...link, ...spent }, now))).toBe("people.link.spent");
    }
  });

  it("signs when all is decided, by nobody about himself, once", () => {
    const item = { personId: "a", decidedBy: "b", decision: "keep" as const };
    expect(code(signReview({ signedAt: null, items: [item] }))).toBe("ok");
    expect(code(signReview({ signedAt: now, items: [item] }))).toBe("people.review.signed");
    expect(code(signReview({ signedAt: null, items: [item, { ...item, decision: null }] }))).toBe(
      "people.review.undecided",
    );
    expect(code(signReview({ signedAt: null, items: [{ ...item, decidedBy: "a" }] }))).toBe("people.review.own");
    expect([reasonFits("keep", "needed"), reasonFits("keep", "left"), reasonFits("end", "left")]).toEqual([
      true,
      false,
      true,
    ]);
  });
});

describe("a right at a moment", () => {
  it("holds from its beginning until the earlier of its two ends, and never while disabled", () => {
    const grant = { from: now, endsAt: later(10), endedAt: null };
    const on = (hours: number, part = {}, disabled: Parameters<typeof heldOn>[1] = []) =>
      heldOn({ ...grant, ...part }, disabled, later(hours));
    expect([on(-1), on(0), on(9), on(10)]).toEqual([false, true, true, false]);
    expect([on(4, { endedAt: later(5) }), on(5, { endedAt: later(5) })]).toEqual([true, false]);
    expect(on(11, { endsAt: null })).toBe(true);
    const off = [{ from: later(2), to: later(3) }];
    expect([on(1, {}, off), on(2, {}, off), on(3, {}, off)]).toEqual([true, false, true]);
    expect(on(8, {}, [{ from: later(2), to: null }])).toBe(false);
  });
});
