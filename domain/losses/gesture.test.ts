import { describe, expect, it } from "vitest";
import { testRules } from "../rulebook/testing";
import { type Instant, instant, localDate } from "../shared/time";
import { CAUSE_RULES, CODES } from "./codes";
import { decideGesture, joinNotice, noticeThatCounts } from "./gesture";
import { provesNothing, verifyCaller } from "./identity";
import { CAUSES, type Cause, CHECK_ITEMS, type Check, type CheckItem, EVIDENCE_KINDS } from "./model";
import { LOSSES_POLICY } from "./policy";
import { phaseOf, secondsOf } from "./times";

const NOW = instant("2026-10-09T02:10:30+08:00");
const CALL = instant("2026-10-09T02:10:00+08:00");
const ON = localDate("2026-10-09");
const matched = (...items: CheckItem[]): Check[] => items.map((item) => ({ item, outcome: "matched" }));
const wrong = (...items: CheckItem[]): Check[] => items.map((item) => ({ item, outcome: "not-matched" }));
const known = (checks: readonly Check[], cause: Cause = "data-misused", forEnding = false) => {
  const result = verifyCaller({ cause, checks, forEnding }, LOSSES_POLICY, testRules(), ON);
  if (!result.ok) throw new Error(result.code);
  return result.value;
};
const gesture = (over: Partial<Parameters<typeof decideGesture>[0]> = {}) =>
  decideGesture({
    cause: "phone-lost",
    verified: true,
    noticeAt: CALL,
    stops: { forCustomer: 0, byColleague: 0 },
    now: NOW,
    policy: LOSSES_POLICY,
    rules: testRules(),
    ...over,
  });

describe("the lists of the agreement", () => {
  it("has as many causes and papers as the documents name", () => {
    const rules = testRules();
    expect(rules.figure("mipay-notify-5-cases", "listed", ON).value).toBe(String(CAUSES.length));
    expect(EVIDENCE_KINDS.length).toBeGreaterThanOrEqual(
      Number(rules.figure("mipriv-evidence-set", "listed", ON).value),
    );
  });
  it("carries every cause on the five cases", () => {
    for (const cause of CAUSES) expect(CAUSE_RULES[cause][0]).toBe("mipay-notify-5-cases");
    for (const { rules } of CODES) for (const id of rules) expect(testRules().ref(id, ON).ruleId).toBe(id);
  });
});

describe("who a caller is", () => {
  it("is known from enough answers, and cites what asks for it", () => {
    const checks = matched("name", "document-digits", "last-transaction");
    expect(known(checks)).toMatchObject({ points: 60, verified: true });
    expect(known(checks.slice(0, 2)).verified).toBe(false);
    const result = verifyCaller({ cause: "phone-lost", checks }, LOSSES_POLICY, testRules(), ON);
    expect(result.basis.map(({ ruleId }) => ruleId)).toEqual(["mipriv-step-evidence", "mipriv-cs-identity"]);
  });
  it("is not known by a code to a phone that is gone, nor by calling from it", () => {
    const checks = matched("name", "registered-number", "code-to-number", "caller-number");
    expect(known(checks, "secrets-leaked")).toMatchObject({ points: 60, verified: true });
    expect(known(checks, "phone-lost")).toMatchObject({
      points: 25,
      verified: false,
      worthless: ["code-to-number", "caller-number"],
    });
    for (const cause of CAUSES) expect(provesNothing("document-digits", cause, LOSSES_POLICY)).toBe(false);
  });
  it("is not known by a face nobody can see, nor by a number that did not call", () => {
    const over = (way: "call" | "counter" | "online" | "letter" | "call-back", ...items: CheckItem[]) => {
      const answers = { cause: "secrets-leaked" as const, checks: matched(...items), over: way };
      return verifyCaller(answers, LOSSES_POLICY, testRules(), ON);
    };
    expect(over("counter", "face-at-counter")).toMatchObject({ value: { points: 60, verified: true } });
    for (const way of ["call", "online", "letter", "call-back"] as const) {
      expect(over(way, "face-at-counter", "name")).toMatchObject({ value: { points: 10, verified: false } });
    }
    expect(over("call", "caller-number")).toMatchObject({ value: { points: 15 } });
    expect(over("call-back", "caller-number")).toMatchObject({ value: { points: 0 } });
  });
  it("lets one slip pass and no more", () => {
    const right = matched("name", "document-digits", "last-transaction");
    expect(known([...right, ...wrong("card-digits")]).verified).toBe(true);
    expect(known([...right, ...wrong("card-digits", "registered-number")]).verified).toBe(false);
  });
  it("takes more to end protection than to start it", () => {
    const right = matched("name", "document-digits", "last-transaction");
    expect(known(right, "data-misused", true).verified).toBe(false);
    expect(known([...right, ...matched("card-digits")], "data-misused", true).verified).toBe(true);
    expect(known(matched("face-at-counter", "card-digits"), "phone-lost", true).verified).toBe(true);
  });
  it("is never known by what proves nothing alone, whatever the cause", () => {
    for (const cause of CAUSES) expect(known(matched("code-to-number", "caller-number"), cause).verified).toBe(false);
    expect(CHECK_ITEMS.every((item) => LOSSES_POLICY.points[item] > 0)).toBe(true);
  });
  it("refuses a question answered twice", () => {
    const checks = [...matched("name"), ...wrong("name")];
    expect(verifyCaller({ cause: "phone-lost", checks }, LOSSES_POLICY, testRules(), ON)).toMatchObject({
      code: "losses.report.check-twice",
    });
  });
});

