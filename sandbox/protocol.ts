import { z } from "zod";

/** Version of the wire protocol; the path prefix `/v1` and docs/reference/core-protocol.md carry the same number. */
export const PROTOCOL_VERSION = "1";

const identifier = z.string().regex(/^[A-Za-z0-9_-]{1,128}$/);
const accountNumber = z.string().regex(/^[A-Za-z0-9-]{4,40}$/);
const minorUnits = z.string().regex(/^\d{1,19}$/);
const signedMinorUnits = z.string().regex(/^-?\d{1,19}$/);
const currency = z.string().regex(/^[A-Z]{3}$/);
const programme = z.string().min(1).max(64);
const scope = z.enum(["debit", "credit", "all", "amount", "function", "card"]);
const target = z.string().regex(/^[A-Za-z0-9._-]{1,128}$/);

type Reach = {
  verb: string;
  scope?: string | undefined;
  target?: string | undefined;
  amountMinor?: string | undefined;
  currency?: string | undefined;
};

/** `restrict` to an amount and `deduct` name the amount and its currency; every other restriction names neither. */
function amountFitsScope(body: Reach): boolean {
  const named = body.amountMinor !== undefined && body.currency !== undefined;
  const absent = body.amountMinor === undefined && body.currency === undefined;
  if (body.verb === "pay-out") return named && body.scope === undefined;
  if (body.verb !== "lift" && body.scope === "amount") return named;
  return body.scope === "amount" ? named || absent : absent;
}

/** A function or a card is named by `target`, the card money is paid out to included, and nothing else is. */
const targetFitsScope = (body: Reach): boolean =>
  (body.target !== undefined) === (body.scope === "function" || body.scope === "card" || body.verb === "pay-out");

/** Money is taken as an amount, never as a scope. */
const deductsAmount = (body: Reach): boolean => body.verb !== "deduct" || body.scope === "amount";

/** What is about the account as a whole is no measure: every other order names its measure and how far it reaches. */
const WHOLE: readonly string[] = ["end-sessions", "pay-out", "close"];
const namesMeasure = (body: Reach & { measureId?: string | undefined }): boolean =>
  WHOLE.includes(body.verb)
    ? body.measureId === undefined && body.scope === undefined
    : body.measureId !== undefined && body.scope !== undefined;

const amountProblem = { error: "amountMinor and currency belong to the scope amount", path: ["amountMinor"] };
const targetProblem = { error: "target belongs to the scopes function and card", path: ["target"] };

/** Body of `POST /v1/instructions`. Amounts are minor units as text; `sequence` rises per account. */
export const instructionSchema = z
  .strictObject({
    instructionId: identifier,
    programme,
    accountNumber,
    verb: z.enum(["restrict", "lift", "deduct", "end-sessions", "pay-out", "close"]),
    measureId: identifier.optional(),
    scope: scope.optional(),
    target: target.optional(),
    amountMinor: minorUnits.optional(),
    currency: currency.optional(),
    sequence: z.int().positive(),
    reasonCode: z.string().min(1).max(128),
    issuedAt: z.iso.datetime(),
  })
  .refine(amountFitsScope, amountProblem)
  .refine(targetFitsScope, targetProblem)
  .refine(deductsAmount, { error: "a deduction is of an amount", path: ["scope"] })
  .refine(namesMeasure, {
    error: "what is about the whole account names no measure and no scope",
    path: ["measureId"],
  });
export type Instruction = z.infer<typeof instructionSchema>;
export type Reaching = z.infer<typeof scope>;

/** Body of `POST /v1/dry-run`. A lift names the measure it would end. */
export const dryRunSchema = z
  .strictObject({
    programme,
    accountNumber,
    verb: z.enum(["restrict", "lift", "deduct"]),
    scope,
    target: target.optional(),
    measureId: identifier.optional(),
    amountMinor: minorUnits.optional(),
    currency: currency.optional(),
  })
  .refine(amountFitsScope, amountProblem)
  .refine(targetFitsScope, targetProblem)
  .refine(deductsAmount, { error: "a deduction is of an amount", path: ["scope"] })
  .refine((body) => body.verb !== "lift" || body.measureId !== undefined, {
    error: "a lift names its measure",
    path: ["measureId"],
  });
