import { z } from "zod";
import { customerRefSchema } from "../customers/schema";
import { defineList } from "../shared/list";
import { ADJUSTMENT_STATES } from "./adjustments";
import { BALANCE_USES } from "./class-caps";
import { ADJUSTMENT_ENDS, ADJUSTMENT_KINDS } from "./codes";
import { ANSWERS, ARRIVALS, DECISION_STATES, FACTORS, LINES, PAYMENT_KINDS, PURPOSES, TIERS } from "./model";

const name = z.string().regex(/^[A-Za-z0-9_-]{1,128}$/);
/** Fen as text: whole, positive, at most 15 digits. */
const minorText = z.string().regex(/^[1-9]\d{0,14}$/);

const arrivalChoice = z
  .strictObject({
    offered: z
      .array(z.enum(ARRIVALS))
      .min(1)
      .max(ARRIVALS.length)
      .refine((offered) => new Set(offered).size === offered.length, { message: "twice" }),
    chosen: z.enum(ARRIVALS),
  })
  .refine(({ offered, chosen }) => offered.includes(chosen), { path: ["chosen"], message: "not offered" });

const paymentPurpose = z.strictObject({ of: z.enum(PURPOSES), reason: name });

/** The body of `POST /v1/decisions`. */
export const decisionRequest = z.strictObject({
  /** The core's name of the question: asked again, it gets the same answer. */
  requestId: name,
  /** The core's name of the payment: asked again with more factors, it keeps it. */
  transactionId: name,
  programme: z.string().regex(/^[a-z0-9-]{1,40}$/),
  /** The core's number of the account. */
  accountNumber: z.string().regex(/^[A-Za-z0-9-]{4,40}$/),
  kind: z.enum(PAYMENT_KINDS),
  /** To the holder's own bank account of the same name. A withdrawal is, whatever is said here. */
  ownName: z.boolean(),
  amountMinor: minorText,
  currency: z.literal("CNY"),
  factors: z
    .array(z.enum(FACTORS))
    .max(FACTORS.length)
    .refine((factors) => new Set(factors).size === factors.length, { message: "twice" }),
  /** Our id of the bound card it is paid with or goes to. */
  cardId: z.uuid().optional(),
  /** The balance before the payment, as the core has it now. */
  balanceMinor: z
    .string()
    .regex(/^(0|[1-9]\d{0,14})$/)
    .optional(),
  /** Of a transfer: the times of arrival the payer was offered, and the one they took. */
  arrival: arrivalChoice.optional(),
  /** Of an enterprise's transfer: what it is for, and the paper that is its reason. */
  purpose: paymentPurpose.optional(),
});
export type DecisionRequest = z.output<typeof decisionRequest>;

const ruleText = z.string();
const ruleRefSchema = z.object({ ruleId: z.string(), version: z.number() });
const sumText = z.string();

/** What one line said, as kept and as answered. Sums in fen and counts, as text. */
export const lineAnswer = z.object({
  name: z.enum(LINES),
  cap: sumText,
  used: sumText,
  room: sumText,
  rules: z.array(ruleText),
});

/** What is kept of an answer beside its columns. */
export const decisionBody = z.object({
  /** When the payer wished a transfer to arrive. */
  arrival: z.enum(ARRIVALS).nullable(),
  /** What an enterprise transferred it for; null where none was told. */
  purpose: paymentPurpose.nullable().default(null),
  reasons: z.array(z.object({ code: z.string(), rules: z.array(ruleText) })),
  lines: z.array(lineAnswer),
  ask: z.array(z.array(z.enum(FACTORS))),
  /** Where the agreement would allow more than the law. */
  difference: z
    .object({ agreement: ruleText, law: ruleText, agreementMinor: sumText.nullable(), lawMinor: sumText })
    .nullable(),
});

/** The answer to a payment. */
export const decisionAnswer = z.object({
  decisionId: z.string(),
  requestId: z.string(),
  transactionId: z.string(),
  answer: z.enum(ANSWERS),
  state: z.enum(DECISION_STATES),
  decidedAt: z.string(),
  reservedUntil: z.string().nullable(),
  rules: z.array(ruleText),
  ...decisionBody.shape,
});
export type DecisionAnswer = z.output<typeof decisionAnswer>;

