import { sql } from "drizzle-orm";
import { toInstant } from "@/db/schema/columns";
import type { Measure } from "@/domain/controls/model";
import { CONTROLS_POLICY } from "@/domain/controls/policy";
import { decided } from "@/domain/shared/result";
import { addDays, addDuration, type Instant, shanghaiDate } from "@/domain/shared/time";
import type { Scope } from "@/server/kernel/scope";
import { checkNotHeld, closeItems, type NewWorkItem, openItems } from "@/server/worklist/public";
import { holdMeasure } from "./held";

/** Looking at a measure after it was given. */
export const REVIEW_ITEM = "measure-review";

/** Puts a measure before a lead: within days for one by the system, within hours for one given at once. */
export const openReview = (scope: Scope, measure: Measure, number: string): Promise<number> =>
  openItems(scope.tx, scope.actor, [reviewItem(scope.now, measure, number)], scope.now);

/** What waits for a lead, as the worklist keeps it. */
export function reviewItem(now: Instant, measure: Measure, number: string): NewWorkItem {
  const dueAt = addDuration(now, { hours: CONTROLS_POLICY.atOnceReviewHours });
  const due =
    measure.source === "system"
      ? { dueOn: addDays(shanghaiDate(now), CONTROLS_POLICY.afterReviewDays) }
      : { dueAt, dueOn: shanghaiDate(dueAt) };
  return {
    kind: REVIEW_ITEM,
    number,
    subjectType: "measure",
    subjectId: measure.id,
    customerId: measure.customerId,
    accountId: measure.accountId,
    excludedPersonId: measure.requestedBy === "system" ? null : measure.requestedBy,
    ...due,
  };
}

/** Takes what waits for a lead off the worklist: there is nothing to look at any more. */
export function dropReview({ tx, actor, now }: Scope, measureId: string): Promise<unknown> {
  return closeItems(tx, actor, { kind: REVIEW_ITEM, subjectIds: [measureId], as: "cancelled" }, now);
}

/** The measure before a lead, held, as he may look at it. Throws not-found; refuses what a colleague holds. */
export async function takeReview(scope: Scope, measureId: string) {
  const { tx, actor, now, rules } = scope;
  const { account, measure, number } = await holdMeasure(scope, measureId);
  const free = await checkNotHeld(tx, actor, { kind: REVIEW_ITEM, subjectId: measureId }, now);
  if (!free.ok) return free;
  const waits = await afterReviewOpen(scope, measureId);
  return decided({ account, number, look: { measure, waits, by: actor.personId, now, rules } });
}

/** When the look at a measure was due, once that is over; null while there is time, or nothing waits. */
export async function overdueReview(
  { tx, now }: Pick<Scope, "tx" | "now">,
  measureId: string,
): Promise<Instant | null> {
  const { rows } = await tx.execute<{ due: string }>(sql`select ${REVIEW_DUE} as due from work_items
    where kind = ${REVIEW_ITEM} and subject_id = ${measureId}::uuid and state = 'open' and ${REVIEW_DUE} <= ${now}::timestamptz`);
  return rows[0] ? toInstant(rows[0].due) : null;
}

/** When an item's look is due: to the moment, or at the end of its day. */
export const REVIEW_DUE_SQL = "coalesce(due_at, (due_on + 1)::timestamp at time zone 'Asia/Shanghai')";
const REVIEW_DUE = sql.raw(REVIEW_DUE_SQL);

/** True while a lead is to look at a measure. */
export async function afterReviewOpen({ tx }: Pick<Scope, "tx">, measureId: string): Promise<boolean> {
  const { rows } = await tx.execute(
    sql`select from work_items where kind = ${REVIEW_ITEM} and subject_id = ${measureId}::uuid and state = 'open'`,
  );
  return rows.length > 0;
}

/** The measures of an account that are before a lead. */
export async function reviewsOpen({ tx }: Pick<Scope, "tx">, accountId: string): Promise<ReadonlySet<string>> {
  const { rows } = await tx.execute<{ subject_id: string }>(
    sql`select subject_id from work_items where kind = ${REVIEW_ITEM} and account_id = ${accountId}::uuid and state = 'open'`,
  );
  return new Set(rows.map((row) => row.subject_id));
}
