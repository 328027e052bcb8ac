import { z } from "zod";
import { IDENTITY_WAYS } from "../closures/model";
import { CORRECTION_FIELDS } from "../corrections/model";
import { customerRefSchema, maskedSchema } from "../customers/schema";
import { defineList } from "../shared/list";
import { COMPLAINT_WAYS, LAPSE_REASON_NAMES, PAPER_NAMES, REFUSAL_GROUND_NAMES } from "./codes";
import { ASKING_WAYS } from "./contacts";
import {
  FEE_STATES,
  PRIVACY_DOCUMENTS,
  REQUEST_CHANNELS,
  REQUEST_OUTCOMES,
  REQUEST_STATES,
  REQUEST_STEPS,
  REQUEST_TYPES,
  REQUESTER_KINDS,
} from "./model";

/** How a request stands to its clock. `receipt-late`: late if the time for papers is not left out. */
export const TIMINGS = ["late", "near", "receipt-late", "in-time"] as const;
export type Timing = (typeof TIMINGS)[number];

/** Privacy requests, the soonest due first where they are open. */
export const REQUESTS_LIST = defineList({
  name: "privacy.requests",
  filters: {
    state: { type: "enum", values: REQUEST_STATES },
    type: { type: "enum", values: REQUEST_TYPES },
    document: { type: "enum", values: PRIVACY_DOCUMENTS },
    channel: { type: "enum", values: REQUEST_CHANNELS },
    timing: { type: "enum", values: TIMINGS },
    outcome: { type: "enum", values: REQUEST_OUTCOMES },
    received: { type: "date-range" },
    number: { type: "text", maxLength: 20 },
    customer: { type: "id" },
  },
  sorts: ["dueAt", "receivedAt"],
  defaultSort: "dueAt",
  defaultOrder: "asc",
});

const words = z.string().trim().min(1).max(4000);
const seen = { id: z.uuid(), version: z.number().int().min(1) };
const shortWord = z.string().trim().min(1).max(60);
const all = z.literal("all-optional");
const code = shortWord.regex(/^[a-z0-9]+(?:[._-][a-z0-9]+)*$/);

/** What is asked for besides the type: what to correct, what to withdraw from, whom to stop giving to. */
export const askedDetails = z.strictObject({
  items: z
    .array(z.strictObject({ field: code, value: z.string().trim().min(1).max(400) }))
    .max(20)
    .optional(),
  purposes: z.union([all, z.array(code).min(1).max(20)]).optional(),
  channels: z.array(code).min(1).max(10).optional(),
  partnerIds: z.union([all, z.array(z.uuid()).min(1).max(50)]).optional(),
});
export type AskedDetails = z.output<typeof askedDetails>;

/** The person who asks for somebody else: how he is called and reached. */
export const requesterPerson = z.strictObject({
  name: z.string().trim().min(1).max(100),
  contact: z.string().trim().min(1).max(200),
});

/** Enters a request at the desk; `receivedAt` is when it reached the house, an ISO moment that may lie before today. */
export const registerRequestInput = z.strictObject({
  customerId: z.uuid(),
  type: z.enum(REQUEST_TYPES),
  /** Left out: the document of the programme's own service. */
  document: z.enum(PRIVACY_DOCUMENTS).optional(),
  channel: z.enum(["phone", "counter", "letter"]),
  requester: z.enum(REQUESTER_KINDS),
  /** With every requester but the subject. */
  person: requesterPerson.nullable(),
  receivedAt: z.iso.datetime({ offset: true }),
  words,
  asked: askedDetails,
});
export type RegisterRequestInput = z.input<typeof registerRequestInput>;

