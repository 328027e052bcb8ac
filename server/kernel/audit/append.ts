import { type SQL, sql } from "drizzle-orm";
import { AUDIT_KINDS, type AuditKind } from "@/domain/audit-kinds";
import { canonicalJson } from "@/domain/shared/canonical-json";
import type { RuleRef } from "@/domain/shared/rule-ref";
import type { Instant } from "@/domain/shared/time";
import type { Actor } from "../actor";
import { newId } from "../new-id";

/** A value an entry may carry: codes, ids, counts, dates, amounts. Personal data never, not even masked. */
export type AuditData = {
  readonly [key: string]: string | number | boolean | null | readonly string[] | readonly AuditData[];
};

/** What a command says it did. */
export type AuditEvent = {
  readonly kind: AuditKind;
  readonly subject: { readonly type: string; readonly id: string };
  readonly basis?: readonly RuleRef[];
  readonly data?: AuditData;
  /** Raises an entry of a general word behind the wall, for a thing that suspicion touches. */
  readonly clearance?: "suspicion";
};

export type AuditOutcome = "committed" | "refused" | "denied";

/** The log an entry belongs to: one per programme and clearance, so that a count or a gap in one tells nothing of another. */
export function logOf(programmeId: string, kind: AuditKind, raised?: "suspicion"): string {
  return `${programmeId}.${raised ?? AUDIT_KINDS[kind].clearance}`;
}

type Frame = { actor: Actor; now: Instant; requestId: string; outcome: AuditOutcome; code?: string };

function rowOf(event: AuditEvent, { actor, now, requestId, outcome, code }: Frame) {
  const id = newId<"audit-entry">();
  const log = logOf(actor.programmeId, event.kind, event.clearance);
  const leaf = canonicalJson({
    v: 1,
    id,
    log,
    programme: actor.programmeId,
    legalEntity: actor.legalEntityId,
    at: now,
    actor: actor.id,
    ...(actor.osUser ? { osUser: actor.osUser } : {}),
    ...(actor.sessionId ? { session: actor.sessionId } : {}),
    request: requestId,
    kind: event.kind,
    outcome,
    ...(code ? { code } : {}),
    subject: { type: event.subject.type, id: event.subject.id },
    basis: (event.basis ?? []).map((ref) => `${ref.ruleId}@${ref.version}`),
    data: event.data ?? {},
  });
  return { id, log, clearance: event.clearance ?? AUDIT_KINDS[event.kind].clearance, leaf, event };
}

/** The statement that appends entries. Their order in the log is settled when they are sealed. */
export function auditInsert(events: readonly AuditEvent[], frame: Frame): SQL {
  const rows = events.map((event) => rowOf(event, frame));
  const { actor, now, outcome } = frame;
  const values = rows.map(
    (row) => sql`(${row.id}::uuid, ${actor.programmeId}, ${actor.legalEntityId}, ${row.log}, ${row.clearance},
      ${now}::timestamptz, ${actor.id}, ${row.event.kind}, ${outcome}, ${row.event.subject.type}, ${row.event.subject.id}, ${row.leaf})`,
  );
  return sql`insert into audit_entries (id, programme_id, legal_entity_id, log, clearance, at, actor_id, kind,
    outcome, subject_type, subject_id, leaf) values ${sql.join(values, sql`, `)}`;
}
