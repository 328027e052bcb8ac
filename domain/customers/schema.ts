import { z } from "zod";
import { defineList } from "../shared/list";
import { REVEAL_REASON_NAMES } from "./codes";
import { REVEAL_FIELD_NAMES } from "./fields";

/** A masked value as it leaves the server: what is visible before and after, how many signs are covered between. */
export const maskedSchema = z.object({ start: z.string(), hidden: z.number(), end: z.string(), text: z.string() });

/** A customer as named in lists of other things. The name is masked, or null where none is known. */
export const customerRefSchema = z.object({ id: z.string(), number: z.string(), name: maskedSchema.nullable() });

export const CUSTOMER_KINDS = ["person", "enterprise"] as const;
export const CUSTOMER_STATUSES = ["active", "closed"] as const;

export const customersList = defineList({
  name: "customers.list",
  filters: {
    kind: { type: "enum", values: CUSTOMER_KINDS },
    status: { type: "enum", values: CUSTOMER_STATUSES },
    since: { type: "date-range" },
    number: { type: "text", maxLength: 20 },
  },
  sorts: ["createdAt", "number"],
  defaultSort: "createdAt",
  defaultOrder: "desc",
});

export const customerRow = z.object({
  id: z.string(),
  number: z.string(),
  kind: z.enum(CUSTOMER_KINDS),
  status: z.string(),
  since: z.string(),
  createdAt: z.string(),
  name: maskedSchema.nullable(),
  phone: maskedSchema.nullable(),
  accounts: z.number(),
  openItems: z.number(),
});

/** Something sealed on a customer's page: its mask, and what `customers.field.reveal` needs to open it. */
export const sealedFieldSchema = z.object({
  field: z.enum(REVEAL_FIELD_NAMES),
  subjectId: z.string(),
  masked: maskedSchema,
});

export const openItemSchema = z.object({
  id: z.string(),
  kind: z.string(),
  number: z.string(),
  subjectType: z.string(),
  subjectId: z.string(),
  dueAt: z.string().nullable(),
  dueOn: z.string().nullable(),
  provisional: z.boolean(),
  late: z.boolean(),
});

export const cardSchema = z.object({
  id: z.string(),
  accountId: z.string(),
  bank: z.string(),
  type: z.enum(["debit", "credit"]),
  number: sealedFieldSchema.nullable(),
  boundOn: z.string(),
  status: z.string(),
});

export const customerDetail = z.object({
  id: z.string(),
  number: z.string(),
  kind: z.enum(CUSTOMER_KINDS),
  status: z.string(),
  since: z.string(),
  version: z.number(),
  occupation: z.string().nullable(),
  nationality: z.string().nullable(),
  name: sealedFieldSchema.nullable(),
  phone: sealedFieldSchema.nullable(),
  address: sealedFieldSchema.nullable(),
  externalRef: sealedFieldSchema.nullable(),
  documents: z.array(
    z.object({
      id: z.string(),
      type: z.string(),
      number: sealedFieldSchema.nullable(),
      validFrom: z.string().nullable(),
      validTo: z.string().nullable(),
      status: z.string(),
    }),
  ),
  accounts: z.array(
    z.object({
      id: z.string(),
      number: z.string(),
      coreNumber: sealedFieldSchema.nullable(),
      accountClass: z.number(),
      currency: z.string(),
      balanceMinor: z.bigint().nullable(),
      balanceAt: z.string().nullable(),
      status: z.string(),
      openedOn: z.string(),
    }),
  ),
  cards: z.array(cardSchema),
  openItems: z.array(openItemSchema),
  /** What the reader may open, under which reasons, and how often they did so today. */
  reveal: z.object({
    allowed: z.boolean(),
    reasons: z.array(z.object({ reason: z.enum(REVEAL_REASON_NAMES), needsItem: z.boolean() })),
    countToday: z.number(),
  }),
});

