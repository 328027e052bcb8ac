import { describe, expect, it } from "vitest";
import { RULE_FILES } from "../../rulebook/index";
import { testRules } from "../rulebook/testing";
import { localDate } from "../shared/time";
import { clockFigure } from "./counting-rules";
import { mayExtend, mayPause, PAUSE_RIGHTS, pauseGrounds } from "./grounds";
import type { Extension } from "./model";

const on = localDate("2026-11-20");
const clock = (id: string, figure = "days", extensions: readonly Extension[] = []) => ({
  figure: clockFigure(testRules(), id, figure, on),
  extensions,
});

describe("pausing", () => {
  it("is allowed to a privacy request while the requester's papers are awaited, by the row that says so", () => {
    const rules = testRules();
    const found = mayPause(clock("mipriv-request-15wd"), "requester-papers", rules, on);
    expect(found).toMatchObject({ ok: true, value: { ruleId: "mipriv-request-identity" } });
    expect(mayPause(clock("llpriv-reply-15wd"), "requester-papers", rules, on)).toMatchObject({
      value: { ruleId: "llpriv-written-identity" },
    });
    expect(mayPause(clock("trap-no-clock-docs", "privacy-days"), "requester-papers", rules, on)).toMatchObject({
      value: { ruleId: "law-ecom-24" },
    });
  });

  it("is refused on any other ground, and to any other clock: reports never stand still", () => {
    const rules = testRules();
    expect(mayPause(clock("mipriv-request-15wd"), "holiday", rules, on)).toMatchObject({
      code: "clocks.clock.pause-not-allowed",
    });
    for (const id of ["law-hvt-5wd", "law-aml-39"]) {
      expect(pauseGrounds(clock(id), rules, on).value).toEqual([]);
      expect(mayPause(clock(id), "requester-papers", rules, on).ok).toBe(false);
    }
  });

  it("rests on rows and clocks that the files have", () => {
    const known = new Set(RULE_FILES.map(({ id }) => id));
    const named = PAUSE_RIGHTS.flatMap(({ allowedBy, clocks }) => [allowedBy, ...clocks]);
    expect(named.filter((id) => !known.has(id))).toEqual([]);
  });
});

describe("extending", () => {
  it("is granted once, as far as the rule's own figure goes", () => {
    const rules = testRules();
    expect(mayExtend(clock("law-order-admin-terror", "months"), rules, on)).toMatchObject({
      value: { most: 1, unit: "month" },
    });
    expect(mayExtend(clock("law-order-adm-compulsion"), rules, on)).toMatchObject({ value: { most: 30 } });
    // Fifteen days of sixty in all.
    expect(mayExtend(clock("law-pboc-complaint-15"), rules, on)).toMatchObject({
      value: { most: 45, unit: "calendar-day" },
    });
  });

  it("is refused the second time, and where the rule says nothing of it", () => {
    const rules = testRules();
    const once = clock("law-pboc-complaint-15", "days", [{ amount: 1, unit: "calendar-day", ground: "complex-case" }]);
    expect(mayExtend(once, rules, on)).toMatchObject({ code: "clocks.clock.extended-already" });
    expect(mayExtend(clock("law-hvt-5wd"), rules, on)).toMatchObject({ code: "clocks.clock.extension-not-allowed" });
  });
});
