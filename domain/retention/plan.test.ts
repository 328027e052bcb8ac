import { describe, expect, it } from "vitest";
import { testRules } from "../rulebook/testing";
import type { Regime } from "../shared/regime";
import { localDate } from "../shared/time";
import type { ClassPlan, OpenItem, PlanPurpose, RetentionClass } from "./model";
import { dueOn, planClasses } from "./plan";
import type { Ends } from "./terms";

const day = localDate;
const ENDED: Ends = { relationship: day("2026-03-01"), trade: day("2026-02-10"), casework: day("2026-02-20") };
const RUNNING: Ends = { ...ENDED, relationship: null };
const MEASURE: OpenItem = { code: "measure" };

function plan(over: { regime?: Regime; ends?: Ends; open?: OpenItem[]; today?: string; purpose?: PlanPurpose } = {}) {
  const { regime = "payment", ends = ENDED, open = [], today = "2026-11-22", purpose = "deletion" } = over;
  const { value } = planClasses({ regime, ends, open }, purpose, testRules(), day(today));
  return (of: RetentionClass): ClassPlan => {
    const found = value.find((one) => one.of === of);
    if (!found) throw new Error(of);
    return found;
  };
}
const names = ({ basis }: ClassPlan) => basis.map(({ ruleId }) => ruleId);

describe("the plan", () => {
  it("keeps to a day by rule what the law keeps, and says it is only stored", () => {
    const identity = plan()("identity");
    expect(identity).toMatchObject({
      disposition: "until",
      until: "2036-03-01",
      years: 10,
      anchor: "relationship-end",
      endedOn: "2026-03-01",
    });
    expect(names(identity)).toEqual(
      expect.arrayContaining(["law-aml-34", "law-pipl-47", "law-netdata-24", "trap-retain-vs-delete"]),
    );
  });

  it("lets go at once what no law asks for", () => {
    const service = plan()("service");
    expect(service).toMatchObject({ disposition: "now", until: null });
    expect(names(service)).toEqual(
      expect.arrayContaining(["mipriv-delete-eval", "llpriv-delete-cases", "law-pipl-47"]),
    );
    expect(names(plan({ regime: "marketplace" })("identity"))).toEqual(
      expect.arrayContaining(["law-ecom-24", "youpin-mask-after-purpose", "law-pipl-47"]),
    );
  });

  it("keeps what a running relationship needs, but for the service's own", () => {
    const running = plan({ ends: RUNNING });
    expect(running("identity")).toMatchObject({ disposition: "relationship", until: null });
    expect(running("trade").disposition).toBe("relationship");
    expect(running("service").disposition).toBe("now");
  });

  it("takes the relationship to end today for a closure", () => {
    expect(plan({ ends: RUNNING, purpose: "closure" })("identity")).toMatchObject({
      disposition: "until",
      until: "2036-11-22",
    });
  });

  it("is blocked by an open item where it would go, and names it where a term runs anyway", () => {
    const mall = plan({ regime: "marketplace", open: [MEASURE] });
    expect(mall("identity")).toMatchObject({ disposition: "blocked", open: [MEASURE] });
    expect(mall("trade")).toMatchObject({ disposition: "until", open: [MEASURE] });
    expect(mall("service")).toMatchObject({ disposition: "now", open: [] });
    expect(plan({ open: [MEASURE], today: "2036-03-02" })("identity").disposition).toBe("blocked");
  });

  it.each([
    ["2036-03-01", "until"],
    ["2036-03-02", "now"],
  ])("on %s of a term to 2036-03-01: %s", (today, disposition) => {
    expect(plan({ today })("identity")).toMatchObject({ disposition, until: "2036-03-01" });
  });

  it("falls due the day after the last day", () => {
    const today = day("2026-11-22");
    expect(dueOn(plan()("identity"), today)).toBe("2036-03-02");
    expect(dueOn(plan()("service"), today)).toBe(today);
    expect(dueOn(plan({ ends: RUNNING })("identity"), today)).toBeNull();
  });

  it("lets go of casework of somebody about whom there never was a case", () => {
    expect(plan({ ends: { ...ENDED, casework: null } })("casework").disposition).toBe("now");
  });
});
