import { z } from "zod";

/** Minor units as text on the wire, bigint here; at most int8. */
const minorUnits = z
  .string()
  .regex(/^\d{1,19}$/)
  .transform((text) => BigInt(text));
const identifier = z.string().min(1).max(128);
const currency = z.string().regex(/^[A-Z]{3}$/);
const moment = z.iso.datetime();
const version = z.int().nonnegative();

/**
 * What is restricted on the account as a whole; `amountMinor` is the sum of the amounts ordered held, `functions` and
 * `cards` what is switched off.
 */
const effective = z.object({
  debit: z.boolean(),
  credit: z.boolean(),
  amountMinor: minorUnits.optional(),
  functions: z.array(identifier).max(1_000).optional(),
  cards: z.array(identifier).max(1_000).optional(),
});

export const acceptedSchema = z.object({ instructionId: identifier, received: z.literal(true) });

export const problemSchema = z.object({ code: z.string().min(1).max(128) });

/** A callback of the core: one instruction took effect or was rejected. Unknown further fields are left out. */
export const callbackSchema = z.object({
  eventId: identifier,
  instructionId: identifier,
  /** Absent where the order was about no measure. */
  measureId: identifier.optional(),
  accountNumber: z.string().min(1).max(64),
  outcome: z.enum(["applied", "rejected"]),
  reason: z.string().min(1).max(128).optional(),
  coreSequence: z.int().positive(),
  appliedAt: moment,
  effective,
});
export type CoreCallback = z.output<typeof callbackSchema>;

const balance = z.object({ availableMinor: minorUnits, heldMinor: minorUnits, currency });

/** The answer to a dry run. `version` names the state of the account it was computed from; dates are Asia/Shanghai. */
export const dryRunAnswerSchema = z.object({
  asOf: moment,
  balance,
  after: balance.extend({ effective }),
  inFlight: z.array(
    z.object({ id: identifier, kind: z.string().min(1).max(64), amountMinor: minorUnits, cancellable: z.boolean() }),
  ),
  standingInstructions: z.array(
    z.object({
      id: identifier,
      kind: z.string().min(1).max(64),
      nextOn: z.iso.date(),
      effect: z.enum(["continues", "will_fail"]),
    }),
  ),
  linkedAccounts: z.int().nonnegative(),
  version,
});
export type DryRunAnswer = z.output<typeof dryRunAnswerSchema>;

/** What became of an instruction; `event` is what its callback says, once it took effect or was rejected. */
export const instructionStatusSchema = z.discriminatedUnion("state", [
  z.object({ instructionId: identifier, state: z.literal("received"), receivedAt: moment }),
  z.object({
    instructionId: identifier,
    state: z.enum(["applied", "rejected"]),
    receivedAt: moment,
    event: callbackSchema,
  }),
]);
export type InstructionStatus = z.output<typeof instructionStatusSchema>;

export const CORE_SCOPES = ["debit", "credit", "all", "amount", "function", "card"] as const;

/** An account as the core keeps it. Unknown further fields are left out. */
export const accountSchema = z.object({
  accountNumber: z.string().min(1).max(64),
  currency,
  effective,
  measures: z
    .array(
      z.object({
        measureId: identifier,
        scope: z.enum(CORE_SCOPES),
        amountMinor: minorUnits.optional(),
        target: identifier.optional(),
      }),
    )
    .max(10_000),
  version,
});
export type CoreAccount = z.output<typeof accountSchema>;
