import { sql } from "drizzle-orm";
import { CLOSURE_REASONS } from "@/domain/closures/codes";
import type { IdentityWay } from "@/domain/closures/model";
import type { SystemEffect } from "@/server/controls/public";
import type { AuditEvent } from "@/server/kernel/audit/append";
import { takeNumber } from "@/server/kernel/numbers";
import type { OutboxEvent } from "@/server/kernel/outbox";
import type { Scope } from "@/server/kernel/scope";
import { closureMoved } from "./events";
import { addStep, CLOSURE, casework, closureUnderWay, loadAccount, notePlace, today } from "./store";

/** A customer's wish to close all he has, asked for by one colleague and agreed to by another. */
export type AgreedWish = {
  readonly customerId: string;
  readonly subject: { readonly type: string; readonly id: string };
  readonly identity: IdentityWay;
  /** Who asked; who agreed is the caller's actor. */
  readonly requestedBy: string;
  readonly note: string;
};

const REASON = "customer-wish";

/**
 * Begins the closing of every open account of a customer, already agreed to by two people: the worker looks at each as at
 * any other, pays out what is left, and stops where something remains, which the customer is told. One under way is left.
 */
export async function closeOnWish(
  scope: Scope,
  wish: AgreedWish,
): Promise<SystemEffect & { readonly numbers: readonly string[] }> {
  const { tx, actor } = scope;
  const { rows } = await tx.execute<{
    id: string;
  }>(sql`select id from accounts where customer_id = ${wish.customerId}::uuid
    and programme_id = ${actor.programmeId} and status = 'open' order by id`);
  const audit: AuditEvent[] = [];
  const events: OutboxEvent[] = [];
  const numbers: string[] = [];
  for (const { id } of rows) {
    const account = await loadAccount(scope, id, { lock: true });
    if (account.status !== "open" || (await closureUnderWay(scope, id))) continue;
    const begun = await begin(scope, account, wish);
    audit.push(begun.audit);
    events.push(closureMoved({ closureId: begun.id }));
    numbers.push(begun.number);
  }
  return { audit, events, numbers };
}

async function begin(scope: Scope, account: { id: string; number: string; currency: string }, wish: AgreedWish) {
  const { tx, actor, now, rules, vault } = scope;
  const { customerId, identity, subject, requestedBy } = wish;
  const id: string = scope.newId<"closure">();
  const number = await takeNumber(tx, "closure");
  const note = await vault.seal(casework(customerId), notePlace(id), wish.note);
  await tx.execute(sql`insert into closures (id, programme_id, legal_entity_id, number, account_id, customer_id, kind, reason_code, state,
      identity_way, note_sealed, requested_by, requested_at, agreed_by, agreed_at, subject_type, subject_id)
    values (${id}, ${actor.programmeId}, ${actor.legalEntityId}, ${number}, ${account.id}::uuid, ${customerId}::uuid, 'by-customer',
      ${REASON}, 'approved', ${identity}, ${note}, ${requestedBy}, ${now}::timestamptz, ${actor.id}, ${now}::timestamptz,
      ${subject.type}, ${subject.id}::uuid)`);
  await addStep(scope, id, { kind: "requested", currency: account.currency });
  await addStep(scope, id, { kind: "agreed", currency: account.currency });
  const entry: AuditEvent = {
    kind: "closures.closure.approve",
    subject: { type: CLOSURE, id },
    basis: CLOSURE_REASONS[REASON].rules.map((rule) => rules.ref(rule, today(scope))),
    data: {
      number,
      account: account.number,
      kind: "by-customer",
      of: subject.type,
      request: subject.id,
      by: requestedBy,
    },
  };
  return { id, number, audit: entry };
}
