import { z } from "zod";
import { MEASURE_FUNCTIONS, SCOPES } from "../controls/model";
import { customerRefSchema } from "../customers/schema";
import { defineList } from "../shared/list";
import { REJECT_REASON_NAMES } from "./codes";
import { OBJECTION_CHANNELS, OBJECTION_GROUNDS, OBJECTION_STATES } from "./model";
import { REGIMES } from "./term";

/** Objections, the longest waiting first where they are open. */
export const OBJECTIONS_LIST = defineList({
  name: "objections.objections",
  filters: {
    state: { type: "enum", values: OBJECTION_STATES },
    ground: { type: "enum", values: OBJECTION_GROUNDS },
    received: { type: "date-range" },
    number: { type: "text", maxLength: 20 },
    customer: { type: "id" },
  },
  sorts: ["receivedAt", "dueAt"],
  defaultSort: "receivedAt",
  defaultOrder: "desc",
});

const words = z.string().trim().min(1).max(4000);
const seen = { id: z.uuid(), version: z.number().int().min(1) };

/** Enters what a customer says against a measure; `receivedAt` is when it reached the house, an ISO moment. */
export const registerObjectionInput = z.strictObject({
  measureId: z.uuid(),
  customerId: z.uuid(),
  ground: z.enum(OBJECTION_GROUNDS),
  channel: z.enum(OBJECTION_CHANNELS),
  receivedAt: z.iso.datetime({ offset: true }),
  words,
});
export type RegisterObjectionInput = z.input<typeof registerObjectionInput>;

/** A narrower reach; `amountMinor`: minor units of the account's currency. */
export const narrowerExtent = z.strictObject({
  scope: z.enum(SCOPES),
  amountMinor: z.bigint().positive().nullable(),
  target: z.enum(MEASURE_FUNCTIONS).nullable(),
});

/** What is decided, and what the customer is answered besides what the reason says. */
export const decideObjectionInput = z.strictObject({
  ...seen,
  verdict: z.discriminatedUnion("outcome", [
    z.strictObject({ outcome: z.literal("upheld") }),
    z.strictObject({ outcome: z.literal("forwarded") }),
    z.strictObject({ outcome: z.literal("settled") }),
    z.strictObject({ outcome: z.literal("partly"), narrower: narrowerExtent }),
    z.strictObject({ outcome: z.literal("rejected"), reason: z.enum(REJECT_REASON_NAMES) }),
  ]),
  answer: words,
});
export type DecideObjectionInput = z.input<typeof decideObjectionInput>;

export const withdrawObjectionInput = z.strictObject({ ...seen, note: words });

const ruleRef = z.object({ ruleId: z.string(), version: z.number() });

/** A row of the list. `dueRaw`: the day worked to; `dueAt`: late from here on; `promptBy`: the house's own earlier moment. */
export const objectionRow = z.object({
  id: z.string(),
  number: z.string(),
  version: z.number(),
  customer: customerRefSchema,
  ground: z.enum(OBJECTION_GROUNDS),
  channel: z.enum(OBJECTION_CHANNELS),
  state: z.enum(OBJECTION_STATES),
  receivedAt: z.string(),
  registeredAt: z.string(),
  dueRaw: z.string(),
  dueAt: z.string(),
  promptBy: z.string().nullable(),
  decidedAt: z.string().nullable(),
  /** Answered, or still open, after its last day. */
  late: z.boolean(),
});

const contested = z.object({
  id: z.string(),
  number: z.string(),
  source: z.enum(["own-judgement", "system", "customer", "authority"]),
  reasonCode: z.string(),
  scope: z.enum(SCOPES),
  amountMinor: z.bigint().nullable(),
  currency: z.string(),
  target: z.string().nullable(),
  state: z.string(),
  live: z.boolean(),
  givenAt: z.string(),
});

/** One objection with its measure as everybody may see it, its term, and what may be done. */
export const objectionDetail = objectionRow.extend({
  account: z.object({ id: z.string(), number: z.string() }),
  measure: contested,
  regime: z.enum(REGIMES),
  rule: ruleRef,
  words: z.string().nullable(),
  /** Days of the term that were gone when it was entered. */
  daysLost: z.number(),
  registeredBy: z.string(),
  rejectReason: z.enum(REJECT_REASON_NAMES).nullable(),
  answer: z.string().nullable(),
  decidedBy: z.string().nullable(),
  narrower: z.object({ id: z.string(), number: z.string() }).nullable(),
  basis: z.array(ruleRef),
  today: z.string(),
  may: z.object({
    decide: z.boolean(),
    withdraw: z.boolean(),
    /** Why this reader may not decide although his role could; a refusal's code. */
    refusal: z.string().nullable(),
    outcomes: z.array(z.enum(["upheld", "partly", "rejected", "forwarded", "settled"])),
  }),
});

/** A live measure of a customer that an objection may be entered against. */
export const contestableMeasure = contested.extend({
  account: z.object({ id: z.string(), number: z.string() }),
  openObjection: z.object({ id: z.string(), number: z.string() }).nullable(),
});