export type DryRun = z.infer<typeof dryRunSchema>;

/** Body of `PUT /v1/accounts/:number`; repeats the number of the path, because only the body is signed. */
export const accountSetSchema = z.strictObject({ accountNumber, balanceMinor: minorUnits, currency });
export type AccountSet = z.infer<typeof accountSetSchema>;

/**
 * Body of `POST /control/move`: a payment in (positive) or out (negative), in minor units. `payment` says what is paid and
 * how it was verified, in the gateway's words; a payment out needs it where the gateway is asked.
 */
export const moveSchema = z.strictObject({
  accountNumber,
  deltaMinor: signedMinorUnits,
  payment: z
    .strictObject({
      programme,
      kind: z.string().min(1).max(40),
      factors: z.array(z.string().min(1).max(40)).max(8),
      ownName: z.boolean().default(false),
      /** The console's id of the bound card it is paid with or goes to. */
      cardId: z.uuid().optional(),
    })
    .optional(),
});
export type Move = z.infer<typeof moveSchema>;
/** The same before it is read: what may be left out may be missing. */
export type MoveAsked = z.input<typeof moveSchema>;

/** Body of `POST /control/forget`: drops a measure from an account without a word, as a core should not. */
export const forgetSchema = z.strictObject({ accountNumber, measureId: identifier });
export type Forget = z.infer<typeof forgetSchema>;

/** Body of `POST /control/day-end`: closes a day with what the core booked on it. Closing it again replaces it. */
export const dayEndSchema = z.strictObject({
  programme: z.string().regex(/^[A-Za-z0-9-]{1,64}$/),
  businessDate: z.iso.date(),
  lines: z
    .array(
      z.strictObject({
        currency,
        direction: z.enum(["in", "out"]),
        trade: z.string().regex(/^[a-z-]{1,40}$/),
        hour: z.int().min(0).max(23),
        count: z.int().min(1).max(1_000_000_000),
        minor: z.string().regex(/^\d{1,18}$/),
      }),
    )
    .max(5_000),
});
export type DayEnd = z.infer<typeof dayEndSchema>;

/**
 * What is restricted on an account as a whole; `amountMinor` is the sum of the amounts ordered held, if any, `functions`
 * and `cards` are what is switched off, in order, if anything is.
 */
export type Effective = {
  debit: boolean;
  credit: boolean;
  amountMinor?: string;
  functions?: string[];
  cards?: string[];
};

/** Body of a callback. `coreSequence` rises over the whole core, so a receiver can order what arrives out of order. */
export type CallbackEvent = {
  eventId: string;
  instructionId: string;
  /** Absent where the order was about no measure. */
  measureId?: string;
  accountNumber: string;
  outcome: "applied" | "rejected";
  reason?:
    | "superseded"
    | "currency_mismatch"
    | "account_under_review"
    | "insufficient_balance"
    | "balance_left"
    | "account_closed";
  coreSequence: number;
  appliedAt: string;
  effective: Effective;
};

const count = z.int().min(0).max(1_000_000);
const milliseconds = z.int().min(0).max(600_000);

/** The ways in which the sandbox can be told to misbehave. A field left out is off. */
export const misbehaviourSchema = z.strictObject({
  delayMs: milliseconds.optional(),
  answerDelayMs: milliseconds.optional(),
  failNext: count.optional(),
  failAfterRecordNext: count.optional(),
  silentNext: count.optional(),
  duplicateCallbacks: z.boolean().optional(),
  outOfOrder: z.boolean().optional(),
  rejectNext: count.optional(),
  malformedNext: count.optional(),
  malformedCallbackNext: count.optional(),
  failDryRunNext: count.optional(),
  failReadNext: count.optional(),
  notClosedNext: count.optional(),
  lieDayEndNext: count.optional(),
  unsignedDayEndNext: count.optional(),
});
export type Misbehaviour = z.infer<typeof misbehaviourSchema>;

/** Body of `POST /control`: replaces the behaviour whole. */
export const controlSchema = z.strictObject({ behaviour: z.union([z.literal("normal"), misbehaviourSchema]) });

export { accountNumber as accountNumberSchema, identifier as identifierSchema };
