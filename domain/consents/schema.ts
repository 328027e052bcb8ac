import { z } from "zod";
import { defineList } from "../shared/list";
import { WITHDRAWAL_REASON_NAMES } from "./codes";
import {
  ACCEPTANCE_WAYS,
  CHANGE_CLASSES,
  CONSENT_CHANGES,
  CONSENT_CHANNELS,
  DOCUMENT_NAMES,
  LAWFUL_BASES,
  MAJOR_CHANGES,
  MARKETING_CHANNELS,
  NOTICE_WAYS,
  PURPOSE_NAMES,
  VERSION_STATES,
} from "./model";

/** What customers said, the latest first. */
export const EVENTS_LIST = defineList({
  name: "consents.events",
  filters: {
    change: { type: "enum", values: CONSENT_CHANGES },
    purpose: { type: "enum", values: PURPOSE_NAMES },
    recorded: { type: "date-range" },
    customer: { type: "id" },
  },
  sorts: ["recordedAt"],
  defaultSort: "recordedAt",
  defaultOrder: "desc",
});

/** Versions of documents, the latest proposed first. */
export const VERSIONS_LIST = defineList({
  name: "consents.versions",
  filters: {
    document: { type: "enum", values: DOCUMENT_NAMES },
    state: { type: "enum", values: VERSION_STATES },
    change: { type: "enum", values: CHANGE_CLASSES },
    number: { type: "text", maxLength: 20 },
  },
  sorts: ["proposedAt"],
  defaultSort: "proposedAt",
  defaultOrder: "desc",
});

const purposes = z.array(z.enum(PURPOSE_NAMES)).min(1).max(PURPOSE_NAMES.length);

/** Enters what a customer says; `at` is when he said it (null: now), `asked` whether the house asked. */
export const recordConsentInput = z.strictObject({
  customerId: z.uuid(),
  purposes,
  change: z.enum(["given", "refused"]),
  policyVersionId: z.uuid(),
  channel: z.enum(CONSENT_CHANNELS),
  asked: z.boolean(),
  at: z.iso.datetime({ offset: true }).nullable(),
  evidenceId: z.uuid().nullable(),
});
export type RecordConsentInput = z.input<typeof recordConsentInput>;

export const withdrawConsentInput = z.strictObject({
  customerId: z.uuid(),
  purposes: z.union([purposes, z.literal("all-optional")]),
  channel: z.enum(CONSENT_CHANNELS),
  reason: z.enum(WITHDRAWAL_REASON_NAMES),
});
export type WithdrawConsentInput = z.input<typeof withdrawConsentInput>;

export const recordAcceptanceInput = z.strictObject({
  customerId: z.uuid(),
  policyVersionId: z.uuid(),
  way: z.enum(ACCEPTANCE_WAYS),
  evidenceId: z.uuid().nullable(),
});

export const publishPolicyInput = z.strictObject({
  document: z.enum(DOCUMENT_NAMES),
  label: z
    .string()
    .trim()
    .min(1)
    .max(40)
    .regex(/^[\p{L}\p{N}][\p{L}\p{N}. _-]*$/u),
  textHash: z.string().regex(/^[0-9a-f]{64}$/),
  changeClass: z.enum(CHANGE_CLASSES),
  majorChanges: z.array(z.enum(MAJOR_CHANGES)).max(MAJOR_CHANGES.length),
  purposes: z.array(z.enum(PURPOSE_NAMES)).max(PURPOSE_NAMES.length),
  changedPurposes: z.array(z.enum(PURPOSE_NAMES)).max(PURPOSE_NAMES.length),
  noticeWays: z.array(z.enum(NOTICE_WAYS)).max(NOTICE_WAYS.length),
  consultedAt: z.iso.datetime({ offset: true }).nullable(),
  wantedAt: z.iso.datetime({ offset: true }),
});
export type PublishPolicyInput = z.input<typeof publishPolicyInput>;

const ruleRef = z.object({ ruleId: z.string(), version: z.number() });

export const consentEvent = z.object({
  id: z.string(),
  customer: z.object({ id: z.string(), number: z.string() }),
  purpose: z.enum(PURPOSE_NAMES),
  change: z.enum(CONSENT_CHANGES),
  policyVersion: z.object({ id: z.string(), label: z.string(), document: z.enum(DOCUMENT_NAMES) }).nullable(),
  channel: z.string(),
  asked: z.boolean(),
  reason: z.string().nullable(),
  at: z.string(),
  recordedAt: z.string(),
});

export const policyVersionRow = z.object({
  id: z.string(),
  number: z.string(),
  document: z.enum(DOCUMENT_NAMES),
  seq: z.number(),
  label: z.string(),
  changeClass: z.enum(CHANGE_CLASSES),
  state: z.enum(VERSION_STATES),
  wantedAt: z.string(),
  publishedAt: z.string().nullable(),
  effectiveAt: z.string().nullable(),
  proposedAt: z.string(),
  acceptance: z.boolean(),
  /** Where it stands among those of its document now. */
  standing: z.enum(["waiting", "coming", "in-force", "past", "none"]),
});

export const policyVersionDetail = policyVersionRow.extend({
  textHash: z.string(),
  majorChanges: z.array(z.enum(MAJOR_CHANGES)),
  purposes: z.array(z.enum(PURPOSE_NAMES)),
  changedPurposes: z.array(z.enum(PURPOSE_NAMES)),
  noticeWays: z.array(z.enum(NOTICE_WAYS)),
  consultedAt: z.string().nullable(),
  may: z.object({ withdraw: z.boolean() }),
  approvalId: z.string(),
  days: z.number(),
  basis: z.array(ruleRef),
  /** How many agreed to it, and how many of the customers it is for have not; null where nobody is asked. */
  accepted: z.number().nullable(),
  /** How many must be asked anew, because what they agreed to has changed. */
  outgrown: z.number(),
});

/** Who is not to be marketed to, by channel: what a sender asks before a campaign. */
export const SUPPRESSIONS_LIST = defineList({
  name: "consents.suppressions",
  filters: { channel: { type: "enum", values: MARKETING_CHANNELS } },
  sorts: ["customer"],
  defaultSort: "customer",
  defaultOrder: "asc",
});
export const suppressionRow = z.object({
  customerId: z.string(),
  customer: z.string(),
  channel: z.enum(MARKETING_CHANNELS),
  at: z.string(),
});

/** Where a customer stands with each purpose. `covered`: the system may go on. */
export const standingRow = z.object({
  purpose: z.enum(PURPOSE_NAMES),
  need: z.enum(["core", "optional"]),
  basis: z.enum(LAWFUL_BASES),
  covered: z.boolean(),
  change: z.enum(CONSENT_CHANGES).nullable(),
  at: z.string().nullable(),
  label: z.string().nullable(),
  /** Nobody may ask before. */
  askFrom: z.string().nullable(),
  rules: z.array(z.string()),
});
export const customerConsents = z.object({
  purposes: z.array(standingRow),
  events: z.array(consentEvent),
  versions: z.array(z.object({ id: z.string(), document: z.enum(DOCUMENT_NAMES), label: z.string() })),
  bound: z.array(z.object({ document: z.enum(DOCUMENT_NAMES), label: z.string(), latest: z.boolean() })),
  may: z.object({ record: z.boolean() }),
});
