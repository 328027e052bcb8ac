import { describe, expect, it } from "vitest";
import { testRules } from "../rulebook/testing";
import { localDate } from "../shared/time";
import { MEASURE_REASONS, type MeasureReason } from "./codes";
import { MEASURE_KINDS, MEASURE_STATES } from "./model";
import { mayTell, tellingOf } from "./told";

const on = localDate("2026-10-09");
const REASONS = Object.keys(MEASURE_REASONS) as MeasureReason[];
const template = (reasonCode: MeasureReason, kind: (typeof MEASURE_KINDS)[number] = "restriction", secret = false) =>
  mayTell({ reasonCode, kind, secret }, testRules(), on).value;

describe("what a customer may be told of a measure", () => {
  it("is ruled on for every reason there is", () => {
    expect(Object.fromEntries(REASONS.map((reason) => [reason, template(reason)]))).toEqual({
      "risk-signs": "measure.risk-neutral",
      "unlawful-funds": "measure.risk-neutral",
      "urgent-risk": "measure.risk-neutral",
      "doubtful-data": "measure.restricted",
      "verification-refused": "measure.restricted",
      "account-adjustment": "measure.restricted",
      "merchant-breach": "measure.restricted",
      "merchant-fraud-risk": "measure.restricted",
      "identity-expired": "measure.restricted",
      "dormant-since-opening": "measure.restricted",
      "reverification-unanswered": "measure.restricted",
      "real-name-incomplete": "measure.restricted",
      "under-review": null,
      "holder-applied": "measure.stopped-for-you",
      "loss-reported": null,
      "caller-unverified": null,
      "order-stop": null,
      "order-freeze": null,
      "order-deduction": null,
      "order-aml-freeze": null,
    });
    expect(template("holder-applied", "freeze")).toBe("measure.frozen-for-you");
  });

  it.each(REASONS)("is nothing at all for %s on a secret paper, at any step", (reasonCode) => {
    for (const kind of MEASURE_KINDS) {
      for (const was of MEASURE_STATES) {
        for (const state of MEASURE_STATES) {
          const step = { reasonCode, kind, secret: true, was, state, releaseReasonCode: "term-ended" as const };
          expect(tellingOf(step, testRules(), on).value).toBeNull();
        }
      }
    }
  });

  it("rests on where telling ends", () => {
    const { basis } = mayTell({ reasonCode: "under-review", kind: "restriction", secret: false }, testRules(), on);
    expect(basis.map(({ ruleId }) => ruleId)).toEqual(["trap-tipping-off", "law-aml-35-str"]);
  });

  it("comes once when it takes hold and once when it ends, and not when a release is proposed or fails", () => {
    const steps = (reasonCode: MeasureReason, release: "checked-clear" | "term-ended") =>
      (
        [
          ["proposed", "instructed"],
          ["instructed", "in-force"],
          ["in-force", "release-proposed"],
          ["release-proposed", "in-force"],
          ["release-instructed", "in-force"],
          ["in-force", "in-force"],
          ["release-instructed", "released"],
        ] as const
      ).flatMap(([was, state]) => {
        const step = {
          reasonCode,
          kind: "restriction" as const,
          secret: false,
          was,
          state,
          releaseReasonCode: release,
        };
        return tellingOf(step, testRules(), on).value ?? [];
      });
    expect(steps("doubtful-data", "checked-clear")).toEqual(["measure.restricted", "measure.released"]);
    expect(steps("risk-signs", "term-ended")).toEqual(["measure.risk-neutral", "measure.expired"]);
    expect(steps("under-review", "checked-clear")).toEqual([]);
  });
});
