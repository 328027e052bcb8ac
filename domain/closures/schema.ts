import { z } from "zod";
import { customerRefSchema } from "../customers/schema";
import { defineList } from "../shared/list";
import { CANDIDATE_DISMISSAL_NAMES, CLOSURE_REASON_NAMES, STOP_CAUSES } from "./codes";
import { CANDIDATE_STATES, CLOSURE_KINDS, CLOSURE_STATES, CONDITIONS, IDENTITY_WAYS } from "./model";

/** Closures, the latest first. */
export const CLOSURES_LIST = defineList({
  name: "closures.closures",
  filters: {
    state: { type: "enum", values: CLOSURE_STATES },
    kind: { type: "enum", values: CLOSURE_KINDS },
    requested: { type: "date-range" },
    number: { type: "text", maxLength: 20 },
    customer: { type: "id" },
    account: { type: "id" },
  },
  sorts: ["requestedAt"],
  defaultSort: "requestedAt",
  defaultOrder: "desc",
});

/** Accounts nobody uses, the latest found first. */
export const CANDIDATES_LIST = defineList({
  name: "closures.candidates",
  filters: {
    state: { type: "enum", values: CANDIDATE_STATES },
    found: { type: "date-range" },
    customer: { type: "id" },
  },
  sorts: ["foundAt"],
  defaultSort: "foundAt",
  defaultOrder: "desc",
});

const note = z.string().trim().min(1).max(2000);
const token = z.string().min(1).max(8000);
const seen = { id: z.uuid(), version: z.number().int().min(1) };

/** What is looked at before an account is closed: the kind decides what counts. */
export const lookInput = z.strictObject({
  accountId: z.uuid(),
  kind: z.enum(CLOSURE_KINDS),
  subjectId: z.uuid().nullable(),
});

/**
 * Asks for an account to be closed. `subjectId`: the unused account found, or the loss report, where the kind stands on
 * one. `token` proves what the core said of the account just now.
 */
export const requestClosureInput = z.strictObject({
  accountId: z.uuid(),
  kind: z.enum(CLOSURE_KINDS),
  reason: z.enum(CLOSURE_REASON_NAMES),
  identity: z.enum(IDENTITY_WAYS).nullable(),
  subjectId: z.uuid().nullable(),
  note,
  token,
});
export type RequestClosureInput = z.input<typeof requestClosureInput>;

/** Tells the customer what remains. `identity`: how it was made sure that it is he who asked. */
export const tellRemainingInput = z.strictObject({ accountId: z.uuid(), identity: z.enum(IDENTITY_WAYS), token });

export const withdrawClosureInput = z.strictObject({ id: z.uuid() });
export const dismissCandidateInput = z.strictObject({ ...seen, reason: z.enum(CANDIDATE_DISMISSAL_NAMES) });

const accountRef = z.object({ id: z.string(), number: z.string() });
const ruleRef = z.object({ ruleId: z.string(), version: z.number() });

/** One thing that remains, with where to go for it; `href` is null where nothing can be opened. */
export const remainingRow = z.object({
  code: z.enum(CONDITIONS),
  number: z.string().nullable(),
  href: z.string().nullable(),
  count: z.number().nullable(),
  minor: z.bigint().nullable(),
  currency: z.string().nullable(),
});

/** What stands between an account and its closing now. `look` is null where the core did not answer. */
export const closureLook = z.object({
  token: z.string().nullable(),
  asOf: z.string().nullable(),
  look: z
    .object({
      availableMinor: z.bigint(),
      heldMinor: z.bigint(),
      currency: z.string(),
      inFlight: z.number(),
      standing: z.number(),
    })
    .nullable(),
  remaining: z.array(remainingRow),
  payOutMinor: z.bigint(),
  card: z.object({ bank: z.string(), end: z.string() }).nullable(),
  basis: z.array(ruleRef),
});

export const closureRow = z.object({
  id: z.string(),
  number: z.string(),
  version: z.number(),
  customer: customerRefSchema,
  account: accountRef,
  kind: z.enum(CLOSURE_KINDS),
  reason: z.enum(CLOSURE_REASON_NAMES),
  state: z.enum(CLOSURE_STATES),
  stopCause: z.enum(STOP_CAUSES).nullable(),
  requestedAt: z.string(),
  endedAt: z.string().nullable(),
});

export const closureDetail = closureRow.extend({
  identity: z.enum(IDENTITY_WAYS).nullable(),
  note: z.string().nullable(),
  requestedBy: z.string(),
  agreedBy: z.string().nullable(),
  agreedAt: z.string().nullable(),
  approvalId: z.string().nullable(),
  /** What it stands on, where it stands on something with a page. */
  subjectHref: z.string().nullable(),
  paidOutMinor: z.bigint(),
  payingMinor: z.bigint().nullable(),
  currency: z.string(),
  rounds: z.number(),
  steps: z.array(
    z.object({
      id: z.string(),
      kind: z.string(),
      at: z.string(),
      by: z.string(),
      conditions: z.array(z.enum(CONDITIONS)),
      minor: z.bigint().nullable(),
      currency: z.string().nullable(),
      problem: z.string().nullable(),
    }),
  ),
  basis: z.array(ruleRef),
  today: z.string(),
  may: z.object({ withdraw: z.boolean(), again: z.boolean() }),
});

export const candidateRow = z.object({
  id: z.string(),
  version: z.number(),
  customer: customerRefSchema,
  account: accountRef,
  state: z.enum(CANDIDATE_STATES),
  idleSince: z.string(),
  reclaimFrom: z.string(),
  lastUsedOn: z.string().nullable(),
  lastLoginOn: z.string().nullable(),
  foundAt: z.string(),
  noticedOn: z.string().nullable(),
  /** The first day on which it may be proposed; null before its customer was told. */
  proposableFrom: z.string().nullable(),
  closureId: z.string().nullable(),
  may: z.object({ propose: z.boolean(), dismiss: z.boolean() }),
});
