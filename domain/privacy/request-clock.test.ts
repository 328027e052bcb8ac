import { describe, expect, it } from "vitest";
import { CALENDAR_YEARS } from "../../rulebook/calendar";
import { createCalendar } from "../clocks/calendar";
import { computeDue } from "../clocks/due-date";
import { createRules } from "../rulebook/rules";
import { testRules } from "../rulebook/testing";
import { instant, localDate } from "../shared/time";
import { PRIVACY_DOCUMENTS, type PrivacyDocument, REQUEST_TYPES, type RequestType } from "./model";
import { requestClock } from "./request-clock";

const RECEIVED = localDate("2026-09-24");
const clock = (document: PrivacyDocument, type: RequestType) => requestClock(document, type, testRules(), RECEIVED);

describe("the clock of a request", () => {
  it.each([
    ["payment-policy", "closure", 15, "calendar-day", "mipriv-close-15d"],
    ["payment-policy", "deletion", 15, "working-day", "mipriv-request-15wd"],
    ["payment-policy", "consent-withdrawal", 15, "working-day", "mipriv-withdraw-clock"],
    ["payment-policy", "access", 15, "working-day", "mipriv-request-15wd"],
    ["merchant-policy", "closure", 15, "working-day", "llpriv-delete-close-15wd"],
    ["merchant-policy", "deletion", 15, "working-day", "llpriv-delete-close-15wd"],
    ["merchant-policy", "copy", 15, "working-day", "llpriv-reply-15wd"],
    ["platform-agreement", "closure", 15, "working-day", "trap-no-clock-docs"],
    ["account-agreement", "deletion", 15, "working-day", "trap-no-clock-docs"],
    ["platform-agreement", "restriction", 15, "working-day", "trap-no-clock-docs"],
  ] as const)("%s, %s: %i %ss by %s", (document, type, amount, unit, rule) => {
    expect(clock(document, type).value.period).toMatchObject({ amount, unit, rule: { ruleId: rule } });
    expect(clock(document, type).basis[0]).toMatchObject({ ruleId: rule });
  });

  it("is there for everything that may be asked under either document, and never thirty days", () => {
    for (const document of PRIVACY_DOCUMENTS)
      for (const type of REQUEST_TYPES) expect(clock(document, type).value.period.amount).toBe(15);
  });

  it("is read from the receipt, and never rests on a draft", () => {
    for (const document of PRIVACY_DOCUMENTS) {
      const rows = clock(document, "access").basis.map(({ ruleId }) => ruleId);
      expect(rows).toEqual(expect.arrayContaining(["trap-clock-start", "trap-netdata-clock", "law-app-191"]));
      expect(rows).not.toContain("law-netdata-draft-15wd");
    }
  });

  it("is no longer than a service may promise, whatever its document says", () => {
    const promised = (value: string) =>
      createRules(
        testRules()
          .all()
          .map((row) =>
            row.id === "mipriv-request-15wd"
              ? { ...row, figures: row.figures.map((figure) => ({ ...figure, value })) }
              : row,
          ),
      );
    const of = (value: string) => requestClock("payment-policy", "access", promised(value), RECEIVED).value.period;
    expect(of("30")).toMatchObject({ amount: 15, unit: "working-day", rule: { ruleId: "law-app-191" } });
    expect(of("7")).toMatchObject({ amount: 7, rule: { ruleId: "mipriv-request-15wd" } });
  });

  it("of the marketplace stands behind the rights its agreement names", () => {
    const rows = clock("platform-agreement", "correction").basis.map(({ ruleId }) => ruleId);
    expect(rows).toEqual(expect.arrayContaining(["youpin-privacy-rights", "law-app-191", "trap-30d-35273"]));
  });

  it("of a closing counts the holidays of October, which every other leaves out", () => {
    const due = (type: RequestType) =>
      computeDue({
        startedAt: instant("2026-09-24T10:00:00+08:00"),
        figure: clock("payment-policy", type).value.period,
        calendar: createCalendar(CALENDAR_YEARS),
        rules: testRules(),
        now: instant("2026-09-24T10:00:00+08:00"),
      }).dueRaw;
    expect(due("closure")).toBe("2026-10-09");
    expect(due("access") > "2026-10-15").toBe(true);
  });
});