/** Says whose request one of the public form is, where the house found nobody by itself. */
export const matchRequestInput = z.strictObject({ ...seen, customerId: z.uuid() });
/** Sends a code to the registered telephone. */
export const sendCodeInput = z.strictObject(seen);
/** The code as the requester said it to the desk. */
export const recordCodeInput = z.strictObject({ ...seen, code: z.string().regex(/^\d{6}$/) });
/** Asks for papers: from here on the clock stands still until they are checked. */
export const askPapersInput = z.strictObject({ ...seen, papers: z.array(z.enum(PAPER_NAMES)).min(1) });
/** Says how it was made sure who asks, and by which papers for whom. */
export const verifyIdentityInput = z.strictObject({
  ...seen,
  way: z.enum(["counter", "checked-papers"]),
  papers: z.array(z.enum(PAPER_NAMES)),
});
export const startWorkInput = z.strictObject(seen);
export const preparePackageInput = z.strictObject(seen);
export const proposeCorrectionInput = z.strictObject({
  ...seen,
  items: z
    .array(z.strictObject({ field: z.enum(CORRECTION_FIELDS), value: z.string().trim().min(1).max(400) }))
    .min(1)
    .max(20),
  evidenceIds: z.array(z.uuid()).max(20),
});
/** `digest`: of the plan as it was shown; another one refuses. */
export const proposeErasureInput = z.strictObject({ ...seen, digest: z.string().min(1).max(200), note: words });
export const proposeRefusalInput = z.strictObject({
  ...seen,
  ground: z.enum(REFUSAL_GROUND_NAMES),
  /** What the second person is told. */
  note: words,
});
/** Answers what no package, correction or plan answers by itself. `review`: a person looks at the decisions again. */
export const answerRequestInput = z.strictObject({
  ...seen,
  outcome: z.enum(["fulfilled", "partly"]),
  answer: words,
  review: z.boolean().optional(),
});
export const withdrawRequestInput = z.strictObject({ ...seen, note: words });
export const lapseRequestInput = z.strictObject({ ...seen, note: words });
export const proposeFeeInput = z.strictObject({ ...seen, amountMinor: z.bigint().positive() });
export const settleFeeInput = z.strictObject({ ...seen, as: z.enum(["accepted", "waived"]) });

const ruleRef = z.object({ ruleId: z.string(), version: z.number() });
const named = z.object({ id: z.string(), number: z.string() });

/** A row of the list. `dueRaw`: the day worked to; `receiptDue`: what it would be if no time were left out for papers. */
export const requestRow = z.object({
  id: z.string(),
  number: z.string(),
  version: z.number(),
  /** Null where nobody knows yet whose it is. */
  customer: customerRefSchema.nullable(),
  type: z.enum(REQUEST_TYPES),
  document: z.enum(PRIVACY_DOCUMENTS),
  channel: z.enum(REQUEST_CHANNELS),
  requester: z.enum(REQUESTER_KINDS),
  state: z.enum(REQUEST_STATES),
  outcome: z.enum(REQUEST_OUTCOMES).nullable(),
  receivedAt: z.string(),
  registeredAt: z.string(),
  verifiedAt: z.string().nullable(),
  dueRaw: z.string(),
  dueAt: z.string(),
  receiptDue: z.string(),
  provisional: z.boolean(),
  /** The clock stands still: papers are awaited. */
  paused: z.boolean(),
  timing: z.enum(TIMINGS),
  /** Answered, ended or still open after its last day: stays so for ever. */
  late: z.boolean(),
  endedAt: z.string().nullable(),
});

/** What becomes of one class of data, in a plan or in an answer. */
export const planLine = z.object({
  of: z.string(),
  disposition: z.enum(["now", "until", "relationship", "blocked"]),
  until: z.string().nullable(),
  years: z.number().nullable(),
  basis: z.array(ruleRef),
  open: z.array(
    z.object({
      code: z.string(),
      number: z.string().nullable(),
      subject: z.object({ type: z.string(), id: z.string() }).nullable(),
    }),
  ),
});

const may = z.object({
  match: z.boolean(),
  sendCode: z.boolean(),
  recordCode: z.boolean(),
  askPapers: z.boolean(),
  verify: z.boolean(),
  start: z.boolean(),
  preparePackage: z.boolean(),
  proposeCorrection: z.boolean(),
  proposeErasure: z.boolean(),
  proposeRefusal: z.boolean(),
  answer: z.boolean(),
  withdraw: z.boolean(),
  lapse: z.boolean(),
  proposeFee: z.boolean(),
  settleFee: z.array(z.enum(["accepted", "waived"])),
  releaseRestriction: z.boolean(),
});

