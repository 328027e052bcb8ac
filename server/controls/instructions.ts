import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { Instruction, InstructionId, MeasureScope, MeasureSubject } from "@/domain/controls/model";
import { type AccountId, asId, type MeasureId } from "@/domain/shared/ids";
import { addDuration, type Instant } from "@/domain/shared/time";
import type { Actor } from "@/server/kernel/actor";

/** What an instruction says, but for the account's number, which is sealed elsewhere. `end-sessions` has no extent. */
export type InstructionBody = {
  readonly scope: MeasureScope | null;
  /** The function or the card, with those scopes. */
  readonly target?: string | null;
  readonly amountMinor: string | null;
  readonly currency: string;
  readonly reasonCode: string;
  readonly issuedAt: string;
};

/** What an order is about: a measure, or a holder's sessions on the account, ended for `subject`. */
export type InstructionTopic =
  | { readonly measureId: MeasureId; readonly accountId: string }
  | { readonly measureId: null; readonly accountId: string; readonly subject: MeasureSubject };

/**
 * Queues an order to the core under the account's next sequence number. The caller holds the account's row. `round` is
 * 1 but where the same is ordered again: the table takes one order of a verb about a measure per round.
 */
export async function insertInstruction(tx: Tx, actor: Owner, row: NewInstruction): Promise<number> {
  const { rows } = await tx.execute<{ sequence: number }>(sql`${sequencesTaken(row.about.accountId, 1)}
    returning core_sequence as sequence`);
  const sequence = rows[0]?.sequence;
  if (sequence === undefined) throw new Error("the account of a measure is gone");
  await tx.execute(instructionInsert(actor, row, sequence));
  return sequence;
}

type Owner = Pick<Actor, "programmeId" | "legalEntityId">;

export type NewInstruction = {
  readonly id: InstructionId;
  readonly about: InstructionTopic;
  readonly verb: Instruction["verb"];
  readonly body: InstructionBody;
  readonly round?: number;
};

/** The statement that counts orders about a held account as given. */
export const sequencesTaken = (accountId: string, count: number): SQL =>
  sql`update accounts set core_sequence = core_sequence + ${count}::int where id = ${accountId}::uuid`;

/** The statement that queues an order under a sequence number that `sequencesTaken` takes in the same transaction. */
export function instructionInsert(actor: Owner, row: NewInstruction, sequence: number): SQL {
  const { about, body } = row;
  const subject = about.measureId === null ? about.subject : null;
  return sql`insert into core_instructions (id, programme_id, legal_entity_id, measure_id, account_id, subject_type,
      subject_id, round, verb, sequence, body, state, created_at)
    values (${row.id}, ${actor.programmeId}, ${actor.legalEntityId}, ${about.measureId}::uuid, ${about.accountId}::uuid,
      ${subject?.type ?? null}, ${subject?.id ?? null}::uuid, ${row.round ?? 1}, ${row.verb}, ${sequence},
      ${JSON.stringify(body)}::jsonb, 'queued', ${body.issuedAt}::timestamptz)`;
}

/** The round the next order of a verb about a measure takes. */
export async function nextRound(tx: Tx, measureId: string, verb: Instruction["verb"]): Promise<number> {
  const { rows } = await tx.execute<{ round: number }>(sql`select coalesce(max(round), 0) + 1 as round
    from core_instructions where measure_id = ${measureId}::uuid and verb = ${verb} and state <> 'rejected'`);
  return rows[0]?.round ?? 1;
}

/** True while an order about a measure has no answer yet. */
export async function awaitsAnswer(tx: Tx, measureId: string): Promise<boolean> {
  const { rows } = await tx.execute(
    sql`select from core_instructions where measure_id = ${measureId}::uuid and state in ('queued', 'sent') limit 1`,
  );
  return rows.length > 0;
}

export type StoredInstruction = {
  readonly instruction: Instruction;
  readonly body: InstructionBody;
  readonly attempts: number;
};

/** True when an order was given so many minutes ago, or more. */
export const waitsTooLong = ({ body }: StoredInstruction, now: Instant, minutes: number): boolean =>
  addDuration(body.issuedAt as Instant, { minutes }) <= now;

type InstructionRow = {
  id: string;
  measure_id: string | null;
  subject_type: string | null;
  subject_id: string | null;
  account_id: string;
  verb: Instruction["verb"];
  sequence: number;
  body: InstructionBody;
  state: Instruction["state"];
  attempts: number;
  core_sequence: string | null;
};

const INSTRUCTION_COLUMNS = sql.raw(
  [
    "id",
    "measure_id",
    "subject_type",
    "subject_id",
    "account_id",
    "verb",
    "sequence",
    "body",
    "state",
    "attempts",
    "core_sequence",
  ]
    .map((name) => `i.${name}`)
    .join(", "),
);

async function instructionsWhere(tx: Tx, where: SQL, lock: boolean): Promise<readonly StoredInstruction[]> {
  const { rows } = await tx.execute<InstructionRow>(sql`select ${INSTRUCTION_COLUMNS} from core_instructions i
    where ${where} order by i.account_id, i.sequence ${lock ? sql`for update` : sql``}`);
  return rows.map((row) => ({
    instruction: {
      id: asId<"instruction">(row.id),
      measureId: row.measure_id === null ? null : (asId<"measure">(row.measure_id) as MeasureId),
      subject: row.subject_id === null ? null : { type: row.subject_type ?? "", id: row.subject_id },
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
  answer: { problem: string | null; appliedAt: string | null; now: string },
): Promise<void> {
  await tx.execute(sql`update core_instructions set state = ${instruction.state}, core_sequence = ${instruction.coreSequence}::bigint,
      last_problem = ${answer.problem}, answered_at = ${answer.now}::timestamptz,
      applied_at = ${answer.appliedAt}::timestamptz,
      answer_ms = (extract(epoch from (${answer.now}::timestamptz - created_at)) * 1000)::bigint, version = version + 1
    where id = ${instruction.id}`);
}
