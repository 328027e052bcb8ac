import { describe, expect, it } from "vitest";
import { localDate } from "@/domain/shared/time";
import en from "@/messages/en/controls.json";
import zh from "@/messages/zh-CN/controls.json";
import type { MeasureDetail } from "./measure";
import { tookSeconds } from "./measure-events";
import { nextReviewDay } from "./measure-foot";
import { nextStep } from "./measure-next";

type M = MeasureDetail["measure"];
const step = (measure: Partial<M>, afterReview = false) =>
  nextStep({
    measure: {
      state: "in-force",
      source: "own-judgement",
      road: "planned",
      kind: "restriction",
      reasonCode: "risk-signs",
      expiresAt: null,
      ...measure,
    } as M,
    afterReview,
  });
const TERM = "2026-10-11T02:10:00.000Z";

describe("what comes next with a measure", () => {
  it("says who must act, or what ends it by itself", () => {
    expect(step({})).toBe("next.in-force");
    expect(step({ road: "at-once" }, true)).toBe("nextAtOnce.review");
    expect(step({ road: "at-once" }, false)).toBe("next.in-force");
    expect(step({ road: "at-once", state: "instructed" })).toBe("nextAtOnce.instructed");
    expect(step({ source: "authority", kind: "stop", expiresAt: TERM })).toBe("nextAuthority.ends");
    expect(step({ source: "authority", kind: "freeze" })).toBe("nextAuthority.in-force");
    expect(step({ source: "authority", kind: "deduction", state: "instructed" })).toBe("nextAuthority.deduction");
    expect(step({ source: "customer", kind: "stop", expiresAt: TERM })).toBe("nextCustomer.ends");
    expect(step({ source: "customer", kind: "freeze" })).toBe("nextCustomer.in-force");
  });
  it("says nothing of what may not be told", () => {
    expect(step({ source: "system", reasonCode: "under-review", expiresAt: TERM })).toBe("nextSystem.under-review");
    expect(step({ source: "system", reasonCode: "identity-expired" }, true)).toBe("nextSystem.review");
    expect(step({ source: "system", state: "failed" })).toBe("nextSystem.failed");
  });
  it("has words in both languages for every state", () => {
    const paths = (["proposed", "instructed", "in-force", "failed", "carried-out", "released"] as const).flatMap(
      (state) =>
        (["own-judgement", "system", "customer", "authority"] as const).map((source) => step({ state, source })),
    );
    for (const words of [en.page, zh.page] as unknown as Record<string, Record<string, string>>[])
      for (const [group = "", key = ""] of paths.map((path) => path.split(".")))
        expect(words[group]?.[key]).toBeTruthy();
  });
});

describe("times of a measure", () => {
  it("counts a begun second of the core as one", () => {
    expect(tookSeconds("2026-10-09T02:10:00.000Z", "2026-10-09T02:10:02.300Z")).toBe(3);
    expect(tookSeconds("2026-10-09T02:10:00.000Z", "2026-10-09T02:10:00.000Z")).toBe(1);
    expect(tookSeconds(null, "2026-10-09T02:10:00.000Z")).toBeNull();
    expect(tookSeconds("2026-10-09T02:10:01.000Z", "2026-10-09T02:10:00.000Z")).toBeNull();
  });
  it("keeps the day of the next look unless it is over", () => {
    const today = localDate("2026-10-09");
    expect(nextReviewDay(localDate("2026-11-20"), today)).toBe("2026-11-20");
    expect(nextReviewDay(localDate("2026-10-09"), today)).toBe("2026-11-08");
  });
});