/** One request: who asks for what, how he proved it, its clock both ways, what was done, and what may be done. */
export const requestDetail = requestRow.extend({
  words: z.string().nullable(),
  asked: askedDetails,
  /** Who asks for somebody else; masked. */
  person: z.object({ name: maskedSchema, contact: maskedSchema }).nullable(),
  /** What the public form's caller said of himself; masked. */
  claim: z.object({ name: maskedSchema, phone: maskedSchema }).nullable(),
  registeredBy: z.string(),
  verifiedBy: z.string().nullable(),
  identityWay: z.enum(IDENTITY_WAYS).nullable(),
  /** Days of the term that were gone when it was entered. */
  daysLost: z.number(),
  rule: ruleRef,
  basis: z.array(ruleRef),
  papers: z.object({
    /** What this requester must show. */
    needed: z.array(z.enum(PAPER_NAMES)),
    asked: z.array(z.enum(PAPER_NAMES)),
    askedAt: z.string().nullable(),
    seen: z.array(z.enum(PAPER_NAMES)),
    files: z.number(),
  }),
  code: z
    .object({ sentAt: z.string(), expiresAt: z.string(), wrong: z.number(), left: z.number(), stopped: z.boolean() })
    .nullable(),
  fee: z
    .object({
      state: z.enum(FEE_STATES),
      amountMinor: z.bigint(),
      currency: z.string(),
      /** The proposal a second person decides on. */
      approval: named.nullable(),
    })
    .nullable(),
  /** Copies this customer was given before, and how many of them are free. */
  copies: z.object({ given: z.number(), free: z.number() }),
  package: named.extend({ state: z.enum(["asked", "ready", "failed"]) }).nullable(),
  correction: named.extend({ outcome: z.string().nullable() }).nullable(),
  proposal: z
    .object({
      approvalId: z.string(),
      number: z.string(),
      of: z.enum(["refusal", "erasure"]),
      ground: z.enum(REFUSAL_GROUND_NAMES).nullable(),
    })
    .nullable(),
  ground: z.enum(REFUSAL_GROUND_NAMES).nullable(),
  lapseReason: z.enum(LAPSE_REASON_NAMES).nullable(),
  plan: z.array(planLine).nullable(),
  closures: z.array(z.object({ id: z.string(), number: z.string(), account: named, state: z.string() })),
  joinedTo: named.nullable(),
  answer: z.string().nullable(),
  answeredBy: z.string().nullable(),
  contact: z.object({ phone: z.string(), mail: z.string(), ways: z.array(z.enum(ASKING_WAYS)) }),
  complaint: z.array(z.enum([...new Set(Object.values(COMPLAINT_WAYS).flat())] as [string, ...string[]])),
  timeline: z.array(
    z.object({ step: z.enum(REQUEST_STEPS), at: z.string(), by: z.string(), detail: z.string().nullable() }),
  ),
  /** The grounds this document and type allow now, for the form. */
  grounds: z.array(z.enum(REFUSAL_GROUND_NAMES)),
  today: z.string(),
  may,
});
export type RequestDetail = z.output<typeof requestDetail>;

/** How it was made sure that it is the subject who takes a restriction back. */
export const releaseRestrictionInput = z.strictObject({ id: z.uuid(), way: z.enum(IDENTITY_WAYS) });

/** Which letter is looked at before it is sent, in which language. */
export const previewLetterInput = z.strictObject({
  id: z.uuid(),
  of: z.enum(["refusal", "erasure", "answer"]),
  language: z.enum(["zh-CN", "en"]),
  ground: z.enum(REFUSAL_GROUND_NAMES).optional(),
  outcome: z.enum(["fulfilled", "partly"]).optional(),
  answer: z.string().max(4000).optional(),
});
export type PreviewLetterInput = z.input<typeof previewLetterInput>;
/** A letter in words: its heading and all of it. */
export const letterPreview = z.object({ title: z.string(), long: z.string() });

/** The erasure plan as it stands, for the officer before he proposes it. */
export const erasurePreview = z.object({ digest: z.string(), lines: z.array(planLine) });

const day = z.object({ day: z.string(), open: z.number(), late: z.number(), received: z.number(), ended: z.number() });

/** How the house stands: open, not yet proven, near, late; one line per day, and what was answered in time. */
export const requestFigures = z.object({
  open: z.number(),
  unverified: z.number(),
  near: z.number(),
  late: z.number(),
  /** Unproven ones that would be late if no time were left out for papers. */
  receiptLate: z.number(),
  answered: z.number(),
  answeredInTime: z.number(),
  days: z.array(day),
});
