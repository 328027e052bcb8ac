import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { EFFECTS, effectOf, FUNCTIONS, type MatrixMeasure, unionEffect, unionMatrix } from "./consequence";
import { atLeastAsStrict, effectiveRestriction, unionOf } from "./effective";
import { MEASURE_STATES, SCOPES } from "./model";

const extent = fc.oneof(
  fc.record({
    scope: fc.constantFrom("all" as const, "debit" as const, "credit" as const),
    amountMinor: fc.constant(null),
  }),
  fc.record({ scope: fc.constant("amount" as const), amountMinor: fc.bigInt({ min: 1n, max: 10n ** 12n }) }),
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
            expect(EFFECTS.indexOf(after)).toBeGreaterThanOrEqual(EFFECTS.indexOf(effectOf(other.scope, act)));
        }
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
        const scopes = live.map(({ scope }) => scope);
        expect(unionEffect(scopes, "transfer-out")).toBe(sum.debit ? "ban" : sum.amountMinor > 0n ? "limit" : "free");
        expect(unionEffect(scopes, "receive")).toBe(sum.credit ? "ban" : "free");
        expect(unionEffect(scopes, "close")).toBe("ban");
      }),
    );
  });

  it("counts what is live, and nothing else", () => {
    for (const state of MEASURE_STATES) {
      const live = ["instructed", "in-force", "release-proposed", "release-instructed"].includes(state);
      expect(effectiveRestriction([{ scope: "all", amountMinor: null, state }]).debit).toBe(live);
    }
  });

  it("without measures everything is free", () => {
    for (const act of FUNCTIONS) expect(unionEffect([], act)).toBe("free");
  });

  it("says for every scope what it does", () => {
    const table = Object.fromEntries(
      SCOPES.map((scope) => [scope, FUNCTIONS.map((act) => effectOf(scope, act)).join(" ")]),
    );
    expect(table).toEqual({
      all: "ban ban ban ban ban ban",
      debit: "ban ban ban free free ban",
      credit: "free free free ban ban ban",
      amount: "limit limit limit free free ban",
    });
  });
});
