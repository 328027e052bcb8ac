import { z } from "zod";
import { customerRefSchema } from "../customers/schema";
import { BALANCE_USES } from "../limits/class-caps";
import { defineList } from "../shared/list";
import { CHECK_NAMES } from "./checks/names";
import { OVERRIDE_REASON_NAMES, REJECT_REASON_NAMES } from "./codes";
import { FIELD_NAMES } from "./fields";
import {
  CHANNEL_OUTCOMES,
  CHANNEL_TYPES,
  CHECK_OUTCOMES,
  DECISIONS,
  DOCUMENT_KINDS,
  DOCUMENT_STATES,
  ORIGINS,
  PURPOSES,
  READ_STATES,
  REGISTRY_ANSWERS,
  SUBJECT_KINDS,
  SUBMISSION_STATES,
} from "./model";
import { declaredOwnership } from "./ownership-output";

/** The list of submissions: the latest first. */
export const submissionsList = defineList({
  name: "kyc.submissions",
  filters: {
    state: { type: "enum", values: SUBMISSION_STATES },
    purpose: { type: "enum", values: PURPOSES },
    subject: { type: "enum", values: SUBJECT_KINDS },
    origin: { type: "enum", values: ORIGINS },
    worst: { type: "enum", values: ["failed", "warned", "clean"] },
    received: { type: "date-range" },
    number: { type: "text", maxLength: 20 },
    customerId: { type: "id" },
  },
  sorts: ["receivedAt"],
  defaultSort: "receivedAt",
  defaultOrder: "desc",
});

export const submissionRow = z.object({
  id: z.string(),
  number: z.string(),
  customer: customerRefSchema,
  purpose: z.enum(PURPOSES),
  subject: z.enum(SUBJECT_KINDS),
  origin: z.enum(ORIGINS),
  state: z.enum(SUBMISSION_STATES),
  failed: z.number(),
  warned: z.number(),
  receivedAt: z.string(),
  decidedAt: z.string().nullable(),
  dueAt: z.string().nullable(),
});

export const ruleRef = z.object({ ruleId: z.string(), version: z.number() }).loose();

export const findingSchema = z.object({
  check: z.enum(CHECK_NAMES),
  outcome: z.enum(CHECK_OUTCOMES),
  code: z.string(),
  fields: z.array(z.enum(FIELD_NAMES)),
  documents: z.array(z.enum(DOCUMENT_KINDS)),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  basis: z.array(ruleRef),
});

export const qualitySchema = z.object({
  width: z.number(),
  height: z.number(),
  sharpness: z.number(),
  glareFree: z.number(),
  framed: z.number(),
});

export const documentSchema = z.object({
  id: z.string(),
  kind: z.enum(DOCUMENT_KINDS),
  fileId: z.string().nullable(),
  pages: z.number(),
  readState: z.enum(READ_STATES),
  readProblem: z.string().nullable(),
  quality: qualitySchema.nullable(),
  state: z.enum(DOCUMENT_STATES),
  reason: z.enum(REJECT_REASON_NAMES).nullable(),
  decidedAt: z.string().nullable(),
  decidedBy: z.string().nullable(),
});

export const channelSchema = z.object({
  type: z.enum(CHANNEL_TYPES),
  provider: z.string(),
  outcome: z.enum(CHANNEL_OUTCOMES),
  at: z.string(),
});

/** What an account of a class may do: its uses and the tightest of its caps, in fen. */
export const classLimits = z.object({
  accountClass: z.number(),
  uses: z.array(z.enum(BALANCE_USES)),
  window: z.enum(["lifetime", "year"]),
  ownName: z.enum(["counts", "left-out"]),
  capMinor: z.bigint(),
  basis: z.array(ruleRef),
});

