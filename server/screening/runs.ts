import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { SCREENING_POLICY } from "@/domain/screening/policy";
import type { AuditEvent } from "@/server/kernel/audit/append";
import { newId } from "@/server/kernel/new-id";
import type { OutboxEvent } from "@/server/kernel/outbox";
import type { Scope } from "@/server/kernel/scope";
import { rescreenAsked } from "./events";
import { listsInUse } from "./lists";

/**
 * Begins to compare every customer with the lists in use. One that is under way with older lists is stopped: this one
 * does its work again. Runs under the fence of the caller, who need not be cleared.
 */
export async function startRun(scope: Scope): Promise<{ runId: string; audit: AuditEvent[]; events: OutboxEvent[] }> {
  const { tx, actor, now } = scope;
  const lists = await listsInUse(scope);
  const runId = newId<"screening-run">();
  await tx.execute(sql`update screening_runs set state = 'stopped', finished_at = ${now}::timestamptz, version = version + 1
    where programme_id = ${actor.programmeId} and state = 'running'`);
  await tx.execute(sql`insert into screening_runs (id, programme_id, legal_entity_id, clearance, lists, state, started_at, progress_at, total)
    select ${runId}::uuid, ${actor.programmeId}, ${actor.legalEntityId}, 'suspicion', ${JSON.stringify(lists.map(({ id }) => id))}::jsonb,
      'running', ${now}::timestamptz, ${now}::timestamptz, count(*) from customers where programme_id = ${actor.programmeId}`);
  const audit: AuditEvent = {
    kind: "screening.run.start",
    subject: { type: "screening-run", id: runId },
    data: { lists: lists.map(({ id }) => id) },
  };
  return { runId, audit: [audit], events: [rescreenAsked({ runId })] };
}

export type Run = { readonly id: string; readonly cursorId: string | null; readonly compared: number };

/** A run that is under way, held; undefined when it has ended or does not exist. */
export async function lockRun(tx: Tx, runId: string): Promise<Run | undefined> {
  const { rows } = await tx.execute<{ id: string; cursor_id: string | null; compared: number }>(
    sql`select id, cursor_id, compared from screening_runs where id = ${runId}::uuid and state = 'running' for update`,
  );
  return rows[0] && { id: rows[0].id, cursorId: rows[0].cursor_id, compared: rows[0].compared };
}

/** The next customers after a run's cursor, by id. */
export async function nextCustomers({ tx, actor }: Pick<Scope, "tx" | "actor">, run: Run): Promise<string[]> {
  const { rows } = await tx.execute<{
    id: string;
  }>(sql`select id from customers where programme_id = ${actor.programmeId}
      and (${run.cursorId}::uuid is null or id > ${run.cursorId}::uuid) order by id limit ${SCREENING_POLICY.batch}`);
  return rows.map(({ id }) => id);
}

/** Writes how far a run has come; without a cursor it has seen everybody. */
export async function saveProgress(
  { tx, now }: Pick<Scope, "tx" | "now">,
  run: Run,
  batch: { cursorId: string | null; compared: number; opened: number },
): Promise<void> {
  const over = batch.cursorId === null;
  await tx.execute(sql`update screening_runs set compared = compared + ${batch.compared}, hits = hits + ${batch.opened},
      cursor_id = coalesce(${batch.cursorId}::uuid, cursor_id), progress_at = ${now}::timestamptz,
      state = ${over ? "done" : "running"}, finished_at = ${over ? now : null}::timestamptz, version = version + 1
    where id = ${run.id}::uuid`);
}
