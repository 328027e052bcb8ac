import { describe, expect, it } from "vitest";
import { addDuration, instant } from "../shared/time";
import { cadenceOf, type RunsSoFar, standingOf, toleratedMinutes } from "./standing";

const now = instant("2026-10-09T06:32:00.000Z");
const ago = (minutes: number) => addDuration(now, { minutes: -minutes });
const runs = (some: Partial<RunsSoFar> = {}): RunsSoFar => ({
  since: ago(100_000),
  lastDoneAt: ago(10),
  lastOutcome: "done",
  ...some,
});
const hourly = { kind: "schedule", everyMinutes: 60, owner: "administrator" } as const;

describe("how a control stands", () => {
  it("is well within its cadence, and says when the next run is due", () => {
    expect(standingOf(hourly, runs(), now)).toEqual({
      state: "ok",
      nextBy: addDuration(now, { minutes: 50 }),
      alarmAt: addDuration(now, { minutes: 85 }),
    });
  });

  it("is missed one moment after what is tolerated, not at it", () => {
    const lastDoneAt = ago(toleratedMinutes(hourly));
    expect(standingOf(hourly, runs({ lastDoneAt }), now).state).toBe("ok");
    expect(standingOf(hourly, runs({ lastDoneAt: addDuration(lastDoneAt, { seconds: -1 }) }), now).state).toBe(
      "missed",
    );
  });

  it("a failed run is none: failing first, missed in the end", () => {
    expect(standingOf(hourly, runs({ lastOutcome: "failed" }), now).state).toBe("failing");
    expect(standingOf(hourly, runs({ lastOutcome: "failed", lastDoneAt: ago(96) }), now).state).toBe("missed");
  });

  it("one that never ran counts from when it was first known", () => {
    expect(standingOf(hourly, runs({ since: ago(3), lastDoneAt: null, lastOutcome: null }), now).state).toBe("new");
    expect(standingOf(hourly, runs({ lastDoneAt: null, lastOutcome: null }), now).state).toBe("missed");
  });
});

describe("the cadence of a crontab", () => {
  it.each([
    ["* * * * *", 1],
    ["*/5 * * * *", 5],
    ["17 * * * *", 60],
    ["30 18 * * *", 1440],
    ["0 0 1 * *", null],
    ["*/5 3 * * *", null],
  ])("%s", (cron, minutes) => {
    expect(cadenceOf(cron)).toBe(minutes);
  });
});
