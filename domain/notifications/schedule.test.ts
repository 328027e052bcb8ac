import { describe, expect, it } from "vitest";
import { CALENDAR_YEARS } from "../../rulebook/calendar/index";
import { createCalendar } from "../clocks/calendar";
import { instant } from "../shared/time";
import { DEFAULT_PREFERENCES, type Preferences } from "./model";
import { NOTIFICATIONS_POLICY } from "./policy";
import { afterQuiet, choiceOf, mailAfter, mailAt, nextDigest } from "./schedule";

const calendar = createCalendar(CALENDAR_YEARS);
const works = (date: Parameters<typeof calendar.isWorkingDay>[0]) => calendar.isWorkingDay(date);
const at = (text: string) => instant(`${text}+08:00`);
const night = { from: "22:00", until: "07:00" };

describe("afterQuiet", () => {
  it.each([
    ["2026-10-09T21:59:59", "2026-10-09T21:59:59"],
    ["2026-10-09T22:00:00", "2026-10-10T07:00:00"],
    ["2026-10-10T00:00:00", "2026-10-10T07:00:00"],
    ["2026-10-10T06:59:59", "2026-10-10T07:00:00"],
    ["2026-10-10T07:00:00", "2026-10-10T07:00:00"],
    ["2026-12-31T23:30:00", "2027-01-01T07:00:00"],
  ])("over midnight: %s becomes %s", (now, then) => {
    expect(afterQuiet(night, at(now))).toBe(at(then));
  });

  it("knows a quiet time within one day", () => {
    const noon = { from: "12:00", until: "13:30" };
    expect(afterQuiet(noon, at("2026-10-09T12:10:00"))).toBe(at("2026-10-09T13:30:00"));
    expect(afterQuiet(noon, at("2026-10-09T23:10:00"))).toBe(at("2026-10-09T23:10:00"));
  });

  it("is never quiet without hours, or between equal ones", () => {
    const now = at("2026-10-09T23:10:00");
    expect(afterQuiet(null, now)).toBe(now);
    expect(afterQuiet({ from: "23:00", until: "23:00" }, now)).toBe(now);
  });
});

describe("nextDigest", () => {
  const of = (digest: Preferences["digest"], now: string, digestHour = 9) =>
    nextDigest({ digest, digestHour }, at(now), works);

  it("is the next full hour, also over midnight", () => {
    expect(of("hourly", "2026-10-09T14:00:00")).toBe(at("2026-10-09T15:00:00"));
    expect(of("hourly", "2026-10-09T23:10:00")).toBe(at("2026-10-10T00:00:00"));
  });

  it("is today's hour while that lies ahead, else tomorrow's", () => {
    expect(of("daily", "2026-10-09T08:59:59")).toBe(at("2026-10-09T09:00:00"));
    expect(of("daily", "2026-10-09T09:00:00")).toBe(at("2026-10-10T09:00:00"));
  });

  it("follows the official calendar: over the holiday, and on the worked Saturday", () => {
    expect(of("working-days", "2026-09-30T10:00:00")).toBe(at("2026-10-08T09:00:00"));
    expect(of("working-days", "2026-10-09T10:00:00")).toBe(at("2026-10-10T09:00:00"));
    expect(of("working-days", "2026-10-10T10:00:00")).toBe(at("2026-10-12T09:00:00"));
  });
});

describe("mailAt", () => {
  const evening = at("2026-10-09T22:30:00");
  const general = "general" as const;

  it("sends at once, after quiet hours, and lets the urgent break through", () => {
    expect(mailAt(DEFAULT_PREFERENCES, { kind: "worklist.mention", clearance: general }, evening, works)).toBe(
      at("2026-10-10T07:00:00"),
    );
    expect(mailAt(DEFAULT_PREFERENCES, { kind: "duty.called", clearance: general }, evening, works)).toBe(evening);
  });

  it("keeps a digest out of quiet hours", () => {
    const early: Preferences = { ...DEFAULT_PREFERENCES, digest: "daily", digestHour: 6 };
    expect(mailAt(early, { kind: "approvals.waiting", clearance: general }, evening, works)).toBe(
      at("2026-10-10T07:00:00"),
    );
  });

  it("never lets suspicion out of the house, nor what somebody wants no e-mail of", () => {
    expect(mailAt(DEFAULT_PREFERENCES, { kind: "duty.called", clearance: "suspicion" }, evening, works)).toBeNull();
    const none: Preferences = {
      ...DEFAULT_PREFERENCES,
      choices: { "duty.called": { console: false, mail: "off" } },
    };
    expect(mailAt(none, { kind: "duty.called", clearance: general }, evening, works)).toBeNull();
    expect(choiceOf(none, "duty.called").console).toBe(true);
  });
});

describe("mailAfter", () => {
  it("tries again while the server says later, and not for ever", () => {
    const later = { outcome: "refused-for-now", replyCode: 451 } as const;
    expect(mailAfter(later, 1)).toBe("waiting");
    expect(mailAfter(later, NOTIFICATIONS_POLICY.mailAttempts)).toBe("failed");
  });

  it("ends with the server's word, and does not repeat what nobody answered", () => {
    expect(mailAfter({ outcome: "accepted", replyCode: 250 }, 1)).toBe("sent");
    expect(mailAfter({ outcome: "refused", replyCode: 550 }, 1)).toBe("failed");
    expect(mailAfter({ outcome: "unanswered" }, 1)).toBe("unknown");
  });
});
