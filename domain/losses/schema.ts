import { z } from "zod";
import { customerRefSchema } from "../customers/schema";
import { defineList } from "../shared/list";
import { REVIEW_FINDING_NAMES } from "./codes";
import {
  CALL_BACK_OUTCOMES,
  CALL_BACK_STATES,
  CAUSES,
  CHECK_ITEMS,
  CHECK_OUTCOMES,
  CHECK_STAGES,
  DISPUTE_PHASES,
  ENDINGS,
  EVIDENCE_KINDS,
  EVIDENCE_STATES,
  NOTICE_CHANNELS,
  PROTECTIONS,
  REPORT_STATES,
} from "./model";
import { LOSSES_POLICY } from "./policy";

/** The reports, the latest first. */
export const LOSSES_LIST = defineList({
  name: "losses.reports",
  filters: {
    state: { type: "enum", values: REPORT_STATES },
    cause: { type: "enum", values: CAUSES },
    callBack: { type: "enum", values: CALL_BACK_STATES },
    reported: { type: "date-range" },
    number: { type: "text", maxLength: 20 },
    customer: { type: "id" },
  },
  sorts: ["reportedAt"],
  defaultSort: "reportedAt",
  defaultOrder: "desc",
});

const moment = z.string();
const seen = { id: z.uuid(), version: z.number().int().min(1) };

/** What was asked and whether it matched. What was answered has no place here. */
export const checksInput = z
  .array(z.strictObject({ item: z.enum(CHECK_ITEMS), outcome: z.enum(CHECK_OUTCOMES) }))
  .max(CHECK_ITEMS.length);

/** The gesture. `noticeAt`: the start of the call. `accountIds`: which open accounts; all of them unless said. */
export const reportInput = z.strictObject({
  customerId: z.uuid(),
  cause: z.enum(CAUSES),
  channel: z.enum(NOTICE_CHANNELS).default("call"),
  noticeAt: z.iso.datetime({ offset: true }),
  checks: checksInput.default([]),
  accountIds: z.array(z.uuid()).min(1).max(50).optional(),
});
export const callBackInput = z.strictObject({
  ...seen,
  outcome: z.enum(CALL_BACK_OUTCOMES),
  checks: checksInput.default([]),
});
export const evidenceInput = z.strictObject({
  ...seen,
  kind: z.enum(EVIDENCE_KINDS),
  state: z.enum(EVIDENCE_STATES),
  fileId: z.uuid().optional(),
});
export const disputesInput = z.strictObject({
  ...seen,
  transactionIds: z.array(z.uuid()).max(LOSSES_POLICY.mostDisputes),
});
export const policeInput = z.strictObject({ ...seen, policeNumber: z.string().trim().min(1).max(60) });
export const seenInput = z.strictObject(seen);
export const restoreInput = z.strictObject({ ...seen, ending: z.enum(ENDINGS), checks: checksInput });
export const reviewInput = z.strictObject({ ...seen, finding: z.enum(REVIEW_FINDING_NAMES) });

/** The seconds from the notice on; null while the later time is not there. */
export const secondsShape = z.object({
  toEntry: z.number(),
  toInstruction: z.number().nullable(),
  toProtection: z.number().nullable(),
  late: z.boolean(),
});

/** A row of the list. */
export const lossRow = z.object({
  id: z.string(),
  number: z.string(),
  version: z.number(),
  customer: customerRefSchema,
  cause: z.enum(CAUSES),
  state: z.enum(REPORT_STATES),
  verified: z.boolean(),
  callBack: z.enum(CALL_BACK_STATES),
  callBackBy: moment.nullable(),
  noticeAt: moment,
  reportedAt: moment,
  instructedAt: moment.nullable(),
  inForceAt: moment.nullable(),
  stopUntil: moment.nullable(),
  endedAt: moment.nullable(),
  seconds: secondsShape,
  disputes: z.number(),
});

const ruleRef = z.object({ ruleId: z.string(), version: z.number() });

export const lossDetail = lossRow.extend({
  reportedBy: z.string(),
  endedBy: z.string().nullable(),
  notices: z.array(
    z.object({
      id: z.string(),
      channel: z.enum(NOTICE_CHANNELS),
      cause: z.enum(CAUSES),
      noticeAt: moment,
      enteredAt: moment,
      by: z.string(),
      verified: z.boolean(),
    }),
  ),
  checks: z.array(
    z.object({
      stage: z.enum(CHECK_STAGES),
      item: z.enum(CHECK_ITEMS),
      outcome: z.enum(CHECK_OUTCOMES),
      counted: z.boolean(),
      at: moment,
      by: z.string(),
    }),
  ),
  protections: z.array(
    z.object({
      id: z.string(),
      kind: z.enum(PROTECTIONS),
      account: z.object({ id: z.string(), number: z.string() }),
      measure: z.object({ id: z.string(), number: z.string() }).nullable(),
      instructedAt: moment,
      inForceAt: moment.nullable(),
      failedAt: moment.nullable(),
      endedAt: moment.nullable(),
    }),
  ),
  callBacks: z.array(
    z.object({ outcome: z.enum(CALL_BACK_OUTCOMES), verified: z.boolean(), at: moment, by: z.string() }),
  ),
  evidence: z.array(
    z.object({
      kind: z.enum(EVIDENCE_KINDS),
      state: z.enum(EVIDENCE_STATES).nullable(),
      fileId: z.string().nullable(),
      at: moment.nullable(),
    }),
  ),
  disputed: z.array(
    z.object({
      transactionId: z.string(),
      occurredAt: moment,
      amountMinor: z.string(),
      currency: z.string(),
      phase: z.enum(DISPUTE_PHASES),
    }),
  ),
  policeNumber: z.string().nullable(),
  review: z.object({ finding: z.enum(REVIEW_FINDING_NAMES), by: z.string(), at: moment }).nullable(),
  reviewDue: z.boolean(),
  approval: z.object({ id: z.string(), number: z.string(), kind: z.string() }).nullable(),
  basis: z.array(ruleRef),
  now: moment,
  may: z.object({ work: z.boolean(), review: z.boolean(), withdraw: z.boolean() }),
});

/** What the gesture needs to know before it: which accounts there are, and whether a report is open. */
export const gestureFacts = z.object({
  now: moment,
  accounts: z.array(z.object({ id: z.string(), number: z.string(), currency: z.string() })),
  cards: z.number(),
  open: z
    .object({ id: z.string(), number: z.string(), state: z.enum(REPORT_STATES), verified: z.boolean() })
    .nullable(),
});

/** A movement that may be disputed: money that went out of the customer's accounts. */
export const disputable = z.object({
  id: z.string(),
  account: z.object({ id: z.string(), number: z.string() }),
  occurredAt: moment,
  kind: z.string(),
  amountMinor: z.string(),
  currency: z.string(),
  phase: z.enum(DISPUTE_PHASES),
});

/** Time to protect by month, the latest first; seconds over reports entered in time. */
export const lossFigures = z.object({
  months: z.array(
    z.object({
      month: z.string(),
      reports: z.number(),
      unverified: z.number(),
      late: z.number(),
      p50: z.number().nullable(),
      p95: z.number().nullable(),
    }),
  ),
  colleagues: z.array(z.object({ name: z.string(), unverified: z.number() })),
});
