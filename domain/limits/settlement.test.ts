import { describe, expect, it } from "vitest";
import { DECISION_STATES } from "./model";
import { SETTLEMENTS, settle } from "./settlement";

describe("what becomes of an allowed payment", () => {
  it("counts until it is reversed, whoever confirmed it before", () => {
    expect(settle("reserved", "confirm")).toMatchObject({ value: { state: "confirmed", counts: 0 } });
    expect(settle("reserved", "reverse")).toMatchObject({ value: { state: "reversed", counts: -1 } });
    expect(settle("confirmed", "reverse")).toMatchObject({ value: { state: "reversed", counts: -1 } });
  });

  it("counts again when it is confirmed late, and is not taken back twice", () => {
    expect(settle("lapsed", "confirm")).toMatchObject({ value: { state: "confirmed", counts: 1, late: true } });
    expect(settle("lapsed", "reverse")).toMatchObject({ value: { state: "reversed", counts: 0 } });
  });

  it("is not settled where nothing was allowed, nor confirmed after it was reversed", () => {
    expect(settle("refused", "confirm")).toMatchObject({ ok: false, code: "limits.decision.not-allowed" });
    expect(settle("reversed", "confirm")).toMatchObject({ ok: false, code: "limits.decision.reversed" });
  });

  it("changes nothing when it is said twice", () => {
    for (const state of DECISION_STATES) {
      for (const as of SETTLEMENTS) {
        const once = settle(state, as);
        if (once.ok)
          expect(settle(once.value.state, as)).toMatchObject({ value: { state: once.value.state, counts: 0 } });
      }
    }
  });
});
