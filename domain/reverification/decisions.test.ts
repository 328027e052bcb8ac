import { describe, expect, it } from "vitest";
import { CALENDAR_YEARS } from "../../rulebook/calendar";
import { createCalendar } from "../clocks/calendar";
import { testRules } from "../rulebook/testing";
import { addDays, localDate } from "../shared/time";
import { announcedChange, dormantSinceOpening, expiryStage, suspendExpiredFrom } from "./dates";
import {
  closeReview,
  courseOf,
  decideHold,
  mustBeHeld,
  recordReason,
  type SuspensionFacts,
  suspensionOf,
  suspensionsOf,
} from "./decisions";
import { TRIGGER_KINDS, TRIGGER_RULES } from "./model";
import { EXPIRED_GRACE_DAYS, GOOD_REASON_DAYS, HOLD_LEAST, UNANSWERED_GRACE_DAYS } from "./policy";

const day = localDate;
const TODAY = day("2026-10-09");

describe("an account never used", () => {
  const dormant = (openedOn: string, today: string, firstTradeOn: string | null = null) =>
    dormantSinceOpening(
      { openedOn: day(openedOn), firstTradeOn: firstTradeOn === null ? null : day(firstTradeOn) },
      testRules(),
      day(today),
    );

  it("is found on the day after six months from opening, not on their last day", () => {
    expect(dormant("2026-04-08", "2026-10-08").value).toBeNull();
    expect(dormant("2026-04-08", "2026-10-09").value).toEqual({ until: "2026-10-08" });
  });

  it("ends its months on the last day of a shorter one", () => {
    expect(dormant("2026-08-31", "2027-02-28").value).toBeNull();
    expect(dormant("2026-08-31", "2027-03-01").value).toEqual({ until: "2027-02-28" });
  });

  it("stops for good at the first trade", () => {
    expect(dormant("2026-04-08", "2027-10-09", "2026-04-08").value).toBeNull();
    expect(dormant("2026-04-08", "2027-10-09", "2027-01-08").value).toBeNull();
  });

  it("cites the agreement, the law and the trap of three counters", () => {
    expect(dormant("2026-01-05", "2026-10-09").basis.map(({ ruleId }) => ruleId)).toEqual([
      "mipay-dormant-6m-open",
      "law-261-dormant",
      "trap-dormancy-start",
      "law-cc-month-end",
    ]);
  });
});

describe("a paper that ends", () => {
  it("reaches its stages 90, 60, 30 and 0 days before", () => {
    const rules = testRules();
    const stage = (left: number) => expiryStage(addDays(TODAY, left), rules, TODAY).value;
    expect([91, 90, 61, 60, 31, 30, 1, 0, -400].map(stage)).toEqual([null, 90, 90, 60, 60, 30, 30, 0, 0]);
    expect(expiryStage(null, rules, TODAY).value).toBeNull();
    expect(expiryStage(TODAY, rules, TODAY).basis.map(({ ruleId }) => ruleId)).toEqual(["mipay-info-update"]);
  });

  it("suspends only after the reasonable period, and later while a good reason holds", () => {
    expect(suspendExpiredFrom(day("2026-01-01"), null)).toBe(addDays(day("2026-01-01"), EXPIRED_GRACE_DAYS + 1));
    expect(suspendExpiredFrom(day("2026-01-01"), day("2026-12-01"))).toBe("2026-12-02");
    expect(suspendExpiredFrom(day("2026-01-01"), day("2026-01-05"))).toBe(
      addDays(day("2026-01-01"), EXPIRED_GRACE_DAYS + 1),
    );
  });
});

it("judges an announced change by five working days before its effect", () => {
  const calendar = createCalendar(CALENDAR_YEARS);
  const judged = (announcedOn: string) =>
    announcedChange({ effectiveOn: day("2026-10-12"), announcedOn: day(announcedOn) }, testRules(), calendar);
  expect(judged("2026-09-29").value).toEqual({ latestOn: "2026-09-29", inTime: true, provisional: false });
  expect(judged("2026-09-30").value).toMatchObject({ inTime: false });
  expect(judged("2026-09-29").basis.map(({ ruleId }) => ruleId)).toContain("mipay-change-5wd-advance");
});

describe("the course of a trigger", () => {
  it("joins an open review, whatever is on file", () => {
    const rules = testRules();
    for (const kind of TRIGGER_KINDS) {
      const course = courseOf(kind, { reviewOpen: true, validCopy: true }, rules, TODAY);
      expect(course.value).toBe("join");
      const risen = kind === "doubt" ? ["mipriv-step-up"] : [];
      expect(course.basis.map(({ ruleId }) => ruleId)).toEqual([TRIGGER_RULES[kind], ...risen]);
    }
  });

  it("is satisfied by a valid copy only where nothing more is asked for", () => {
    const rules = testRules();
    const by = (validCopy: boolean) =>
      TRIGGER_KINDS.filter(
        (kind) => courseOf(kind, { reviewOpen: false, validCopy }, rules, TODAY).value === "satisfied",
      );
    expect(by(true)).toEqual(["single-amount", "thirty-days", "balance-run", "financial-product"]);
    expect(by(false)).toEqual([]);
  });
});

it("holds a kind above two percent of the customers, and never a few", () => {
  expect(mustBeHeld({ today: HOLD_LEAST, customers: 30, released: false })).toBe(false);
  expect(mustBeHeld({ today: HOLD_LEAST + 1, customers: 30, released: false })).toBe(true);
  expect(mustBeHeld({ today: 200, customers: 10_000, released: false })).toBe(false);
  expect(mustBeHeld({ today: 201, customers: 10_000, released: false })).toBe(true);
  expect(mustBeHeld({ today: 201, customers: 10_000, released: true })).toBe(false);
});

