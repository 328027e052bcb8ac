import { sql } from "drizzle-orm";
import { z } from "zod";
import { toInstant, toInstantOrNull } from "@/db/schema/columns";
import {
  INSTRUCTION_VERBS,
  type InstructionVerb,
  MEASURE_KINDS,
  MEASURE_ROADS,
  MEASURE_SOURCES,
  MEASURE_STATES,
  roadOf,
  SCOPES,
} from "@/domain/controls/model";
import { mask } from "@/domain/customers/masking";
import type { Scope } from "@/server/kernel/scope";
import type { AccountView, StoredMeasure } from "./store";

export const masked = z.object({ start: z.string(), hidden: z.number(), end: z.string(), text: z.string() });
export const ruleRef = z.object({ ruleId: z.string(), version: z.number() });
export const measureOut = z.object({
  id: z.string(),
  number: z.string(),
  version: z.number(),
  accountId: z.string(),
  customerId: z.string(),
  kind: z.enum(MEASURE_KINDS),
  scope: z.enum(SCOPES),
  amountMinor: z.bigint().nullable(),
  /** A function's name or a bound card's id, with those scopes. */
  target: z.string().nullable(),
  road: z.enum(MEASURE_ROADS),
  /** True where its paper may not be told of; only cleared people ever see it so. */
  secret: z.boolean(),
  startsAt: z.string().nullable(),
  expiresAt: z.string().nullable(),
  reasonCode: z.string(),
  rule: ruleRef,
  reviewOn: z.string(),
  state: z.enum(MEASURE_STATES),
  source: z.enum(MEASURE_SOURCES),
  requestedBy: z.string(),
  requestedAt: z.string(),
  approvalId: z.string().nullable(),
  instructedAt: z.string().nullable(),
  inForceAt: z.string().nullable(),
  releaseReasonCode: z.string().nullable(),
  releaseApprovalId: z.string().nullable(),
  /** From when it no longer counts, and when the house acted on it. */
  endedAt: z.string().nullable(),
  noticedAt: z.string().nullable(),
  releasedAt: z.string().nullable(),
});

/** A measure for the screen: what it has not reached is null. */
export function toOut({ measure, number, version }: StoredMeasure): z.output<typeof measureOut> {
  return {
    instructedAt: null,
    inForceAt: null,
    releaseReasonCode: null,
    releaseApprovalId: null,
    endedAt: null,
    noticedAt: null,
    releasedAt: null,
    ...measure,
    road: roadOf(measure),
    rule: { ...measure.rule },
    number,
    version,
  };
}

export const accountOut = z.object({
  id: z.string(),
  number: z.string(),
  accountClass: z.number(),
  currency: z.string(),
  status: z.enum(["open", "closed"]),
  customerId: z.string(),
  customerNumber: z.string(),
  customerKind: z.enum(["person", "enterprise"]),
  customerName: masked.nullable(),
});

/** An account for the screen, its customer masked. */
export async function accountToOut(scope: Scope, account: AccountView): Promise<z.output<typeof accountOut>> {
  const name = await scope.vault.open(
    { table: "customers", column: "name_sealed", rowId: account.customerId },
    account.customerNameSealed,
  );
  return { ...account, customerName: name === null ? null : (mask("name", name) ?? null) };
}

export const instructionOut = z.object({
  id: z.string(),
  measureId: z.string().nullable(),
  verb: z.enum(INSTRUCTION_VERBS),
  sequence: z.number(),
  state: z.enum(["queued", "sent", "applied", "rejected"]),
  attempts: z.number(),
  lastProblem: z.string().nullable(),
  createdAt: z.string(),
  sentAt: z.string().nullable(),
  answeredAt: z.string().nullable(),
});

/** The newest instructions of an account. Say nothing of its number at the core. */
export async function instructionsOf(scope: Scope, accountId: string): Promise<z.output<typeof instructionOut>[]> {
  type Row = {
    id: string;
    measure_id: string | null;
    verb: InstructionVerb;
    sequence: number;
    state: "queued" | "sent" | "applied" | "rejected";
    attempts: number;
    last_problem: string | null;
    created_at: string;
    sent_at: string | null;
    answered_at: string | null;
  };
  const { rows } =
    await scope.tx.execute<Row>(sql`select id, measure_id, verb, sequence, state, attempts, last_problem, created_at,
    sent_at, answered_at from core_instructions where account_id = ${accountId}::uuid order by sequence desc limit 100`);
  return rows.map((row) => ({
    id: row.id,
    measureId: row.measure_id,
    verb: row.verb,
    sequence: row.sequence,
    state: row.state,
    attempts: row.attempts,
    lastProblem: row.last_problem,
    createdAt: toInstant(row.created_at),
    sentAt: toInstantOrNull(row.sent_at),
    answeredAt: toInstantOrNull(row.answered_at),
  }));
}

/** The maker's words on a measure, opened. */
export async function notesOf(scope: Scope, measureId: string) {
  const { rows } = await scope.tx.execute<{ note_sealed: Buffer | null; release_note_sealed: Buffer | null }>(
    sql`select note_sealed, release_note_sealed from measures where id = ${measureId}::uuid`,
  );
  const place = (column: string) => ({ table: "measures", column, rowId: measureId });
  const [note = null, releaseNote = null] = await scope.vault.openAll([
    { place: place("note_sealed"), sealed: rows[0]?.note_sealed ?? null },
    { place: place("release_note_sealed"), sealed: rows[0]?.release_note_sealed ?? null },
  ]);
  return { note, releaseNote };
}
