import { sql } from "drizzle-orm";
import type { SystemGround } from "@/domain/controls/codes";
import { type Suspension, type SuspensionFacts, suspensionsOf } from "@/domain/reverification/decisions";
import type { Decided } from "@/domain/shared/result";
import { type LocalDate, shanghaiDate } from "@/domain/shared/time";
import { imposeBySystem, liftBySystem, type SystemEffect } from "@/server/controls/public";
import type { Scope } from "@/server/kernel/scope";
import { shownKinds } from "./papers";
import { REVIEW_ITEM, type StoredReview } from "./store";

type Facts = { good: LocalDate | null; expired: LocalDate | null; identified: boolean };

/** What decides whether the customer of an open review is suspended today. */
export async function suspensionFacts(scope: Scope, review: StoredReview): Promise<SuspensionFacts> {
  const { rows } = await scope.tx.execute<Facts>(sql`select
      (select max(until_on)::text from reverification_reasons where review_id = ${review.id}::uuid) as good,
      (select min(d.valid_to)::text from reverification_triggers g join identity_documents d on d.id = g.subject_id
        where g.review_id = ${review.id}::uuid and g.state = 'joined' and g.kind = 'document-expiring' and d.status = 'valid') as expired,
      exists (select from identity_documents d where d.customer_id = ${review.customerId}::uuid) as identified`);
  const row = rows[0];
  return {
    kinds: await shownKinds(scope, review.id),
    deskCause: review.deskCause,
    atDeskOn: review.atDeskOn,
    expiredOn: row?.expired ?? null,
    goodReasonUntil: row?.good ?? null,
    everIdentified: row?.identified ?? false,
  };
}

/** On what grounds the customer of an open review is suspended today (`suspensionsOf`). */
export async function suspensionsNow(scope: Scope, review: StoredReview): Promise<Decided<readonly Suspension[]>> {
  return suspensionsOf(await suspensionFacts(scope, review), scope.rules, shanghaiDate(scope.now));
}

/** Accounts that a suspension reaches and has not reached yet: the one never used, or all that are open. */
export async function accountsOf({ tx }: Scope, review: StoredReview, { reason }: Suspension): Promise<string[]> {
  const only =
    reason === "dormant-since-opening"
      ? sql`and a.id in (select g.account_id from reverification_triggers g where g.review_id = ${review.id}::uuid
          and g.kind = 'dormant' and g.state = 'joined')`
      : sql``;
  const { rows } = await tx.execute<{ id: string }>(sql`select a.id from accounts a
    where a.customer_id = ${review.customerId}::uuid and a.status = 'open' ${only}
      and not exists (select from reverification_measures m where m.review_id = ${review.id}::uuid and m.account_id = a.id
        and m.reason_code = ${reason} and m.lifted_at is null) order by a.id`);
  return rows.map(({ id }) => id);
}

/** Suspends a customer's accounts on account of his review, within the caller's command. Gives what to commit and how many. */
export async function suspend(
  scope: Scope,
  review: StoredReview,
  suspensions: readonly Suspension[],
): Promise<SystemEffect & { readonly accounts: number }> {
  const audit: SystemEffect["audit"][number][] = [];
  const events: SystemEffect["events"][number][] = [];
  const reached = new Set<string>();
  for (const suspension of suspensions) {
    for (const accountId of await accountsOf(scope, review, suspension)) {
      const effect = await suspendOne(scope, review, { accountId, reason: suspension.reason });
      if (!effect) continue;
      audit.push(...effect.audit);
      events.push(...effect.events);
      reached.add(accountId);
    }
  }
  return { audit, events, accounts: reached.size };
}

async function suspendOne(
  scope: Scope,
  review: StoredReview,
  { accountId, reason }: { readonly accountId: string; readonly reason: Suspension["reason"] },
): Promise<SystemEffect | null> {
  const { tx, actor, now, newId } = scope;
  const imposed = await imposeBySystem(scope, {
    accountId,
    customerId: review.customerId,
    scope: "all",
    reasonCode: reason,
    subject: { type: REVIEW_ITEM, id: review.id },
  });
  if (!imposed.ok) return null;
  await tx.execute(sql`insert into reverification_measures (id, programme_id, legal_entity_id, review_id, account_id, measure_id,
      reason_code, imposed_at)
    values (${newId<"reverification-measure">()}, ${actor.programmeId}, ${actor.legalEntityId}, ${review.id}::uuid, ${accountId}::uuid,
      ${imposed.value.measureId}::uuid, ${reason}, ${now}::timestamptz)
    on conflict (review_id, account_id, reason_code) do update set measure_id = excluded.measure_id, imposed_at = excluded.imposed_at,
      lifted_at = null`);
  return imposed.value;
}

/** True while a restriction made on account of a review has not been lifted, by the system or by people. */
export async function isRestricted({ tx }: Pick<Scope, "tx">, reviewId: string): Promise<boolean> {
  const { rows } = await tx.execute(sql`select from reverification_measures r join measures m on m.id = r.measure_id
    where r.review_id = ${reviewId}::uuid and r.lifted_at is null and m.state in ('instructed', 'in-force', 'release-proposed') limit 1`);
  return rows.length > 0;
}

/** Lifts what was restricted on account of a review, within the caller's command. Gives what to commit and how many. */
export async function liftAll(scope: Scope, reviewId: string): Promise<SystemEffect & { readonly lifted: number }> {
  const { tx, now } = scope;
  const { rows } = await tx.execute<{
    id: string;
    measure_id: string;
    reason_code: SystemGround;
  }>(sql`select id, measure_id, reason_code
    from reverification_measures where review_id = ${reviewId}::uuid and lifted_at is null order by id`);
  const audit: SystemEffect["audit"][number][] = [];
  const events: SystemEffect["events"][number][] = [];
  for (const row of rows) {
    const lifted = await liftBySystem(scope, { measureId: row.measure_id, reasonCode: row.reason_code });
    if (lifted.ok) {
      audit.push(...lifted.value.audit);
      events.push(...lifted.value.events);
    }
    await tx.execute(
      sql`update reverification_measures set lifted_at = ${now}::timestamptz where id = ${row.id}::uuid`,
    );
  }
  return { audit, events, lifted: rows.length };
}
