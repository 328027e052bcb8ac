import { sql } from "drizzle-orm";
import type { CallBackOutcome, EvidenceKind, EvidenceState } from "@/domain/losses/model";
import { fileFacts } from "@/server/evidence/public";
import type { Scope } from "@/server/kernel/scope";
import { REPORT_SUBJECT } from "./protect";
import { REVIEW_ITEM, type StoredReport } from "./store";

type Of = Pick<StoredReport, "id">;

/** Appends an attempt to reach the holder. */
export async function insertCallBack(
  { tx, actor, now, newId }: Scope,
  { id }: Of,
  call: { readonly outcome: CallBackOutcome; readonly verified: boolean },
): Promise<void> {
  await tx.execute(sql`insert into loss_call_backs (id, programme_id, legal_entity_id, report_id, outcome, verified, called_at, called_by)
    values (${newId()}, ${actor.programmeId}, ${actor.legalEntityId}, ${id}::uuid, ${call.outcome}, ${call.verified},
      ${now}::timestamptz, ${actor.id})`);
}

/** Appends that a paper came in or was refused. */
export async function insertEvidence(
  { tx, actor, now, newId }: Scope,
  { id }: Of,
  paper: { readonly kind: EvidenceKind; readonly state: EvidenceState; readonly fileId: string | null },
): Promise<void> {
  await tx.execute(sql`insert into loss_evidence (id, programme_id, legal_entity_id, report_id, kind, state, file_id, recorded_at, recorded_by)
    values (${newId()}, ${actor.programmeId}, ${actor.legalEntityId}, ${id}::uuid, ${paper.kind}, ${paper.state},
      ${paper.fileId}::uuid, ${now}::timestamptz, ${actor.id})`);
}

export type KeptEvidence = { readonly state: EvidenceState; readonly fileId: string | null; readonly at: string };

/** What was last noted of each paper. */
export async function latestEvidence({ tx }: Scope, { id }: Of): Promise<ReadonlyMap<EvidenceKind, KeptEvidence>> {
  const { rows } = await tx.execute<{
    kind: EvidenceKind;
    state: EvidenceState;
    file_id: string | null;
    recorded_at: string;
  }>(
    sql`select distinct on (kind) kind, state, file_id, recorded_at from loss_evidence
      where report_id = ${id}::uuid order by kind, recorded_at desc, id desc`,
  );
  return new Map(rows.map((row) => [row.kind, { state: row.state, fileId: row.file_id, at: row.recorded_at }]));
}

/** True for a file of this report that was looked at and is kept. */
export async function readyFile(scope: Scope, { id }: Of, fileId: string): Promise<boolean> {
  const facts = await fileFacts(scope, fileId);
  return facts?.state === "ready" && facts.subject.type === REPORT_SUBJECT && facts.subject.id === id;
}

/** The accounts on which a report stops money going out, whether a stop or a freeze. */
export async function accountsHeld({ tx }: Scope, { id }: Of): Promise<readonly string[]> {
  const { rows } = await tx.execute<{ account_id: string }>(sql`select distinct account_id from loss_protections
    where report_id = ${id}::uuid and kind = 'debit' and ended_at is null order by account_id`);
  return rows.map((row) => row.account_id);
}

/** How many of these accounts are still open. */
export async function openAmong({ tx, actor }: Scope, accountIds: readonly string[]): Promise<number> {
  if (accountIds.length === 0) return 0;
  const { rows } = await tx.execute<{ n: number }>(sql`select count(*)::int as n from accounts
    where id in ${accountIds} and programme_id = ${actor.programmeId} and status = 'open'`);
  return rows[0]?.n ?? 0;
}

/** True while a lead's look at the stop of an unverified caller waits. */
export async function reviewWaits({ tx, actor }: Scope, { id }: Of): Promise<boolean> {
  const { rows } = await tx.execute(sql`select from work_items where kind = ${REVIEW_ITEM} and subject_id = ${id}::uuid
    and programme_id = ${actor.programmeId} and state = 'open'`);
  return rows.length > 0;
}
