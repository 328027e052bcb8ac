import { z } from "zod";
import { customerRefSchema } from "../customers/schema";
import { defineList } from "../shared/list";
import { CORRECTION_FIELDS, CORRECTION_STATES } from "./model";
import { EVIDENCE_MOST, ITEMS_MOST } from "./policy";

/** Corrections, the newest first. */
export const CORRECTIONS_LIST = defineList({
  name: "corrections.corrections",
  filters: {
    state: { type: "enum", values: CORRECTION_STATES },
    field: { type: "enum", values: CORRECTION_FIELDS },
    proposed: { type: "date-range" },
    number: { type: "text", maxLength: 20 },
    customer: { type: "id" },
  },
  sorts: ["proposedAt"],
  defaultSort: "proposedAt",
  defaultOrder: "desc",
});

export const correctionItems = z
  .array(z.strictObject({ field: z.enum(CORRECTION_FIELDS), value: z.string().trim().min(1).max(400) }))
  .min(1)
  .max(ITEMS_MOST);
export const correctionEvidence = z.array(z.uuid()).max(EVIDENCE_MOST);

/** Puts fields of a customer right; a colleague's own finding has no request. */
export const requestCorrectionInput = z.strictObject({
  customerId: z.uuid(),
  items: correctionItems,
  evidenceIds: correctionEvidence,
});
export type RequestCorrectionInput = z.input<typeof requestCorrectionInput>;

export const withdrawCorrectionInput = z.strictObject({ id: z.uuid() });

export const correctionRow = z.object({
  id: z.string(),
  number: z.string(),
  customer: customerRefSchema,
  requestId: z.string().nullable(),
  state: z.enum(CORRECTION_STATES),
  fields: z.array(z.enum(CORRECTION_FIELDS)),
  proposedAt: z.string(),
  endedAt: z.string().nullable(),
});

/** A value of a correction, masked as the field is elsewhere; coarse values and days in clear. Null: nothing is kept. */
const shown = z.string().nullable();

export const correctionDetail = correctionRow.extend({
  version: z.number(),
  items: z.array(z.object({ field: z.enum(CORRECTION_FIELDS), identity: z.boolean(), before: shown, after: shown })),
  evidenceIds: z.array(z.string()),
  proposedBy: z.string().nullable(),
  endedBy: z.string().nullable(),
  rejectReason: z.string().nullable(),
  approval: z.object({ id: z.string(), number: z.string() }).nullable(),
  basis: z.array(z.object({ ruleId: z.string(), version: z.number() })),
  may: z.object({ withdraw: z.boolean() }),
});