/** A submission without personal data in clear: what everybody with `kyc.read` sees. */
export const submissionDetail = z.object({
  id: z.string(),
  version: z.number(),
  number: z.string(),
  customer: customerRefSchema,
  purpose: z.enum(PURPOSES),
  subject: z.enum(SUBJECT_KINDS),
  origin: z.enum(ORIGINS),
  state: z.enum(SUBMISSION_STATES),
  faceToFace: z.boolean(),
  requestedClass: z.number().nullable(),
  /** The class this would give when accepted, from its channels; null where none is reached. */
  reachedClass: z.number().nullable(),
  outcomeClass: z.number().nullable(),
  /** What an account of the class it gives, gave or would reach may do; null where it is about none. */
  limits: classLimits.nullable(),
  receivedAt: z.string(),
  readyAt: z.string().nullable(),
  decidedAt: z.string().nullable(),
  decidedBy: z.string().nullable(),
  /** The open work item: null where none waits. */
  item: z
    .object({ id: z.string(), mine: z.boolean(), lockedUntil: z.string().nullable(), assignee: z.string().nullable() })
    .nullable(),
  documents: z.array(documentSchema),
  channels: z.array(channelSchema),
  findings: z.array(findingSchema),
  checkRun: z.number(),
  /** Which declared fields are there, and the nine of due diligence that are missing. */
  declaredFields: z.array(z.enum(FIELD_NAMES)),
  missingNine: z.array(z.string()),
  /** Who owns the enterprise as declared; null where nothing of it is declared. */
  ownership: declaredOwnership.nullable(),
  decisions: z.array(
    z.object({
      decision: z.enum(DECISIONS),
      reasons: z.array(z.enum(REJECT_REASON_NAMES)),
      overridden: z.array(z.enum(CHECK_NAMES)),
      by: z.string(),
      at: z.string(),
    }),
  ),
  request: z
    .object({
      id: z.string(),
      number: z.string(),
      state: z.string(),
      dueOn: z.string(),
      documents: z.array(z.string()),
    })
    .nullable(),
  approvalId: z.string().nullable(),
  /** The second look drawn for it, where one was and the reader may know of it. */
  secondLook: z
    .object({
      verdict: z.enum(["agree", "disagree"]).nullable(),
      reason: z.enum(REJECT_REASON_NAMES).nullable(),
      lookedAt: z.string().nullable(),
      version: z.number(),
      /** Whether the reader has its item, and may record a verdict. */
      mine: z.boolean(),
    })
    .nullable(),
  /** Whether the reader has the recheck that a disagreement opened. */
  recheck: z.object({ mine: z.boolean() }).nullable(),
  /** Names of the people whose ids stand above: `decidedBy`, `by`, `assignee`. */
  people: z.record(z.string(), z.object({ zh: z.string(), en: z.string() })),
  /** What the reader may do now. */
  may: z.object({
    view: z.boolean(),
    decide: z.boolean(),
    override: z.boolean(),
    ask: z.boolean(),
    /** Take the override back that waits for a second person: who proposed it. */
    withdraw: z.boolean(),
    /** Send pictures of it, and put right what was declared. */
    send: z.boolean(),
  }),
});
export type SubmissionDetail = z.output<typeof submissionDetail>;

/** One aligned row of the bench, in clear: what was declared, what was read, what the registry said. */
export const benchRow = z.object({
  field: z.enum(FIELD_NAMES),
  declared: z.string().nullable(),
  readings: z.array(
    z.object({
      document: z.enum(DOCUMENT_KINDS),
      value: z.string(),
      confidence: z.number(),
      source: z.enum(["ocr", "mrz"]),
      agrees: z.boolean().nullable(),
    }),
  ),
  /** What is on record of the customer, where something is. */
  recorded: z.string().nullable(),
  registry: z.enum(REGISTRY_ANSWERS).nullable(),
  /** True where two of them disagree. */
  differs: z.boolean(),
});
export type BenchRow = z.output<typeof benchRow>;

/** `kyc.submission.view`: the rows and the declared owners in clear, given to who has the item, and logged. */
export const viewInput = z.strictObject({ submissionId: z.uuid() });

/** `kyc.document.decide`: one document accepted, rejected or asked for again. */
export const decideDocumentInput = z.strictObject({
  documentId: z.uuid(),
  version: z.number().int(),
  decision: z.enum(DECISIONS),
  reason: z.enum(REJECT_REASON_NAMES).optional(),
});

const note = z.string().trim().max(2000);

/** `kyc.submission.accept`, `.reject`, `.ask`: the whole. Reasons may be left out where its documents carry them. */
export const acceptInput = z.strictObject({ submissionId: z.uuid(), version: z.number().int(), note: note.optional() });
export const rejectInput = z.strictObject({
  submissionId: z.uuid(),
  version: z.number().int(),
  reasons: z.array(z.enum(REJECT_REASON_NAMES)).max(8),
  note: note.optional(),
});
export const askInput = z.strictObject({
  submissionId: z.uuid(),
  version: z.number().int(),
  documents: z.array(z.enum(DOCUMENT_KINDS)).max(DOCUMENT_KINDS.length),
  reasons: z.array(z.enum(REJECT_REASON_NAMES)).max(8),
  note: note.optional(),
});

/** `kyc.override.request`: acceptance against failed checks; waits for a second person. */
export const overrideInput = z.strictObject({
  submissionId: z.uuid(),
  version: z.number().int(),
  checks: z.array(z.enum(CHECK_NAMES)).min(1).max(CHECK_NAMES.length),
  reason: z.enum(OVERRIDE_REASON_NAMES),
  note: note.min(1),
});
