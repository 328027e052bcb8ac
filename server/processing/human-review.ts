import { sql } from "drizzle-orm";
import type { DecisionKind } from "@/domain/processing/model";
import { REVIEW_DAYS } from "@/domain/processing/policy";
import { decided, type Result, refuse } from "@/domain/shared/result";
import { addDays, shanghaiDate, startOfDay } from "@/domain/shared/time";
import type { SystemEffect } from "@/server/controls/public";
import { notFound } from "@/server/kernel/errors";
import { takeNumber } from "@/server/kernel/numbers";
import type { Scope } from "@/server/kernel/scope";
import { openItems } from "@/server/worklist/public";
import { explanationOf } from "./explanation";
import { REVIEW } from "./store";

/**
 * Asks for a person to look again at what the system decided by itself: a work item with a day. Only what the customer may be
 * told of can be asked about; anything else is not found. Refuses one that is being looked at already.
 */
export async function requestHumanReview(
  scope: Scope,
  of: {
    readonly customerId: string;
    readonly decision: { readonly kind: DecisionKind; readonly id: string };
    readonly requestId: string | null;
  },
): Promise<Result<{ readonly reviewId: string; readonly number: string } & SystemEffect>> {
  const { tx, actor, now, rules } = scope;
  const { decisions } = await explanationOf(scope, of.customerId);
  const found = decisions.find(({ kind, id }) => kind === of.decision.kind && id === of.decision.id) ?? notFound();
  const id = scope.newId<"decision-review">();
  const number = await takeNumber(tx, "decision-review");
  const { rowCount } =
    await tx.execute(sql`insert into decision_reviews (id, programme_id, legal_entity_id, number, customer_id,
      decision_kind, decision_id, request_id, state, requested_by, requested_at)
    values (${id}, ${actor.programmeId}, ${actor.legalEntityId}, ${number}, ${of.customerId}::uuid, ${found.kind}, ${found.id}::uuid,
      ${of.requestId}::uuid, 'open', ${actor.id}, ${now}::timestamptz) on conflict do nothing`);
  if (rowCount !== 1) return refuse("processing.review.already-open");
  const on = shanghaiDate(now);
  const dueOn = addDays(on, REVIEW_DAYS);
  const item = {
    kind: REVIEW,
    number,
    subjectType: REVIEW,
    subjectId: id,
    customerId: of.customerId,
    dueAt: startOfDay(addDays(dueOn, 1)),
    dueOn,
    excludedPersonId: actor.personId,
  };
  await openItems(tx, actor, [item], now);
  const basis = [rules.ref("law-pipl-24", on), rules.ref("law-pipl-48", on)];
  const audit = {
    kind: "processing.review.request" as const,
    subject: { type: REVIEW, id },
    basis,
    data: { number, decision: found.kind, customer: of.customerId, ...(of.requestId ? { request: of.requestId } : {}) },
  };
  return decided({ reviewId: id, number, audit: [audit], events: [] }, basis);
}
