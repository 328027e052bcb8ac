import { z } from "zod";
import { LAWFUL_BASES } from "../consents/model";
import { defineList } from "../shared/list";
import {
  DEMAND_STATES,
  END_REASONS,
  FIELDS,
  NOTICE_KINDS,
  NOTICE_STATES,
  PARTNER_KINDS,
  PARTNER_STATES,
  SAFEGUARDS,
  SHARE_CASES,
  SHARING_PURPOSES,
  TOLD_WAYS,
  TRANSFER_CASES,
  WAYS,
} from "./model";

export const PARTNERS_LIST = defineList({
  name: "sharing.partners",
  filters: {
    kind: { type: "enum", values: PARTNER_KINDS },
    state: { type: "enum", values: PARTNER_STATES },
    purpose: { type: "enum", values: SHARING_PURPOSES },
    number: { type: "text", maxLength: 20 },
  },
  sorts: ["recordedAt"],
  defaultSort: "recordedAt",
  defaultOrder: "desc",
});

export const NOTICES_LIST = defineList({
  name: "sharing.notices",
  filters: {
    state: { type: "enum", values: NOTICE_STATES },
    kind: { type: "enum", values: NOTICE_KINDS },
    partner: { type: "id" },
    number: { type: "text", maxLength: 20 },
  },
  sorts: ["openedAt", "dueAt"],
  defaultSort: "openedAt",
  defaultOrder: "desc",
});

export const DEMANDS_LIST = defineList({
  name: "sharing.demands",
  filters: { state: { type: "enum", values: DEMAND_STATES }, number: { type: "text", maxLength: 20 } },
  sorts: ["registeredAt"],
  defaultSort: "registeredAt",
  defaultOrder: "desc",
});

const words = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .regex(/^[^\p{Cc}\p{Cf}]*$/u);
const CASES = [...SHARE_CASES, ...TRANSFER_CASES] as const;

/** A partner as it is entered or changed; `paid` says whether the house gets something for the data themselves. */
export const recordPartnerInput = z.strictObject({
  id: z.uuid().nullable(),
  version: z.number().int().min(0),
  name: words(80),
  kind: z.enum(PARTNER_KINDS),
  country: z.string().regex(/^[A-Z]{3}$/),
  contact: words(120),
  purpose: z.enum(SHARING_PURPOSES),
  way: z.enum(WAYS),
  fields: z.array(z.enum(FIELDS)).min(1).max(FIELDS.length),
  basis: z.enum(LAWFUL_BASES),
  caseCode: z.enum(CASES),
  contractReference: words(60),
  contractFrom: z.iso.date(),
  contractTo: z.iso.date().nullable(),
  safeguards: z.array(z.enum(SAFEGUARDS)).max(SAFEGUARDS.length),
  noticeUrl: z.string().max(300).nullable(),
  paid: z.boolean(),
});
export type RecordPartnerInput = z.input<typeof recordPartnerInput>;

const seen = { id: z.uuid(), version: z.number().int().min(1) };
export const proposePartnerInput = z.strictObject(seen);
export const endPartnerInput = z.strictObject({ ...seen, reason: z.enum(END_REASONS) });

export const recordDisclosureInput = z.strictObject({
  partnerId: z.uuid(),
  customerId: z.uuid(),
  fields: z.array(z.enum(FIELDS)).min(1).max(FIELDS.length),
  reference: z.string().regex(/^[\p{L}\p{N}][\p{L}\p{N}._:-]{0,63}$/u),
  at: z.iso.datetime({ offset: true }),
});

export const stopRecipientInput = z.strictObject({
  customerId: z.uuid(),
  partnerIds: z.union([z.array(z.uuid()).min(1).max(50), z.literal("all-optional")]),
});
export const resumeRecipientInput = z.strictObject({ customerId: z.uuid(), partnerId: z.uuid() });

export const tellNoticeInput = z.strictObject({ ...seen, way: z.enum(["letter", "e-mail"]) });
export const confirmNoticeInput = z.strictObject(seen);

export const registerDemandInput = z.strictObject({
  authority: words(120),
  country: z.string().regex(/^[A-Z]{3}$/),
  reference: words(60),
  receivedOn: z.iso.date(),
});
export const decideDemandInput = z.strictObject({
  ...seen,
  outcome: z.enum(["rejected", "permitted"]),
  permission: words(60).nullable(),
});

export const exportInput = z.strictObject({ what: z.enum(["public-list", "partners", "notices"]) });

export const partnerRow = z.object({
  id: z.string(),
  number: z.string(),
  version: z.number(),
  name: z.string(),
  kind: z.enum(PARTNER_KINDS),
  country: z.string(),
  purpose: z.enum(SHARING_PURPOSES),
  fields: z.array(z.enum(FIELDS)),
  basis: z.enum(LAWFUL_BASES),
  consentRequired: z.boolean(),
  contractTo: z.string().nullable(),
  state: z.enum(PARTNER_STATES),
  recordedAt: z.string(),
});

export const noticeRow = z.object({
  id: z.string(),
  number: z.string(),
  version: z.number(),
  partner: z.object({ id: z.string(), number: z.string(), name: z.string() }),
  customer: z.object({ id: z.string(), number: z.string() }).nullable(),
  kind: z.enum(NOTICE_KINDS),
  classes: z.array(z.string()),
  subjectType: z.string(),
  state: z.enum(NOTICE_STATES),
  byDoor: z.boolean(),
  openedAt: z.string(),
  dueAt: z.string(),
  overdue: z.boolean(),
  rounds: z.number(),
  toldAt: z.string().nullable(),
  toldWay: z.enum(TOLD_WAYS).nullable(),
  confirmedAt: z.string().nullable(),
  lastProblem: z.string().nullable(),
});

const ruleRef = z.object({ ruleId: z.string(), version: z.number() });

export const partnerDetail = partnerRow.extend({
  contact: z.string(),
  way: z.enum(WAYS),
  caseCode: z.enum(CASES),
  contractReference: z.string(),
  contractFrom: z.string(),
  safeguards: z.array(z.enum(SAFEGUARDS)),
  noticeUrl: z.string().nullable(),
  approvalId: z.string().nullable(),
  startedAt: z.string().nullable(),
  endedAt: z.string().nullable(),
  endReason: z.enum(END_REASONS).nullable(),
  keptUntil: z.string().nullable(),
  /** Customers whose data went there, and how often. */
  customers: z.number(),
  disclosures: z.number(),
  stopped: z.number(),
  notices: z.array(noticeRow),
  /** Cases that nobody assessed yet: it is not put into use before. */
  unassessed: z.array(z.string()),
  basisRows: z.array(ruleRef),
  may: z.object({ manage: z.boolean() }),
});

export const recipientRow = z.object({
  partnerId: z.string(),
  number: z.string(),
  name: z.string(),
  kind: z.enum(PARTNER_KINDS),
  contact: z.string(),
  purpose: z.enum(SHARING_PURPOSES),
  fields: z.array(z.enum(FIELDS)),
  state: z.enum(PARTNER_STATES),
  consentRequired: z.boolean(),
  firstAt: z.string(),
  lastAt: z.string(),
  stoppedAt: z.string().nullable(),
});

export const demandRow = z.object({
  id: z.string(),
  number: z.string(),
  version: z.number(),
  authority: z.string(),
  country: z.string(),
  reference: z.string(),
  receivedOn: z.string(),
  state: z.enum(DEMAND_STATES),
  permission: z.string().nullable(),
  registeredAt: z.string(),
  decidedAt: z.string().nullable(),
  may: z.object({ decide: z.boolean() }),
});