/** Signs a search text may have. */
export const SEARCH_MAX_LENGTH = 120;
/** Hits per group of a search answer. */
export const SEARCH_MAX_HITS = 20;

export const searchOutput = z.object({
  people: z.array(
    z.object({
      id: z.string(),
      number: z.string(),
      kind: z.enum(CUSTOMER_KINDS),
      status: z.string(),
      name: maskedSchema.nullable(),
    }),
  ),
  accounts: z.array(
    z.object({
      id: z.string(),
      number: z.string(),
      coreNumber: maskedSchema.nullable(),
      accountClass: z.number(),
      status: z.string(),
      customer: customerRefSchema,
    }),
  ),
  items: z.array(
    z.object({
      kind: z.string(),
      /** What the item is about, as in its page's address. */
      subjectType: z.string(),
      subjectId: z.string(),
      number: z.string(),
      state: z.string(),
      customer: customerRefSchema.nullable(),
    }),
  ),
  /** True when a group had more than it shows. */
  more: z.boolean(),
});

export const revealInput = z.strictObject({
  field: z.enum(REVEAL_FIELD_NAMES),
  /** Row that holds the value: customer, identity document, account or card. */
  subjectId: z.uuid(),
  reason: z.enum(REVEAL_REASON_NAMES),
  note: z.string().max(500),
  /** The open work item for which it is needed. */
  itemId: z.uuid().optional(),
});

export const REPRESENTATIVE_ROLES = ["legal-representative", "operator"] as const;
export const OWNER_KINDS = ["person", "enterprise"] as const;
export const PERSON_DOCUMENTS = ["resident-id", "passport"] as const;
export const OWNER_DOCUMENTS = [...PERSON_DOCUMENTS, "business-licence"] as const;

const partyName = z.string().trim().min(1).max(120);
const partyDocument = z.string().trim().min(4).max(40);

export const recordRepresentativeInput = z.object({
  customerId: z.uuid(),
  role: z.enum(REPRESENTATIVE_ROLES),
  name: partyName,
  documentType: z.enum(PERSON_DOCUMENTS),
  document: partyDocument,
  since: z.iso.date(),
});
export const endRepresentativeInput = z.object({ representativeId: z.uuid() });

export const recordStakeInput = z.object({
  customerId: z.uuid(),
  /** The enterprise among the owners that this one owns a part of; left out for a part of the customer. */
  aboveId: z.uuid().optional(),
  kind: z.enum(OWNER_KINDS),
  name: partyName,
  documentType: z.enum(OWNER_DOCUMENTS),
  document: partyDocument,
  shareBp: z.int().min(1).max(10_000),
});
export const endStakeInput = z.object({ stakeId: z.uuid() });

/** Who acts for an enterprise and who owns it. Names and numbers are covered. */
export const enterpriseDetail = z.object({
  representatives: z.array(
    z.object({
      id: z.string(),
      role: z.enum(REPRESENTATIVE_ROLES),
      name: sealedFieldSchema.nullable(),
      documentType: z.string(),
      document: sealedFieldSchema.nullable(),
      since: z.string(),
      endedOn: z.string().nullable(),
    }),
  ),
  stakes: z.array(
    z.object({
      id: z.string(),
      aboveId: z.string().nullable(),
      kind: z.enum(OWNER_KINDS),
      name: sealedFieldSchema.nullable(),
      documentType: z.string(),
      document: sealedFieldSchema.nullable(),
      shareBp: z.number(),
    }),
  ),
  /** Natural persons by their part in the end. `stakes` are the rows that name them. */
  owners: z.array(
    z.object({
      stakes: z.array(z.string()),
      shareBp: z.number(),
      exact: z.boolean(),
      beneficial: z.boolean(),
    }),
  ),
  /** Enterprises whose owners do not add up; null is the customer itself. */
  gaps: z.array(z.object({ aboveId: z.string().nullable(), missingBp: z.number() })),
  rule: z.object({ id: z.string(), version: z.number() }),
});