/** The body of `POST /v1/decisions/{id}/confirm` and `/reverse`. */
export const settlementRequest = z.strictObject({ programme: z.string().regex(/^[a-z0-9-]{1,40}$/) });

const note = z.string().trim().min(1).max(500);
const wish = {
  accountId: z.uuid(),
  kind: z.enum(ADJUSTMENT_KINDS),
  value: z
    .bigint()
    .min(0n)
    .max(10n ** 14n),
  dayMinor: z
    .bigint()
    .min(0n)
    .max(10n ** 14n)
    .nullable()
    .default(null),
};

/** Proposes to raise a limit. */
export const raiseInput = z.object({ ...wish, until: z.iso.date().nullable(), note });
/** Lowers a limit at the customer's word. */
export const lowerInput = z.object({ ...wish, until: z.iso.date().nullable().default(null), note });
/** Changed limits of all accounts that hold or wait, what ends first first. */
export const ADJUSTMENTS_LIST = defineList({
  name: "limits.adjustments",
  filters: {
    state: { type: "enum", values: ["proposed", "in-force"] },
    kind: { type: "enum", values: ADJUSTMENT_KINDS },
    direction: { type: "enum", values: ["raised", "lowered"] },
    ends: { type: "date-range" },
  },
  sorts: ["endsAt", "requestedAt"],
  defaultSort: "endsAt",
  defaultOrder: "asc",
});

/** Names one adjustment. */
export const adjustmentInput = z.object({ adjustmentId: z.uuid() });

/** One line of the account's page. Fen, or counts. */
const usedLine = z.object({
  name: z.enum(LINES),
  cap: z.bigint(),
  used: z.bigint(),
  basis: z.array(ruleRefSchema),
});

/** One changed limit of an account. */
export const adjustmentRow = z.object({
  id: z.string(),
  number: z.string(),
  kind: z.enum(ADJUSTMENT_KINDS),
  direction: z.enum(["raised", "lowered"]),
  value: z.bigint(),
  dayMinor: z.bigint().nullable(),
  state: z.enum(ADJUSTMENT_STATES),
  requestedAt: z.string(),
  /** The last day on which it holds. */
  until: z.string().nullable(),
  endedAs: z.enum(ADJUSTMENT_ENDS).nullable(),
  /** Whether the reader proposed it. */
  mine: z.boolean(),
});

/** One of the list over all accounts. */
export const adjustmentListRow = adjustmentRow.omit({ endedAs: true, mine: true, state: true }).extend({
  state: z.enum(["proposed", "in-force"]),
  account: z.object({ id: z.string(), number: z.string() }),
  customer: customerRefSchema,
});

/** `limits.account.detail`: what an account allows, and what of it is used up. Amounts in fen. */
export const accountLimits = z.object({
  accountClass: z.number(),
  uses: z.array(z.enum(BALANCE_USES)),
  usesBasis: ruleRefSchema.nullable(),
  caps: z.array(
    z.object({
      basis: ruleRefSchema,
      window: z.enum(["lifetime", "year"]),
      /** Whether payments to the holder's own bank account count. */
      ownName: z.enum(["counts", "left-out"]),
      capMinor: z.bigint(),
      usedMinor: z.bigint(),
      /** Of the year that ends today, to be shown beside the calendar year. */
      rollingMinor: z.bigint(),
    }),
  ),
  /** Today, over all accounts of the customer, and what was agreed; none for an enterprise. */
  lines: z.array(usedLine),
  /** What a day may come to by how its payments are verified, the strongest first; none for an enterprise. */
  tiers: z.array(
    z.object({ tier: z.enum(TIERS), capMinor: z.bigint(), agreed: z.boolean(), basis: z.array(ruleRefSchema) }),
  ),
  /** Where the agreement grants the highest of them to less than the law asks; null for an enterprise. */
  documentDiffers: z.object({ document: ruleRefSchema, law: ruleRefSchema }).nullable(),
  /** Today's weakest verification, which decides the day; null before the first payment. */
  weakest: z.enum(TIERS).nullable(),
  /** Whether payments without password are agreed. */
  passwordFree: z.boolean(),
  adjustments: z.array(adjustmentRow),
  /** Payments in a currency without a rate yet: the sums are a lower bound while there are any. */
  unrated: z.number(),
});
