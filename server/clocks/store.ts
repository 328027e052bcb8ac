import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { Due } from "@/domain/clocks/model";
import type { RuleRef } from "@/domain/shared/rule-ref";
import type { Instant } from "@/domain/shared/time";
import type { Actor } from "@/server/kernel/actor";
import { newId } from "@/server/kernel/new-id";

/** Clocks of many subjects that share one event date, rule and due date. */
export type NewClocks = {
  readonly subjectType: string;
  readonly subjectIds: readonly string[];
  readonly rule: RuleRef;
  /** Name of the rule's figure that sets the period. */
  readonly figure: string;
  readonly due: Due;
};

type Owner = Pick<Actor, "programmeId" | "legalEntityId">;

/** Starts a running clock for each subject, in one statement. The due date comes computed: domain/clocks `computeDue`. */
export async function startClocks(tx: Tx, actor: Owner, clocks: NewClocks): Promise<void> {
  if (clocks.subjectIds.length === 0) return;
  const { due, rule } = clocks;
  const rows = clocks.subjectIds.map((subject_id) => ({ id: newId<"clock">(), subject_id }));
  await tx.execute(sql`insert into clocks (id, programme_id, legal_entity_id, subject_type, subject_id, rule_id, rule_version, figure,
      started_on, started_at, due_raw, due_on, due_at, provisional, steps, pauses, extensions, state)
    select r.id, ${actor.programmeId}, ${actor.legalEntityId}, ${clocks.subjectType}, r.subject_id, ${rule.ruleId}, ${rule.version}::int,
      ${clocks.figure}, ${due.startedOn}::date, ${due.startedAt}::timestamptz, ${due.dueRaw}::date, ${due.dueOn}::date,
      ${due.dueAt}::timestamptz, ${due.provisional}::boolean, ${JSON.stringify(due.steps)}::jsonb, '[]', '[]', 'running'
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (id uuid, subject_id uuid)`);
}

/** Cancels the open clocks of subjects whose duty fell away. */
export async function cancelClocks(
  tx: Tx,
  actor: Owner,
  which: { subjectType: string; subjectIds: readonly string[] },
  now: Instant,
): Promise<void> {
  if (which.subjectIds.length === 0) return;
  await tx.execute(sql`update clocks set state = 'cancelled', ended_at = ${now}::timestamptz, version = version + 1
    where programme_id = ${actor.programmeId} and subject_type = ${which.subjectType} and state in ('running', 'paused')
      and subject_id = any(${`{${which.subjectIds.join(",")}}`}::uuid[])`);
}

/** Ends the open clocks of subjects whose duty was done: in time, or breached where their time had passed. */
export async function meetClocks(
  tx: Tx,
  actor: Owner,
  which: { subjectType: string; subjectIds: readonly string[] },
  now: Instant,
): Promise<void> {
  if (which.subjectIds.length === 0) return;
  await tx.execute(sql`update clocks set state = case when ${now}::timestamptz > due_at then 'breached' else 'met' end,
      ended_at = ${now}::timestamptz, version = version + 1
    where programme_id = ${actor.programmeId} and subject_type = ${which.subjectType} and state in ('running', 'paused')
      and subject_id = any(${`{${which.subjectIds.join(",")}}`}::uuid[])`);
}