describe("suspension", () => {
  const facts = (parts: Partial<SuspensionFacts>): SuspensionFacts => ({
    kinds: ["single-amount"],
    deskCause: null,
    atDeskOn: null,
    expiredOn: null,
    goodReasonUntil: null,
    everIdentified: true,
    ...parts,
  });
  const of = (parts: Partial<SuspensionFacts>) => suspensionOf(facts(parts), testRules(), TODAY);
  const long = addDays(TODAY, -UNANSWERED_GRACE_DAYS - 1);

  it("comes at once for an account never used", () => {
    const found = of({ kinds: ["dormant"], goodReasonUntil: addDays(TODAY, 9) });
    expect(found.value?.reason).toBe("dormant-since-opening");
    expect(found.basis.map(({ ruleId }) => ruleId)).toEqual(["mipay-dormant-6m-open", "law-261-dormant"]);
  });

  it("comes for an ended paper after the reasonable period", () => {
    const expiredOn = addDays(TODAY, -EXPIRED_GRACE_DAYS);
    expect(of({ expiredOn }).value).toBeNull();
    expect(of({ expiredOn: addDays(expiredOn, -1) }).value?.reason).toBe("identity-expired");
    expect(of({ expiredOn: addDays(expiredOn, -1), goodReasonUntil: TODAY }).value).toBeNull();
    expect(of({ expiredOn: addDays(expiredOn, -1) }).basis.map(({ ruleId }) => ruleId)).toEqual([
      "mipay-info-update",
      "law-54",
    ]);
  });

  it("comes for who does not answer after the house's days, without good reason", () => {
    expect(of({ deskCause: "lapsed", atDeskOn: addDays(long, 1) }).value).toBeNull();
    expect(of({ deskCause: "lapsed", atDeskOn: long }).value?.reason).toBe("reverification-unanswered");
    expect(of({ deskCause: "refused", atDeskOn: long }).basis.map(({ ruleId }) => ruleId)).toEqual([
      "mipay-rekyc-refusal",
      "law-aml-38",
    ]);
    expect(of({ deskCause: "lapsed", atDeskOn: long, goodReasonUntil: TODAY }).value).toBeNull();
    expect(of({ deskCause: "lapsed", atDeskOn: long, goodReasonUntil: addDays(TODAY, -1) }).value).not.toBeNull();
    expect(of({ deskCause: null, atDeskOn: null }).value).toBeNull();
  });

  it("does not come for silence before a paper's end, nor for an answer refused then", () => {
    for (const deskCause of ["lapsed", "refused"] as const) {
      const silent = { deskCause, atDeskOn: long, expiredOn: addDays(TODAY, 30) };
      expect(of({ ...silent, kinds: ["document-expiring"] }).value).toBeNull();
      expect(of({ ...silent, kinds: ["document-expiring", "thirty-days"] }).value?.reason).toBe(
        "reverification-unanswered",
      );
    }
  });

  it("of an account never used keeps none from the others", () => {
    const expiredOn = addDays(TODAY, -EXPIRED_GRACE_DAYS - 1);
    const all = (kinds: SuspensionFacts["kinds"], more: Partial<SuspensionFacts> = {}) =>
      suspensionsOf(facts({ kinds, ...more }), testRules(), TODAY).value.map(({ reason }) => reason);
    expect(all(["dormant", "document-expiring"], { expiredOn })).toEqual(["dormant-since-opening", "identity-expired"]);
    expect(all(["document-expiring"], { expiredOn })).toEqual(["identity-expired"]);
    expect(all(["dormant"])).toEqual(["dormant-since-opening"]);
    expect(all(["doubt"])).toEqual([]);
  });

  it("names who was never identified so", () => {
    const found = of({ deskCause: "lapsed", atDeskOn: long, everIdentified: false });
    expect(found.value?.reason).toBe("real-name-incomplete");
    expect(found.basis.map(({ ruleId }) => ruleId)).toEqual(["mipay-realname-incomplete", "law-np-open"]);
  });
});

describe("a review and a hold", () => {
  it("are decided as they were shown, and once", () => {
    const open = { state: "at-desk", version: 3, restricted: false } as const;
    expect(closeReview(open, 3)).toMatchObject({ ok: true, value: "closed" });
    expect(closeReview(open, 2)).toMatchObject({ code: "reverification.review.stale" });
    expect(closeReview({ ...open, state: "done" }, 3)).toMatchObject({ code: "reverification.review.not-open" });
    expect(closeReview({ ...open, restricted: true }, 3)).toMatchObject({ code: "reverification.review.restricted" });
    expect(decideHold({ state: "open", version: 1 }, 1, "released")).toMatchObject({ value: "released" });
    expect(decideHold({ state: "open", version: 2 }, 1, "released")).toMatchObject({
      code: "reverification.hold.stale",
    });
    expect(decideHold({ state: "released", version: 1 }, 1, "dismissed")).toMatchObject({
      code: "reverification.hold.not-open",
    });
  });

  it("take a good reason for a bounded time from today", () => {
    const open = { state: "asked", version: 1 } as const;
    expect(recordReason(open, 1, TODAY, TODAY).ok).toBe(true);
    expect(recordReason(open, 1, addDays(TODAY, -1), TODAY)).toMatchObject({ code: "reverification.reason.past" });
    expect(recordReason(open, 1, addDays(TODAY, GOOD_REASON_DAYS + 1), TODAY)).toMatchObject({
      code: "reverification.reason.too-long",
    });
    expect(recordReason(open, 2, TODAY, TODAY)).toMatchObject({ code: "reverification.review.stale" });
  });
});
