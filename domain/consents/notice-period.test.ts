import { describe, expect, it } from "vitest";
import { testRules } from "../rulebook/testing";
import { instant } from "../shared/time";
import type { ChangeClass, PolicyDocument } from "./model";
import { noticePeriod } from "./notice-period";

const published = instant("2026-09-01T10:30:00+08:00");
const period = (document: PolicyDocument, change: ChangeClass, at = published) =>
  noticePeriod(document, change, at, testRules());
const named = (document: PolicyDocument, change: ChangeClass) =>
  period(document, change).basis.map(({ ruleId }) => ruleId);

describe("how long a changed document is shown before it holds", () => {
  it.each([
    ["payment-agreement", "immaterial", 30, "2026-10-02T00:00:00+08:00"],
    ["payment-agreement", "major", 30, "2026-10-02T00:00:00+08:00"],
    ["merchant-agreement", "purpose-way-kind", 30, "2026-10-02T00:00:00+08:00"],
    ["marketplace-rules", "immaterial", 7, "2026-09-09T00:00:00+08:00"],
    ["marketplace-rules", "major", 15, "2026-09-17T00:00:00+08:00"],
    ["account-rules", "immaterial", 7, "2026-09-09T00:00:00+08:00"],
  ] as const)("%s, %s: %i full days, from %s", (document, change, days, earliest) => {
    expect(period(document, change).value).toEqual({ days, earliest: instant(earliest) });
  });

  it("leaves the day of publishing out, from its first moment to its last", () => {
    for (const at of ["2026-09-01T00:00:00+08:00", "2026-09-01T23:59:59+08:00"])
      expect(period("payment-agreement", "major", instant(at)).value.earliest).toBe(
        instant("2026-10-02T00:00:00+08:00"),
      );
  });

  it("of a platform's rules was the older law's before the newer one held", () => {
    const before = instant("2026-01-05T10:00:00+08:00");
    expect(period("marketplace-rules", "major", before).value.days).toBe(7);
    expect(period("marketplace-rules", "major", before).basis[0]?.ruleId).toBe("law-ecom-34");
  });

  it("lets a privacy policy hold from the date it states", () => {
    expect(period("payment-privacy", "major").value).toEqual({ days: 0, earliest: published });
  });

  it("names what it rests on", () => {
    expect(named("payment-agreement", "major")).toEqual([
      "law-nbpi-reg-20",
      "law-cc-start-day-excluded",
      "trap-unilateral-change",
    ]);
    expect(named("marketplace-rules", "immaterial")).toContain("trap-change-notice-tiers");
    expect(named("merchant-privacy", "major")).toEqual(["mipriv-major-change-notice", "llpriv-major-change-6"]);
    expect(named("merchant-privacy", "purpose-way-kind")).toContain("law-pipl-14");
  });
});
