import { describe, expect, it } from "vitest";
import { testRules } from "../rulebook/testing";
import { instant } from "../shared/time";
import { decideObjection, isNarrower, registerObjection, type Verdict } from "./decisions";
import type { ContestedExtent, ContestedMeasure, ObjectionFacts } from "./model";

const NOW = instant("2026-11-20T10:00:00+08:00");
const measure: ContestedMeasure = {
  source: "own-judgement",
  reasonCode: "risk-signs",
  scope: "all",
  amountMinor: null,
  target: null,
  live: true,
};
const objection: ObjectionFacts = {
  state: "open",
  version: 3,
  ground: "proved",
  dueAt: instant("2026-11-24T16:00:00Z"),
};
const extent = (scope: ContestedExtent["scope"], amountMinor: bigint | null = null): ContestedExtent => ({
  scope,
  amountMinor,
  target: scope === "function" ? "transfer" : null,
});

const enter = (change: Partial<Parameters<typeof registerObjection>[0]> = {}) =>
  registerObjection({
    measure: { ...measure, givenAt: instant("2026-11-01T00:00:00Z") },
    receivedAt: instant("2026-11-15T00:00:00Z"),
    hasOpen: false,
    now: NOW,
    ...change,
  });

describe("entering an objection", () => {
  it("takes one received days ago", () => expect(enter().ok).toBe(true));

  it.each([
    ["objections.objection.future", { receivedAt: instant("2026-11-20T10:00:01+08:00") }],
    ["objections.objection.too-old", { receivedAt: instant("2025-11-01T00:00:00Z") }],
    ["objections.objection.before-measure", { receivedAt: instant("2026-10-31T00:00:00Z") }],
    [
      "objections.objection.measure-ended",
      { measure: { ...measure, live: false, givenAt: instant("2026-11-01T00:00:00Z") } },
    ],
    [
      "objections.objection.own-protection",
      { measure: { ...measure, source: "customer" as const, givenAt: instant("2026-11-01T00:00:00Z") } },
    ],
    ["objections.objection.already-open", { hasOpen: true }],
  ])("refuses with %s", (code, change) => expect(enter(change)).toMatchObject({ ok: false, code }));
});

const decide = (
  verdict: Verdict,
  change: {
    measure?: Partial<ContestedMeasure>;
    seen?: number;
    givers?: string[];
    objection?: Partial<ObjectionFacts>;
  } = {},
) =>
  decideObjection({
    objection: { ...objection, ...change.objection },
    seen: change.seen ?? 3,
    measure: { ...measure, ...change.measure },
    verdict,
    decider: "lead",
    givers: change.givers ?? ["officer", "other-lead"],
    now: NOW,
    rules: testRules(),
  });

describe("deciding an objection", () => {
  it("ends the measure at once where its customer passes the check", () => {
    const upheld = decide({ outcome: "upheld" });
    expect(upheld).toMatchObject({ ok: true, value: { state: "upheld", late: false } });
    expect(upheld.basis.map(({ ruleId }) => ruleId)).toEqual(["law-aml-39", "law-antifraud-32"]);
  });

  it("says that it is late from the moment the last day has ended", () => {
    const dueAt = NOW;
    expect(decide({ outcome: "upheld" }, { objection: { dueAt } })).toMatchObject({ value: { late: false } });
    const passed = instant("2026-11-20T09:59:59+08:00");
    expect(decide({ outcome: "upheld" }, { objection: { dueAt: passed } })).toMatchObject({ value: { late: true } });
  });

  it("turns it down with a reason that may be told", () => {
    const rejected = decide({ outcome: "rejected", reason: "risk-remains" });
    expect(rejected).toMatchObject({ ok: true, value: { state: "rejected" } });
    expect(rejected.basis.map(({ ruleId }) => ruleId)).toContain("law-aml-30");
  });

  it("is nobody's who gave the measure or agreed with it", () => {
    expect(decide({ outcome: "upheld" }, { givers: ["officer", "lead"] })).toMatchObject({
      code: "objections.decision.own-measure",
    });
  });

  it("leaves an authority's measure to the authority", () => {
    const authority = { source: "authority" as const, reasonCode: "order-freeze" };
    for (const verdict of [
      { outcome: "upheld" },
      { outcome: "rejected", reason: "risk-remains" },
      { outcome: "partly", narrower: extent("debit") },
    ] as const)
      expect(decide(verdict, { measure: authority })).toMatchObject({ code: "objections.decision.authority-only" });
    expect(decide({ outcome: "forwarded" }, { measure: authority })).toMatchObject({
      ok: true,
      basis: [{ ruleId: "law-order-network" }, { ruleId: "law-order-network" }],
    });
    expect(decide({ outcome: "forwarded" })).toMatchObject({ code: "objections.decision.no-authority" });
  });

  it("ends nothing here that is kept under review", () => {
    const hidden = { source: "system" as const, reasonCode: "under-review" };
    expect(decide({ outcome: "upheld" }, { measure: hidden })).toMatchObject({ code: "objections.decision.not-here" });
    expect(decide({ outcome: "partly", narrower: extent("debit") }, { measure: hidden })).toMatchObject({
      code: "objections.decision.not-here",
    });
    expect(decide({ outcome: "rejected", reason: "duty-of-law" }, { measure: hidden })).toMatchObject({ ok: true });
  });

  it("settles what ended meanwhile, and nothing else", () => {
    expect(decide({ outcome: "settled" }, { measure: { live: false } })).toMatchObject({ ok: true });
    expect(decide({ outcome: "settled" })).toMatchObject({ code: "objections.decision.measure-live" });
    expect(decide({ outcome: "upheld" }, { measure: { live: false } })).toMatchObject({
      code: "objections.decision.measure-ended",
    });
  });

  it("refuses what was decided, or changed since it was shown", () => {
    expect(decide({ outcome: "upheld" }, { seen: 2 })).toMatchObject({ code: "objections.objection.stale" });
    expect(decide({ outcome: "upheld" }, { objection: { state: "rejected" } })).toMatchObject({
      code: "objections.objection.not-open",
    });
  });

  it("puts in place of a measure only what takes less", () => {
    expect(decide({ outcome: "partly", narrower: extent("debit") })).toMatchObject({ ok: true });
    expect(decide({ outcome: "partly", narrower: extent("all") })).toMatchObject({
      code: "objections.decision.not-narrower",
    });
    expect(isNarrower(extent("function"), extent("debit"))).toBe(true);
    expect(isNarrower(extent("credit"), extent("debit"))).toBe(false);
    expect(isNarrower(extent("amount", 100n), extent("amount", 200n))).toBe(true);
    expect(isNarrower(extent("amount", 200n), extent("amount", 200n))).toBe(false);
    expect(isNarrower(extent("function"), extent("function"))).toBe(false);
  });
});
