import { describe, expect, it } from "vitest";
import { alarmOf, nextStepOf } from "./objection";
import { objectionIdOf, objectionsInput, objectionView } from "./paths";

const NOW = "2026-11-20T02:00:00.000Z";

describe("what is seen first of an objection", () => {
  it("is that it is late, before that it should have been prompt", () => {
    const open = { state: "open" as const, late: false, promptBy: null };
    expect(alarmOf(open, NOW)).toBeNull();
    expect(alarmOf({ ...open, promptBy: "2026-11-20T01:00:00.000Z" }, NOW)).toBe("promptOver");
    expect(alarmOf({ ...open, promptBy: "2026-11-20T03:00:00.000Z" }, NOW)).toBeNull();
    expect(alarmOf({ ...open, late: true, promptBy: "2026-11-20T01:00:00.000Z" }, NOW)).toBe("lateOpen");
    expect(alarmOf({ ...open, state: "rejected", late: true }, NOW)).toBe("lateAnswered");
  });

  it("is whose turn it is", () => {
    const may = { decide: true, withdraw: false, refusal: null, outcomes: [] };
    expect(nextStepOf({ state: "open", may })).toBe("open");
    expect(nextStepOf({ state: "open", may: { ...may, decide: false } })).toBe("other");
    expect(nextStepOf({ state: "open", may: { ...may, decide: false, refusal: "x" } })).toBe("mine");
    expect(nextStepOf({ state: "upheld", may })).toBe("ended");
  });
});

describe("addresses of objections", () => {
  it("show what is open unless told otherwise", () => {
    expect(objectionsInput({}).filters.state).toEqual(["open"]);
    expect(objectionView(undefined)).toBe("open");
    expect(objectionView("rejected")).toBeNull();
    expect(objectionIdOf("/objections/01a1ffc7-d9a3-7337-abd2-362b239af9d6")).not.toBeNull();
    expect(objectionIdOf("/objections/letter/01a1ffc7-d9a3-7337-abd2-362b239af9d6")).toBeNull();
  });
});
