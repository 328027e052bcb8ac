import { z } from "zod";

/** Version of the wire protocol; the path prefix `/v1` and docs/reference/core-protocol.md carry the same number. */
export const PROTOCOL_VERSION = "1";

const identifier = z.string().regex(/^[A-Za-z0-9_-]{1,128}$/);
const accountNumber = z.string().regex(/^[A-Za-z0-9-]{4,40}$/);
const minorUnits = z.string().regex(/^\d{1,19}$/);
const signedMinorUnits = z.string().regex(/^-?\d{1,19}$/);
const currency = z.string().regex(/^[A-Z]{3}$/);
const programme = z.string().min(1).max(64);
const verb = z.enum(["restrict", "lift"]);
const scope = z.enum(["debit", "credit", "all", "amount"]);

/** `restrict` to an amount names the amount and its currency; every other restriction names neither. */
function amountFitsScope(body: { verb: string; scope: string; amountMinor?: string; currency?: string }): boolean {
  const named = body.amountMinor !== undefined && body.currency !== undefined;
  const absent = body.amountMinor === undefined && body.currency === undefined;
  if (body.verb === "restrict" && body.scope === "amount") return named;
  return body.scope === "amount" ? named || absent : absent;
}

const amountProblem = { error: "amountMinor and currency belong to the scope amount", path: ["amountMinor"] };

/** Body of `POST /v1/instructions`. Amounts are minor units as text; `sequence` rises per account. */
export const instructionSchema = z
  .strictObject({
    instructionId: identifier,
    programme,
    accountNumber,
    verb,
    measureId: identifier,
    scope,
    amountMinor: minorUnits.optional(),
    currency: currency.optional(),
    sequence: z.int().positive(),
    reasonCode: z.string().min(1).max(128),
    issuedAt: z.iso.datetime(),
  })
  .refine(amountFitsScope, amountProblem);
export type Instruction = z.infer<typeof instructionSchema>;

/** Body of `POST /v1/dry-run`. A lift names the measure it would end. */
export const dryRunSchema = z
  .strictObject({
    programme,
    accountNumber,
    verb,
    scope,
    measureId: identifier.optional(),
    amountMinor: minorUnits.optional(),
    currency: currency.optional(),
  })
  .refine(amountFitsScope, amountProblem)
  .refine((body) => body.verb === "restrict" || body.measureId !== undefined, {
    error: "a lift names its measure",
    path: ["measureId"],
  });
export type DryRun = z.infer<typeof dryRunSchema>;

/** Body of `PUT /v1/accounts/:number`; repeats the number of the path, because only the body is signed. */
export const accountSetSchema = z.strictObject({ accountNumber, balanceMinor: minorUnits, currency });
export type AccountSet = z.infer<typeof accountSetSchema>;

/** Body of `POST /control/move`: a payment in (positive) or out (negative), in minor units. */
export const moveSchema = z.strictObject({ accountNumber, deltaMinor: signedMinorUnits });
export type Move = z.infer<typeof moveSchema>;

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

/** What is restricted on an account as a whole; `amountMinor` is the sum of the amounts ordered held, if any. */
export type Effective = { debit: boolean; credit: boolean; amountMinor?: string };

/** Body of a callback. `coreSequence` rises over the whole core, so a receiver can order what arrives out of order. */
export type CallbackEvent = {
  eventId: string;
  instructionId: string;
  measureId: string;
  accountNumber: string;
  outcome: "applied" | "rejected";
  reason?: "superseded" | "currency_mismatch" | "account_under_review";
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
  notClosedNext: count.optional(),
  lieDayEndNext: count.optional(),
  unsignedDayEndNext: count.optional(),
});
export type Misbehaviour = z.infer<typeof misbehaviourSchema>;

/** Body of `POST /control`: replaces the behaviour whole. */
export const controlSchema = z.strictObject({ behaviour: z.union([z.literal("normal"), misbehaviourSchema]) });

export { accountNumber as accountNumberSchema, identifier as identifierSchema };
