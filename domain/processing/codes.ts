import type { CodedEntry } from "../rulebook/coded-entry";
import { ASSESSMENT_CASES } from "./model";

/** Every coded entry of the capability with the rules it carries. */
export const CODES: readonly CodedEntry[] = [
  ...ASSESSMENT_CASES.map((name) => ({
    code: `processing.case.${name}`,
    kind: "reason" as const,
    rules: ["law-pipl-55"],
  })),
];

/** Every "no" of this capability; translated in messages/<locale>/processing.json under `refusals`. */
export const processingRefusals = [
  "processing.activity.fields-too-wide",
  "processing.activity.stays-on-device",
  "processing.activity.needs-consent",
  "processing.activity.identifying",
  "processing.activity.guards-thin",
  "processing.activity.export-without-gate",
  "processing.activity.export-unsaid",
  "processing.activity.no-assessment",
  "processing.activity.not-planned",
  "processing.activity.not-active",
  "processing.activity.stale",
  "processing.assessment.not-draft",
  "processing.assessment.own",
  "processing.assessment.high-risk",
  "processing.assessment.measures-missing",
  "processing.assessment.about-missing",
  "processing.assessment.stale",
  "processing.review.already-open",
  "processing.review.not-open",
  "processing.review.own",
  "processing.review.stale",
] as const;
export type ProcessingRefusal = (typeof processingRefusals)[number];
