import { z } from "zod";
import { customerRefSchema, maskedSchema } from "../customers/schema";
import { defineList } from "../shared/list";
import { REPEAT_REASONS } from "./codes";
import { DISPATCH_STATES } from "./model";
import { CHANNELS, LANGUAGES, LETTER_TEMPLATES } from "./templates";

/** How a letter fares as a whole: not yet out, on its way, arrived by what rings, or reached nobody. */
export const LETTER_STANDINGS = ["waiting", "sent", "arrived", "failed"] as const;
export type LetterStanding = (typeof LETTER_STANDINGS)[number];

export const letterList = defineList({
  name: "letters.list",
  filters: {
    customer: { type: "id" },
    template: { type: "enum", values: LETTER_TEMPLATES },
    standing: { type: "enum", values: LETTER_STANDINGS },
    subject: { type: "id" },
    written: { type: "date-range" },
  },
  sorts: ["writtenAt"],
  defaultSort: "writtenAt",
  defaultOrder: "desc",
});

/** One channel of a letter. `at`: when it arrived or was given up, else when it was taken, else when it is due. */
export const dispatchRow = z.object({
  id: z.string(),
  channel: z.enum(CHANNELS),
  state: z.enum(DISPATCH_STATES),
  at: z.string(),
  attempts: z.number(),
  problem: z.string().nullable(),
});

export const letterRow = z.object({
  id: z.string(),
  /** Null while its text is being made. */
  number: z.string().nullable(),
  customer: customerRefSchema,
  template: z.enum(LETTER_TEMPLATES),
  standing: z.enum(LETTER_STANDINGS),
  language: z.enum(LANGUAGES).nullable(),
  writtenAt: z.string(),
  dispatches: z.array(dispatchRow),
});

export const letterDetail = letterRow.extend({
  /** As it was said; null while it is being made, and when its key is gone. */
  text: z.object({ title: z.string(), short: z.string(), long: z.string() }).nullable(),
  wording: z.string().nullable(),
  textHash: z.string().nullable(),
  account: z.object({ id: z.string(), number: z.string() }).nullable(),
  subject: z.object({ type: z.string(), id: z.string() }),
  /** The customer's language now. */
  customerLanguage: z.enum(LANGUAGES),
  /** Masked: where text messages go. */
  phone: maskedSchema.nullable(),
  repeatOf: z.object({ id: z.string(), number: z.string().nullable() }).nullable(),
  repeatReason: z.enum(REPEAT_REASONS).nullable(),
  /** The rows the letter rests on. */
  basis: z.array(z.object({ ruleId: z.string(), version: z.number() })),
});
