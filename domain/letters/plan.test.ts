import { describe, expect, it } from "vitest";
import { testRules } from "../rulebook/testing";
import { instant } from "../shared/time";
import type { Dispatch } from "./model";
import { afterHandOver, afterQuietHours, afterReceipt, planLetter, reachedNobody, receiptOverdue } from "./plan";
import { LETTERS_POLICY } from "./policy";
import { CHANNELS, LETTER_TEMPLATES, LETTERS, letterParams } from "./templates";

const EVERYWAY = { phone: true, app: true };
const noon = instant("2026-10-09T12:00:00+08:00");
const night = instant("2026-10-09T23:30:00+08:00");
const morning = instant("2026-10-10T08:00:00+08:00");

const plan = (template: (typeof LETTER_TEMPLATES)[number], now = noon, contact = EVERYWAY) =>
  planLetter({ template, language: null, contact, now }, testRules());

describe("a letter's plan", () => {
  it.each(LETTER_TEMPLATES)("%s cites every row it rests on", (template) => {
    expect(plan(template).basis.map(({ ruleId }) => ruleId)).toEqual([...LETTERS[template].basis]);
  });

  it("tells by the three channels of the agreement after a measure", () => {
    const { value, basis } = plan("measure.restricted");
    const listed = Number(testRules().figure("mipay-after-notice", "listed", "2026-10-09" as never).value);
    expect(CHANNELS).toHaveLength(listed);
    expect(value.dispatches.map(({ channel }) => channel)).toEqual([...CHANNELS]);
    expect(basis.map(({ ruleId }) => ruleId)).toContain("law-antifraud-32");
  });

  it("puts what does not protect off to the morning, the message centre never", () => {
    expect(plan("measure.restricted", night).value.dispatches).toEqual([
      { channel: "sms", state: "queued", at: morning },
      { channel: "push", state: "queued", at: morning },
      { channel: "page", state: "delivered", at: night },
    ]);
    expect(plan("loss.protected", night).value.dispatches.map(({ at }) => at)).toEqual([night, night, night]);
  });

  it("leaves out what cannot reach the customer", () => {
    const channels = plan("limit.changed", noon, { phone: false, app: false }).value.dispatches;
    expect(channels.map(({ channel }) => channel)).toEqual(["page"]);
    expect(reachedNobody(channels)).toBe(true);
  });

  it("speaks the customer's language, Chinese when none is known", () => {
    expect(plan("loss.restored").value.language).toBe("zh-CN");
    const asked = { template: "loss.restored", language: "en", contact: EVERYWAY, now: noon } as const;
    expect(planLetter(asked, testRules()).value.language).toBe("en");
  });
});

describe("quiet hours", () => {
  it.each([
    ["2026-10-09T07:59:59+08:00", "2026-10-09T08:00:00+08:00"],
    ["2026-10-09T08:00:00+08:00", "2026-10-09T08:00:00+08:00"],
    ["2026-10-09T20:59:59+08:00", "2026-10-09T20:59:59+08:00"],
    ["2026-10-09T21:00:00+08:00", "2026-10-10T08:00:00+08:00"],
    ["2026-12-31T23:00:00+08:00", "2027-01-01T08:00:00+08:00"],
  ])("%s waits until %s", (now, until) => {
    expect(afterQuietHours(instant(now))).toBe(instant(until));
  });
});

describe("a message", () => {
  const queued: Dispatch = { channel: "sms", state: "queued", attempts: 0 };

  it("goes from queued to sent, refused, or again, and to lost after the last attempt", () => {
    expect(afterHandOver(queued, { outcome: "accepted" })).toMatchObject({ state: "sent", attempts: 1 });
    expect(afterHandOver(queued, { outcome: "refused", problem: "x" })).toMatchObject({ state: "refused" });
    const silence = { outcome: "unavailable", problem: "no-answer" } as const;
    let message = queued;
    for (let attempt = 1; attempt < LETTERS_POLICY.attempts; attempt++) message = afterHandOver(message, silence);
    expect(message).toMatchObject({ state: "queued", attempts: LETTERS_POLICY.attempts - 1 });
    expect(afterHandOver(message, silence)).toMatchObject({ state: "lost" });
  });

  it("takes receipts early, late and twice", () => {
    expect(afterReceipt(queued, "delivered").state).toBe("delivered");
    const delivered = { ...queued, state: "delivered" } as const;
    expect(afterReceipt(delivered, "undeliverable")).toBe(delivered);
    expect(afterReceipt({ ...queued, state: "lost" }, "delivered").state).toBe("delivered");
    expect(afterHandOver(delivered, { outcome: "accepted" })).toBe(delivered);
    expect(afterReceipt({ channel: "page", state: "delivered", attempts: 0 }, "undeliverable").state).toBe("delivered");
  });

  it("is overdue to the hour", () => {
    const hours = LETTERS_POLICY.receiptHours;
    expect(receiptOverdue(noon, instant("2026-10-10T11:59:59+08:00"))).toBe(false);
    expect(hours).toBe(24);
    expect(receiptOverdue(noon, instant("2026-10-10T12:00:00+08:00"))).toBe(true);
  });

  it("reached somebody as soon as one channel may have", () => {
    const of = (...states: Dispatch["state"][]) =>
      reachedNobody([
        ...states.map((state) => ({ channel: "sms" as const, state })),
        { channel: "page", state: "delivered" },
      ]);
    expect(of("refused", "lost")).toBe(true);
    expect(of("refused", "sent")).toBe(false);
    expect(of("queued")).toBe(false);
  });
});

describe("what a letter may say", () => {
  it.each([
    { number: "LR-000042\n【银行】请点击" },
    { reason: "identity-expired\u0000" },
    { until: "2026-10-10\r\nBcc: x" },
    { currency: "CN¥" },
    { amountMinor: "-1" },
    { name: "样本客户" },
  ])("refuses %j", (params) => {
    expect(letterParams.safeParse(params).success).toBe(false);
  });
});
