import { describe, expect, it } from "vitest";
import { CALENDAR_YEARS } from "../../rulebook/calendar";
import { createCalendar } from "../clocks/calendar";
import { testRules } from "../rulebook/testing";
import { instant } from "../shared/time";
import type { ObjectionGround } from "./model";
import { daysLost, regimeOf, termOf } from "./term";

const calendar = createCalendar(CALENDAR_YEARS);

const term = (
  measure: Parameters<typeof termOf>[0]["measure"],
  ground: ObjectionGround = "proved",
  receivedAt = "2026-11-09T10:00:00+08:00",
) => {
  const at = instant(receivedAt);
  return termOf({ measure, ground, receivedAt: at, rules: testRules(), calendar, now: at });
};
const ids = (basis: readonly { readonly ruleId: string }[]) => basis.map(({ ruleId }) => ruleId);

describe("the law an objection is answered under", () => {
  it("follows who gave the measure, then the rows of its reason", () => {
    expect(regimeOf({ source: "own-judgement", reasonCode: "doubtful-data" })).toBe("risk");
    expect(regimeOf({ source: "own-judgement", reasonCode: "urgent-risk" })).toBe("fraud");
    expect(regimeOf({ source: "system", reasonCode: "under-review" })).toBe("risk");
    expect(regimeOf({ source: "authority", reasonCode: "order-freeze" })).toBe("order");
    expect(regimeOf({ source: "system", reasonCode: "not-known" })).toBe("risk");
  });
});

describe("the term of an objection", () => {
  it("is fifteen calendar days from its receipt, the day of receipt left out", () => {
    const { value, basis } = term({ source: "own-judgement", reasonCode: "doubtful-data" });
    expect(value.due.dueRaw).toBe("2026-11-24");
    expect(value.due.unit).toBe("calendar-day");
    expect(value.rule.ruleId).toBe("law-aml-39");
    expect(value.promptBy).toBeNull();
    expect(ids(basis)).toEqual(expect.arrayContaining(["law-aml-39", "trap-15d-aml39"]));
  });

  it("is not counted in working days, over a long holiday least of all", () => {
    const { value } = term({ source: "system", reasonCode: "identity-expired" }, "proved", "2026-09-28T09:00:00+08:00");
    expect(value.due.dueRaw).toBe("2026-10-13");
  });

  it("is the court network's own for an authority's measure", () => {
    const { value, basis } = term({ source: "authority", reasonCode: "order-freeze" });
    expect(value.rule.ruleId).toBe("law-order-network");
    expect(value.due.dueRaw).toBe("2026-11-24");
    expect(ids(basis)).toContain("law-order-network");
  });

  it("asks for an answer at once where the law says promptly", () => {
    const fraud = term({ source: "own-judgement", reasonCode: "risk-signs" });
    expect(fraud.value.promptBy).toBe("2026-11-10T02:00:00.000Z");
    expect(ids(fraud.basis)).toContain("law-antifraud-32");
    const needs = term({ source: "system", reasonCode: "identity-expired" }, "basic-needs");
    expect(needs.value.promptBy).toBe("2026-11-10T02:00:00.000Z");
    expect(ids(needs.basis)).toContain("law-aml-40");
  });

  it("runs from the receipt although it is entered later", () => {
    const received = instant("2026-11-09T23:50:00+08:00");
    expect(daysLost(received, instant("2026-11-13T00:10:00+08:00"))).toBe(4);
    expect(daysLost(received, received)).toBe(0);
  });
});
