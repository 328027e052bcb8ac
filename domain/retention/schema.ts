import { z } from "zod";
import { customerRefSchema } from "../customers/schema";
import { defineList } from "../shared/list";
import { certificateContent } from "./certificate";
import { GRADES, PROTECTIONS, STANDINGS } from "./grades";
import { ANCHORS, DISPOSITIONS, ENTRY_STATES, RESTRICTION_CAUSES, RETENTION_CLASSES } from "./model";

const ref = z.object({ ruleId: z.string(), version: z.int() });
const day = z.iso.date();

/** Where classes stand, the next due first. */
export const ENTRIES_LIST = defineList({
  name: "retention.entries",
  filters: {
    class: { type: "enum", values: RETENTION_CLASSES },
    state: { type: "enum", values: ENTRY_STATES },
    disposition: { type: "enum", values: DISPOSITIONS },
    due: { type: "date-range" },
    customer: { type: "id" },
    request: { type: "id" },
  },
  sorts: ["dueOn", "plannedAt"],
  defaultSort: "dueOn",
  defaultOrder: "asc",
});

export const entryRow = z.object({
  id: z.uuid(),
  customer: customerRefSchema,
  class: z.enum(RETENTION_CLASSES),
  state: z.enum(ENTRY_STATES),
  disposition: z.enum(DISPOSITIONS),
  /** The first day it may go. */
  dueOn: day.nullable(),
  /** The last day it is kept, by how many years from which event on which day. */
  keptUntil: day.nullable(),
  years: z.int().nullable(),
  anchor: z.enum(ANCHORS).nullable(),
  endedOn: day.nullable(),
  basis: z.array(ref),
  /** Codes of what is open: `retention.open.<code>`. */
  open: z.array(z.string()),
  requestId: z.uuid().nullable(),
  plannedAt: z.iso.datetime(),
  erasedAt: z.iso.datetime().nullable(),
  certificateId: z.uuid().nullable(),
});
export type EntryRow = z.output<typeof entryRow>;

/** Certificates, the latest first. */
export const CERTIFICATES_LIST = defineList({
  name: "retention.certificates",
  filters: {
    class: { type: "enum", values: RETENTION_CLASSES },
    issued: { type: "date-range" },
    number: { type: "text", maxLength: 20 },
    customer: { type: "id" },
  },
  sorts: ["issuedAt"],
  defaultSort: "issuedAt",
  defaultOrder: "desc",
});

export const certificateRow = z.object({
  id: z.uuid(),
  number: z.string(),
  customer: customerRefSchema,
  class: z.enum(RETENTION_CLASSES),
  issuedAt: z.iso.datetime(),
});
export type CertificateRow = z.output<typeof certificateRow>;

/** A certificate with what proves it; `holds`: the signature is one of the house's keys over this content. */
export const certificateDetail = certificateRow.extend({
  content: certificateContent,
  keyId: z.string(),
  signature: z.base64(),
  holds: z.boolean(),
});
export type CertificateDetail = z.output<typeof certificateDetail>;

/** Subjects whose data may only be stored, the latest first. */
export const RESTRICTED_LIST = defineList({
  name: "retention.restricted",
  filters: {
    cause: { type: "enum", values: RESTRICTION_CAUSES },
    since: { type: "date-range" },
    customer: { type: "id" },
  },
  sorts: ["since"],
  defaultSort: "since",
  defaultOrder: "desc",
});

export const restrictedRow = z.object({
  id: z.uuid(),
  customer: customerRefSchema,
  cause: z.enum(RESTRICTION_CAUSES),
  requestId: z.uuid().nullable(),
  since: z.iso.datetime(),
  /** The last day any class is kept; null where none has a day. */
  keptUntil: day.nullable(),
});
export type RestrictedRow = z.output<typeof restrictedRow>;

export const retentionFigures = z.object({
  dueThisMonth: z.int(),
  held: z.int(),
  erased: z.int(),
  restricted: z.int(),
});
export type RetentionFigures = z.output<typeof retentionFigures>;

/** One column of the data map. */
export const mapRow = z.object({
  table: z.string(),
  column: z.string(),
  grade: z.enum(GRADES),
  of: z.enum(["customer", "counterparty", "staff"]),
  data: z.string(),
  purpose: z.string(),
  class: z.enum(RETENTION_CLASSES),
  rule: z.string(),
  protection: z.enum(PROTECTIONS),
  /** Why it is in clear. */
  reason: z.string().nullable(),
  standing: z.enum(STANDINGS),
  /** How its rows are found from the person: `customer_id`, `orders.customer_id`; null where they lead to nobody. */
  route: z.string().nullable(),
  /** In which part of what a customer is given of his data; null: in none. */
  section: z.string().nullable(),
  /** What becomes of it: `key`, `row`, or how its column ends. */
  ends: z.string(),
});
export type MapRow = z.output<typeof mapRow>;
export const mapOutput = z.object({ rows: z.array(mapRow), tables: z.int() });
