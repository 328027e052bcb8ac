import { sql } from "drizzle-orm";
import type { Clearance } from "@/domain/permissions";
import { courseOf } from "@/domain/reverification/decisions";
import { TRIGGER_RULES, type TriggerKind } from "@/domain/reverification/model";
import type { RuleRef } from "@/domain/shared/rule-ref";
import { type LocalDate, shanghaiDate } from "@/domain/shared/time";
import { notFound } from "@/server/kernel/errors";
import { takeNumber } from "@/server/kernel/numbers";
import type { OutboxEvent } from "@/server/kernel/outbox";
import type { Scope } from "@/server/kernel/scope";
import { validCopyOnFile } from "@/server/kyc/public";
import { reviewOpened } from "./events";
import { lockOpenReview } from "./store";

/** A trigger that a person or another capability tells of, one at a time. */
export type ToldTrigger = {
  readonly customerId: string;
  readonly kind: TriggerKind;
  /** Names the occasion: told again under the same key it changes nothing. */
  readonly key: string;
  readonly on: LocalDate;
  readonly subjectId?: string | null;
  readonly reasonCode?: string | null;
  readonly note?: string;
  /** Doubt that rests on suspicion: only cleared colleagues see it, everybody else a review for another reason. */
  readonly suspected?: boolean;
};

export type TriggerAdded = {
  readonly triggerId: string;
  readonly outcome: "joined" | "opened" | "satisfied" | "known";
  readonly review: { readonly id: string; readonly number: string } | null;
  readonly basis: readonly RuleRef[];
  readonly events: readonly OutboxEvent[];
};

/**
 * Takes in one trigger within the caller's command: it joins the open review, is satisfied by the copy on file, or opens a
 * review (`courseOf`). The customer is locked meanwhile. Throws not-found for a customer out of sight.
 */
export async function addTrigger(scope: Scope, told: ToldTrigger): Promise<TriggerAdded> {
  const { tx, actor, now, rules, newId } = scope;
  const { customerId, kind, key } = told;
  const found =
    await tx.execute(sql`select from customers where id = ${customerId}::uuid and programme_id = ${actor.programmeId}
    for no key update`);
  if (found.rows.length === 0) notFound();
  const known = await tx.execute<{
    id: string;
  }>(sql`select id from reverification_triggers where customer_id = ${customerId}::uuid
    and kind = ${kind} and trigger_key = ${key}`);
  const before = known.rows[0];
  if (before) return { triggerId: before.id, outcome: "known", review: null, basis: [], events: [] };
  const today = shanghaiDate(now);
  const open = await lockOpenReview(scope, customerId);
  const copy = open ? null : await validCopyOnFile(scope, customerId, { on: today });
  const course = courseOf(kind, { reviewOpen: open !== undefined, validCopy: copy !== null }, rules, today);
  const shown = told.suspected ? "other" : kind;
  const review = open ?? (course.value === "open" ? await openReview(scope, customerId, shown, today) : null);
  const triggerId: string = newId<"trigger">();
  const state = review ? "joined" : "satisfied";
  const insert = {
    ...told,
    id: triggerId,
    state,
    reviewId: review?.id ?? null,
    satisfiedBy: review ? null : (copy?.submissionId ?? null),
  };
  await insertTrigger(scope, { ...insert, clearance: told.suspected ? "suspicion" : "general" });
  if (told.suspected) {
    const cover = { customerId, kind: "other" as const, key, on: told.on, reasonCode: "house-programme" };
    await insertTrigger(scope, {
      ...cover,
      id: newId<"trigger">(),
      state,
      reviewId: review?.id ?? null,
      satisfiedBy: null,
      clearance: "general",
    });
  }
  return {
    triggerId,
    outcome: open ? "joined" : review ? "opened" : "satisfied",
    review: review && { id: review.id, number: review.number },
    basis: course.basis,
    events: review && !open ? [reviewOpened({ reviewId: review.id })] : [],
  };
}

async function openReview(
  { tx, actor, now, newId }: Scope,
  customerId: string,
  ground: TriggerKind,
  today: LocalDate,
): Promise<{ id: string; number: string }> {
  const id: string = newId<"reverification">();
  const number = await takeNumber(tx, "reverification");
  await tx.execute(sql`insert into reverifications (id, programme_id, legal_entity_id, number, customer_id, ground, state, opened_at,
      opened_on)
    values (${id}, ${actor.programmeId}, ${actor.legalEntityId}, ${number}, ${customerId}::uuid, ${ground}, 'asked',
      ${now}::timestamptz, ${today}::date)`);
  return { id, number };
}

type NewTrigger = ToldTrigger & {
  readonly id: string;
  readonly state: string;
  readonly reviewId: string | null;
  readonly satisfiedBy: string | null;
  readonly clearance: Clearance;
};

async function insertTrigger({ tx, actor, now, rules, vault }: Scope, one: NewTrigger): Promise<void> {
  const rule = rules.ref(TRIGGER_RULES[one.kind], shanghaiDate(now));
  const subject = { type: "customer", id: one.customerId, retentionClass: "casework" } as const;
  const place = { table: "reverification_triggers", column: "note_sealed", rowId: one.id };
  const note = one.note ? await vault.seal(subject, place, one.note) : null;
  await tx.execute(sql`insert into reverification_triggers (id, programme_id, legal_entity_id, clearance, customer_id, kind, trigger_key,
      on_date, state, review_id, rule_id, rule_version, subject_id, reason_code, note_sealed, raised_by, satisfied_by, found_at)
    values (${one.id}, ${actor.programmeId}, ${actor.legalEntityId}, ${one.clearance}, ${one.customerId}::uuid, ${one.kind}, ${one.key},
      ${one.on}::date, ${one.state}, ${one.reviewId}::uuid, ${rule.ruleId}, ${rule.version}::int, ${one.subjectId ?? null}::uuid,
      ${one.reasonCode ?? null}::text, ${note}::bytea, ${actor.id}, ${one.satisfiedBy}::uuid, ${now}::timestamptz)`);
}
