import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { Instruction, InstructionId, Measure, MeasureScope } from "@/domain/controls/model";
import { type AccountId, asId, type MeasureId } from "@/domain/shared/ids";
import type { Actor } from "@/server/kernel/actor";

/** What an instruction says, but for the account's number, which is sealed elsewhere. */
export type InstructionBody = {
  readonly scope: MeasureScope;
  readonly amountMinor: string | null;
  readonly currency: string;
  readonly reasonCode: string;
  readonly issuedAt: string;
};

/** Queues an order to the core under the account's next sequence number. The caller holds the account's row. */
export async function insertInstruction(
  tx: Tx,
  actor: Pick<Actor, "programmeId" | "legalEntityId">,
  row: { id: InstructionId; measure: Measure; verb: Instruction["verb"]; body: InstructionBody },
): Promise<number> {
  const { measure, body } = row;
  const { rows } = await tx.execute<{ sequence: number }>(sql`update accounts set core_sequence = core_sequence + 1
    where id = ${measure.accountId} returning core_sequence as sequence`);
  const sequence = rows[0]?.sequence;
  if (sequence === undefined) throw new Error("the account of a measure is gone");
  await tx.execute(sql`insert into core_instructions (id, programme_id, legal_entity_id, measure_id, account_id, verb, sequence, body,
      state, created_at)
    values (${row.id}, ${actor.programmeId}, ${actor.legalEntityId}, ${measure.id}, ${measure.accountId}, ${row.verb}, ${sequence},
      ${JSON.stringify(body)}::jsonb, 'queued', ${body.issuedAt}::timestamptz)`);
  return sequence;
}

export type StoredInstruction = {
  readonly instruction: Instruction;
  readonly body: InstructionBody;
  readonly attempts: number;
};

type InstructionRow = {
  id: string;
  measure_id: string;
  account_id: string;
  verb: Instruction["verb"];
  sequence: number;
  body: InstructionBody;
  state: Instruction["state"];
  attempts: number;
  core_sequence: string | null;
};

const INSTRUCTION_COLUMNS = sql.raw(
  ["id", "measure_id", "account_id", "verb", "sequence", "body", "state", "attempts", "core_sequence"]
    .map((name) => `i.${name}`)
    .join(", "),
);

async function instructionsWhere(tx: Tx, where: SQL, lock: boolean): Promise<readonly StoredInstruction[]> {
  const { rows } = await tx.execute<InstructionRow>(sql`select ${INSTRUCTION_COLUMNS} from core_instructions i
    where ${where} order by i.account_id, i.sequence ${lock ? sql`for update` : sql``}`);
  return rows.map((row) => ({
    instruction: {
      id: asId<"instruction">(row.id),
      measureId: asId<"measure">(row.measure_id) as MeasureId,
      accountId: asId<"account">(row.account_id) as AccountId,
      verb: row.verb,
      sequence: row.sequence,
      state: row.state,
      coreSequence: row.core_sequence === null ? null : Number(row.core_sequence),
    },
    body: row.body,
    attempts: row.attempts,
  }));
}

/** One instruction; undefined when it does not exist or may not be seen. */
export async function findInstruction(
  tx: Tx,
  id: string,
  options: { lock: boolean },
): Promise<StoredInstruction | undefined> {
  return (await instructionsWhere(tx, sql`i.id = ${id}::uuid`, options.lock))[0];
}

/** The account's instructions not yet handed to the core, up to one of them, in their order. */
export function queuedUpTo(tx: Tx, accountId: string, sequence: number): Promise<readonly StoredInstruction[]> {
  return instructionsWhere(
    tx,
    sql`i.account_id = ${accountId}::uuid and i.state = 'queued' and i.sequence <= ${sequence}`,
    false,
  );
}

/** The highest of the core's counts among the answers about a measure. */
export async function newestCoreSequence(tx: Tx, measureId: string): Promise<number | null> {
  const { rows } = await tx.execute<{ newest: string | null }>(
    sql`select max(core_sequence)::text as newest from core_instructions where measure_id = ${measureId}::uuid`,
  );
  const newest = rows[0]?.newest;
  return newest === null || newest === undefined ? null : Number(newest);
}

/** Writes one attempt to hand an instruction over; `problem` is a code, null when the core took it. */
export async function saveAttempt(
  tx: Tx,
  id: string,
  attempt: { accepted: boolean; problem: string | null; now: string },
): Promise<void> {
  await tx.execute(sql`update core_instructions set attempts = attempts + 1, last_problem = ${attempt.problem},
      state = case when ${attempt.accepted} and state = 'queued' then 'sent' else state end,
      sent_at = case when ${attempt.accepted} then coalesce(sent_at, ${attempt.now}::timestamptz) else sent_at end,
      version = version + 1
    where id = ${id}::uuid`);
}

/** Writes the core's answer. */
export async function saveAnswer(
  tx: Tx,
  instruction: Instruction,
  answer: { problem: string | null; now: string },
): Promise<void> {
  await tx.execute(sql`update core_instructions set state = ${instruction.state}, core_sequence = ${instruction.coreSequence}::bigint,
      last_problem = ${answer.problem}, answered_at = ${answer.now}::timestamptz, version = version + 1
    where id = ${instruction.id}`);
}