describe("the gesture", () => {
  it("freezes without end for who is known, on the rows of the agreement and the law", () => {
    const result = gesture();
    expect(result).toMatchObject({ ok: true, value: { kind: "freeze", until: null, state: "protected" } });
    expect(result.basis.map(({ ruleId }) => ruleId)).toEqual([
      "mipay-notify-5-cases",
      "mipay-right-account-actions",
      "mipay-loss-report-prompt",
      "law-ecom-57",
      "trap-no-clock-docs",
    ]);
  });
  it.each(CAUSES)("rests on the rows of %s", (cause) => {
    const { basis } = gesture({ cause });
    expect(basis.map(({ ruleId }) => ruleId)).toEqual(expect.arrayContaining([...CAUSE_RULES[cause]]));
  });
  it("stops shortly for who is not, and asks for a call back", () => {
    expect(gesture({ verified: false })).toMatchObject({
      value: { kind: "stop", until: "2026-10-09T06:10:30.000Z", callBackBy: "2026-10-08T18:40:30.000Z" },
    });
  });
  it("asks a lead when a customer or a colleague had too many such stops, and never for who is known", () => {
    const { mostStopsPerCustomer, mostStopsPerColleague } = LOSSES_POLICY;
    const outcome = (forCustomer: number, byColleague: number, verified = false) => {
      const result = gesture({ verified, stops: { forCustomer, byColleague } });
      return result.ok ? result.value.outcome : result.code;
    };
    expect(outcome(mostStopsPerCustomer - 1, mostStopsPerColleague - 1)).toBe("protect");
    expect(outcome(mostStopsPerCustomer, 0)).toBe("ask-lead");
    expect(outcome(0, mostStopsPerColleague)).toBe("ask-lead");
    expect(outcome(99, 99, true)).toBe("protect");
  });
  it("refuses a notice in the future, or one older than a notice can be", () => {
    expect(gesture({ noticeAt: instant("2026-10-09T02:10:30.001+08:00") })).toMatchObject({
      code: "losses.report.notice-in-future",
    });
    expect(gesture({ noticeAt: NOW })).toMatchObject({ ok: true });
    expect(gesture({ noticeAt: instant("2026-04-12T00:00:00+08:00") })).toMatchObject({ ok: true });
    expect(gesture({ noticeAt: instant("2026-04-11T23:59:59+08:00") })).toMatchObject({
      code: "losses.report.notice-too-old",
    });
  });
  it("raises a stop when a later caller is known, and lowers nothing for one who is not", () => {
    expect(joinNotice("stopped", true)).toBe("raise");
    expect(joinNotice("awaiting-lead", true)).toBe("raise");
    for (const state of ["protected", "evidence", "confirmed", "restoring", "closing"] as const)
      expect([joinNotice(state, true), joinNotice(state, false)]).toEqual(["keep", "keep"]);
    expect(joinNotice("stopped", false)).toBe("keep");
    const earlier = instant("2026-10-09T01:00:00+08:00");
    expect([noticeThatCounts(CALL, earlier, true), noticeThatCounts(CALL, earlier, false)]).toEqual([earlier, CALL]);
    expect(noticeThatCounts(earlier, CALL, true)).toBe(earlier);
  });
});

describe("the times of a report", () => {
  const times = {
    noticeAt: CALL,
    reportedAt: NOW,
    instructedAt: NOW,
    inForceAt: instant("2026-10-09T02:10:31.240+08:00"),
  };
  it("run from the call and not from the click", () => {
    expect(secondsOf(times, LOSSES_POLICY)).toEqual({
      toEntry: 30,
      toInstruction: 30,
      toProtection: 31.2,
      late: false,
    });
    expect(secondsOf({ ...times, inForceAt: null }, LOSSES_POLICY).toProtection).toBeNull();
  });
  it("show the gap of a notice entered late", () => {
    const late = secondsOf({ ...times, noticeAt: instant("2026-10-08T22:10:30+08:00") }, LOSSES_POLICY);
    expect(late).toMatchObject({ toEntry: 14_400, late: true });
    expect(secondsOf({ ...times, noticeAt: instant("2026-10-09T02:00:30+08:00") }, LOSSES_POLICY).late).toBe(false);
  });
  it("place a movement to the millisecond, and cite who bears it", () => {
    const at = (moment: string) => phaseOf(instant(moment), times, testRules(), NOW);
    expect(at("2026-10-09T02:09:59.999+08:00")).toMatchObject({ value: "before-notice" });
    expect(at("2026-10-09T02:10:00+08:00")).toMatchObject({ value: "before-protection" });
    expect(at("2026-10-09T02:10:31.239+08:00")).toMatchObject({ value: "before-protection" });
    expect(at("2026-10-09T02:10:31.240+08:00")).toMatchObject({ value: "after-protection" });
    expect(at("2026-10-09T02:09:00+08:00").basis.map(({ ruleId }) => ruleId)).toContain("trap-comp-burden");
    const never = phaseOf("2027-01-01T00:00:00.000Z" as Instant, { ...times, inForceAt: null }, testRules(), NOW);
    expect(never).toMatchObject({ value: "before-protection" });
  });
});
