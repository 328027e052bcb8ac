import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { EFFECTS, effectOf, FUNCTIONS, type MatrixMeasure, unionEffect, unionMatrix } from "./consequence";
import { atLeastAsStrict, effectiveRestriction, extentsOf, unionOf } from "./effective";
import { MEASURE_FUNCTIONS, MEASURE_STATES, SCOPES } from "./model";

const extent = fc.oneof(
  fc.record({
    scope: fc.constantFrom("all" as const, "debit" as const, "credit" as const),
    amountMinor: fc.constant(null),
    target: fc.constant(null),
  }),
  fc.record({
    scope: fc.constant("amount" as const),
    amountMinor: fc.bigInt({ min: 1n, max: 10n ** 12n }),
    target: fc.constant(null),
  }),
  fc.record({
    scope: fc.constant("function" as const),
    amountMinor: fc.constant(null),
    target: fc.constantFrom(...MEASURE_FUNCTIONS),
  }),
  fc.record({
    scope: fc.constant("card" as const),
    amountMinor: fc.constant(null),
    target: fc.constantFrom("k1", "k2"),
  }),
);
const measures = fc
  .array(extent, { minLength: 1, maxLength: 6 })
  .map((list) => list.map((one, index): MatrixMeasure => ({ ...one, id: `m${index}` })));

describe("the union of measures", () => {
  it("releasing one never loosens another", () => {
    fc.assert(
      fc.property(measures, fc.nat(), (live, pick) => {
        const gone = live[pick % live.length];
        const rest = live.filter((measure) => measure !== gone);
        const rows = unionMatrix(live, { verb: "lift", measureId: gone?.id ?? "" });
        for (const other of rest) {
          expect(atLeastAsStrict(unionOf(rest), unionOf([other]))).toBe(true);
          for (const { act, after } of rows)
            expect(EFFECTS.indexOf(after)).toBeGreaterThanOrEqual(EFFECTS.indexOf(effectOf(other, act)));
        }
      }),
    );
  });

  it("is told again by its own extents, act by act", () => {
    fc.assert(
      fc.property(measures, (live) => {
        const union = unionOf(live);
        expect(unionOf(extentsOf(union))).toEqual(union);
        for (const act of FUNCTIONS) expect(unionEffect(extentsOf(union), act)).toBe(unionEffect(live, act));
      }),
    );
  });

  it("a measure more never frees anything, and order does not matter", () => {
    fc.assert(
      fc.property(measures, extent, (live, more) => {
        const after = unionOf([...live, more]);
        expect(atLeastAsStrict(after, unionOf(live))).toBe(true);
        expect(unionOf([more, ...[...live].reverse()])).toEqual(after);
        for (const row of unionMatrix(live, { verb: "restrict", measure: { ...more, id: "new" } })) {
          expect(EFFECTS.indexOf(row.after)).toBeGreaterThanOrEqual(EFFECTS.indexOf(row.now));
        }
      }),
    );
  });

  it("the matrix and the effective restriction agree", () => {
    fc.assert(
      fc.property(measures, (live) => {
        const sum = unionOf(live);
        const out = sum.debit || sum.functions.includes("transfer") ? "ban" : sum.amountMinor > 0n ? "limit" : "free";
        expect(unionEffect(live, "transfer-out")).toBe(out);
        expect(unionEffect(live, "receive")).toBe(sum.credit ? "ban" : "free");
        expect(unionEffect(live, "close")).toBe("ban");
      }),
    );
  });

  it("counts what is live, and nothing else", () => {
    for (const state of MEASURE_STATES) {
      const live = ["instructed", "in-force", "release-proposed", "release-instructed"].includes(state);
      const one = { scope: "all" as const, amountMinor: null, target: null, state };
      expect(effectiveRestriction([{ ...one, kind: "freeze" }]).debit).toBe(live);
      expect(effectiveRestriction([{ ...one, kind: "deduction" }]).debit).toBe(false);
    }
  });

  it("without measures everything is free", () => {
    for (const act of FUNCTIONS) expect(unionEffect([], act)).toBe("free");
  });

  it("says for every scope what it does", () => {
    const table = Object.fromEntries(
      SCOPES.filter((scope) => scope !== "function").map((scope) => [
        scope,
        FUNCTIONS.map((act) => effectOf({ scope, target: null }, act)).join(" "),
      ]),
    );
    expect(table).toEqual({
      all: "ban ban ban ban ban ban ban ban",
      debit: "ban ban ban ban ban free free ban",
      credit: "free free free free free ban ban ban",
      amount: "limit limit limit limit limit free free ban",
      card: "free free free limit free free limit ban",
    });
    const ends = (target: string) =>
      FUNCTIONS.filter((act) => act !== "close" && effectOf({ scope: "function", target }, act) === "ban");
    expect(Object.fromEntries(MEASURE_FUNCTIONS.map((name) => [name, ends(name).join(" ")]))).toEqual({
      transfer: "transfer-out",
      withdrawal: "withdraw",
      consumption: "pay pay-without-password",
      investment: "invest",
      "password-free": "pay-without-password",
    });
  });
});
