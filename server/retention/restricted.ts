import { sql } from "drizzle-orm";
import { toInstant } from "@/db/schema/columns";
import type { RestrictionCause } from "@/domain/retention/model";
import { decided, type Result, refuse } from "@/domain/shared/result";
import { type Instant, shanghaiDate } from "@/domain/shared/time";
import type { AuditEvent } from "@/server/kernel/audit/append";
import type { Scope } from "@/server/kernel/scope";
import type { SystemEffect } from "@/server/letters/public";

const NOTHING: SystemEffect = { audit: [], events: [] };

/** Since when a customer's data may only be stored; null: it may be used. */
export async function restrictedSince({ tx, actor }: Scope, customerId: string): Promise<Instant | null> {
  const { rows } = await tx.execute<{ since: string }>(sql`select since from restricted_subjects
    where customer_id = ${customerId}::uuid and programme_id = ${actor.programmeId} and ended_at is null`);
  return rows[0] ? toInstant(rows[0].since) : null;
}

const RULES: Readonly<Record<RestrictionCause, readonly string[]>> = {
  deletion: ["law-pipl-47", "law-netdata-24", "trap-retain-vs-delete"],
  closure: ["law-pipl-47", "law-netdata-24", "trap-retain-vs-delete"],
  "relationship-end": ["law-pipl-47", "law-netdata-24", "trap-retain-vs-delete"],
  request: ["law-pipl-44"],
};

/**
 * From now on a customer's data may only be stored. A second time changes nothing, but that what he asked for gives way to
 * what lasts: he can lift the one and not the other.
 */
export async function restrictSubject(
  scope: Scope,
  of: { readonly customerId: string; readonly requestId: string | null; readonly cause: RestrictionCause },
): Promise<SystemEffect> {
  const { tx, actor, now, newId, rules } = scope;
  const { customerId, requestId, cause } = of;
  const { rowCount } =
    await tx.execute(sql`insert into restricted_subjects (id, programme_id, legal_entity_id, customer_id, cause,
      request_id, since)
    values (${newId()}, ${actor.programmeId}, ${actor.legalEntityId}, ${customerId}::uuid, ${cause}, ${requestId}::uuid,
      ${now}::timestamptz) on conflict (customer_id) where ended_at is null do update set cause = excluded.cause,
      request_id = excluded.request_id where restricted_subjects.cause = 'request' and excluded.cause <> 'request'`);
  if (rowCount === 0) return NOTHING;
  const today = shanghaiDate(now);
  const audit: AuditEvent = {
    kind: "retention.subject.restrict",
    subject: { type: "customer", id: customerId },
    basis: RULES[cause].map((id) => rules.ref(id, today)),
    data: { cause, request: requestId },
  };
  return { audit: [audit], events: [] };
}

/** A relationship began anew: what was only stored may be used again. */
export async function resumeSubject({ tx, actor, now }: Scope, customerId: string): Promise<SystemEffect> {
  const { rowCount } = await tx.execute(sql`update restricted_subjects set ended_at = ${now}::timestamptz
    where customer_id = ${customerId}::uuid and programme_id = ${actor.programmeId} and ended_at is null`);
  if (rowCount === 0) return NOTHING;
  return { audit: [{ kind: "retention.subject.resume", subject: { type: "customer", id: customerId } }], events: [] };
}

/** The customer takes back that his data be only stored. Refuses where he did not ask for it, or they are kept for another cause. */
export async function liftRestriction(
  { tx, actor, now, rules }: Scope,
  of: { readonly customerId: string; readonly requestId: string },
): Promise<Result<SystemEffect>> {
  const { customerId, requestId } = of;
  const { rowCount } = await tx.execute(sql`update restricted_subjects set ended_at = ${now}::timestamptz
    where customer_id = ${customerId}::uuid and request_id = ${requestId}::uuid and programme_id = ${actor.programmeId}
      and cause = 'request' and ended_at is null`);
  if (rowCount === 0) return refuse("retention.subject.not-restricted");
  const basis = RULES.request.map((id) => rules.ref(id, shanghaiDate(now)));
  const subject = { type: "customer", id: customerId };
  const data = { cause: "request", request: requestId };
  return decided({ audit: [{ kind: "retention.subject.resume", subject, basis, data }], events: [] }, basis);
}
