import { z } from "zod";
import { LAWFUL_BASES } from "../consents/model";
import { RETENTION_CLASSES } from "../retention/model";
import { defineList } from "../shared/list";
import { FIELDS } from "../sharing/model";
import {
  ABOUT_TYPES,
  ACTIVITY_PURPOSES,
  ASSESSMENT_CASES,
  ASSESSMENT_STATES,
  DECISION_KINDS,
  GUARDS,
  MEASURES,
  RECORD_STATES,
  REVIEW_STATES,
  RISKS,
} from "./model";

const sortedBy = <const S extends string>(sort: S) =>
  ({ sorts: [sort], defaultSort: sort, defaultOrder: "desc" }) as const;

export const ACTIVITIES_LIST = defineList({
  name: "processing.activities",
  filters: {
    state: { type: "enum", values: RECORD_STATES },
    purpose: { type: "enum", values: ACTIVITY_PURPOSES },
    number: { type: "text", maxLength: 20 },
  },
  ...sortedBy("recordedAt"),
});

export const ASSESSMENTS_LIST = defineList({
  name: "processing.assessments",
  filters: {
    state: { type: "enum", values: ASSESSMENT_STATES },
    case: { type: "enum", values: ASSESSMENT_CASES },
    risk: { type: "enum", values: RISKS },
    number: { type: "text", maxLength: 20 },
  },
  ...sortedBy("madeAt"),
});

export const REVIEWS_LIST = defineList({
  name: "processing.reviews",
  filters: {
    state: { type: "enum", values: REVIEW_STATES },
    kind: { type: "enum", values: DECISION_KINDS },
    number: { type: "text", maxLength: 20 },
  },
  ...sortedBy("requestedAt"),
});

const words = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .regex(/^[^\p{Cc}\p{Cf}]*$/u);
const seen = { id: z.uuid(), version: z.number().int().min(1) };

/** An activity as it is entered; whether it needs an assessment follows from what it does. */
export const recordActivityInput = z.strictObject({
  name: words(80),
  purpose: z.enum(ACTIVITY_PURPOSES),
  basis: z.enum(LAWFUL_BASES),
  fields: z.array(z.enum(FIELDS)).min(1).max(FIELDS.length),
  /** Numbers of partners of the register. */
  recipients: z.array(z.string().regex(/^SP-\d{1,12}$/)).max(50),
  retentionClass: z.enum(RETENTION_CLASSES),
  safeguards: z.array(z.enum(GUARDS)).min(1).max(GUARDS.length),
  automated: z.boolean(),
  exported: z.boolean(),
  majorEffect: z.boolean(),
});
export type RecordActivityInput = z.input<typeof recordActivityInput>;
export const moveActivityInput = z.strictObject(seen);

export const recordAssessmentInput = z.strictObject({
  caseCode: z.enum(ASSESSMENT_CASES),
  aboutType: z.enum(ABOUT_TYPES),
  aboutId: z.string().regex(/^[a-z0-9][a-z0-9-]{1,63}$/),
  risk: z.enum(RISKS),
  measures: z.array(z.enum(MEASURES)).max(MEASURES.length),
  reportReference: words(60),
});
export type RecordAssessmentInput = z.input<typeof recordAssessmentInput>;
export const decideAssessmentInput = z.strictObject({ ...seen, outcome: z.enum(["accepted", "rejected"]) });

export const requestReviewInput = z.strictObject({
  customerId: z.uuid(),
  kind: z.enum(DECISION_KINDS),
  decisionId: z.uuid(),
});
export const decideReviewInput = z.strictObject({ ...seen, outcome: z.enum(["stands", "changed"]) });
export const exportInput = z.strictObject({ what: z.enum(["activities", "assessments", "decisions", "reviews"]) });

export const activityRow = z.object({
  id: z.string(),
  number: z.string(),
  version: z.number(),
  name: z.string(),
  purpose: z.enum(ACTIVITY_PURPOSES),
  basis: z.enum(LAWFUL_BASES),
  fields: z.array(z.enum(FIELDS)),
  recipients: z.array(z.string()),
  retentionClass: z.enum(RETENTION_CLASSES),
  safeguards: z.array(z.enum(GUARDS)),
  cases: z.array(z.enum(ASSESSMENT_CASES)),
  state: z.enum(RECORD_STATES),
  startedOn: z.string(),
  endedOn: z.string().nullable(),
  keptUntil: z.string().nullable(),
  recordedAt: z.string(),
});

export const assessmentRow = z.object({
  id: z.string(),
  number: z.string(),
  version: z.number(),
  caseCode: z.enum(ASSESSMENT_CASES),
  aboutType: z.enum(ABOUT_TYPES),
  aboutId: z.string(),
  /** The number of the partner or activity, or the name of the purpose. */
  about: z.string(),
  risk: z.enum(RISKS),
  measures: z.array(z.enum(MEASURES)),
  reportReference: z.string(),
  state: z.enum(ASSESSMENT_STATES),
  madeAt: z.string(),
  concludedAt: z.string().nullable(),
  keptUntil: z.string().nullable(),
  may: z.object({ decide: z.boolean() }),
});

export const activityDetail = activityRow.extend({
  unassessed: z.array(z.enum(ASSESSMENT_CASES)),
  assessments: z.array(assessmentRow),
  may: z.object({ manage: z.boolean() }),
});

export const reviewRow = z.object({
  id: z.string(),
  number: z.string(),
  version: z.number(),
  customer: z.object({ id: z.string(), number: z.string() }),
  kind: z.enum(DECISION_KINDS),
  state: z.enum(REVIEW_STATES),
  requestedAt: z.string(),
  decidedAt: z.string().nullable(),
});

export const decisionRow = z.object({
  kind: z.enum(DECISION_KINDS),
  id: z.string(),
  at: z.string(),
  rules: z.array(z.string()),
  inputs: z.array(z.string()),
  outcome: z.string(),
  review: z.boolean(),
});

export const reviewDetail = reviewRow.extend({
  decision: decisionRow.nullable(),
  may: z.object({ decide: z.boolean() }),
});
