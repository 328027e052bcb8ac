import { type SQL, sql } from "drizzle-orm";
import { protectionBasis } from "@/domain/losses/gesture";
import type { Protection } from "@/domain/losses/model";
import { LOSSES_POLICY } from "@/domain/losses/policy";
import { decided, type Result } from "@/domain/shared/result";
import type { Instant } from "@/domain/shared/time";
import { addDuration } from "@/domain/shared/time";
import { type ClassedAccount, openAccountsOf } from "@/server/accounts/public";
import { type AtOnce, endAtOnce, openGiving, type PlannedEffect, type SystemEffect } from "@/server/controls/public";
import type { Scope } from "@/server/kernel/scope";
import { writeNow } from "@/server/kernel/writes";
import { planTelling } from "@/server/letters/public";
import { closeItems, itemsInsert } from "@/server/worklist/public";
import { type ActiveCard, activeCards, LOSS_ITEM, REVIEW_ITEM, type StoredReport } from "./store";

/** The type of subject under which measures, evidence and letters of a report stand. */
export const REPORT_SUBJECT = "loss-report";
export const subjectOf = (report: Pick<StoredReport, "id">) => ({ type: REPORT_SUBJECT, id: report.id });

/** What protection is put in place: effects for the command to commit, and how many of each kind. */
export type Protected = PlannedEffect & {
  readonly accounts: number;
  readonly cards: number;
  readonly cardsRefused: number;
};

type Given = { readonly kind: Protection; readonly accountId: string; readonly cardId: string | null } & (
  | { readonly measureId: string; readonly instructionId: null }
  | { readonly measureId: null; readonly instructionId: string }
);

/** A freeze for a known caller, without end; a stop until a moment for one who is not. */
export type Hold = { readonly kind: "freeze" } | { readonly kind: "stop"; readonly until: Instant };

/**
 * Protects accounts for a report: first money going out of every account, then its sessions, then its cards. The core is
 * told after the commit, in that order. What stands already for this report stays as it is. Nothing is written yet: the
 * command ends with `writes`. Refuses what controls refuse of stopping money; a card that cannot be suspended keeps
 * nothing else from being so.
 */
export async function planProtection(
  scope: Scope,
  report: StoredReport,
  { accounts, cards, hold }: { readonly accounts: readonly HasId[]; readonly cards: readonly ActiveCard[]; hold: Hold },
): Promise<Result<Protected>> {
  const ids = accounts.map(({ id }) => id);
  const giving = await openGiving(scope, ids, subjectOf(report));
  const given: Given[] = [];
  for (const { id: accountId } of accounts) {
    const debit = giving.impose(measureOf(report, hold, { accountId, cardId: null }));
    if (!debit.ok) return debit;
    given.push({ kind: "debit", accountId, cardId: null, measureId: debit.value.measureId, instructionId: null });
  }
  for (const { id: accountId } of accounts) {
    const ended = giving.endSessions({ accountId, customerId: report.customerId });
    given.push({ kind: "sessions", accountId, cardId: null, measureId: null, instructionId: ended.id });
  }
  const suspended = cards.filter(({ accountId }) => ids.includes(accountId));
  let cardsRefused = 0;
  for (const { id: cardId, accountId } of suspended) {
    const card = giving.impose(measureOf(report, hold, { accountId, cardId }));
    if (!card.ok) {
      cardsRefused += 1;
      continue;
    }
    given.push({ kind: "card", accountId, cardId, measureId: card.value.measureId, instructionId: null });
  }
  const { audit, events, writes } = await giving.close();
  const counts = { accounts: accounts.length, cards: suspended.length - cardsRefused, cardsRefused };
  const kept = protectionsInsert(scope, report, given);
  return decided(
    { audit, events, writes: [...writes, kept], ...counts },
    protectionBasis(report.cause, scope.rules, scope.now),
  );
}

type HasId = Pick<ClassedAccount, "id">;

/** The same with the cards there are, written at once, for a command that goes on. */
export async function protectAccounts(
  scope: Scope,
  report: StoredReport,
  accounts: readonly HasId[],
  hold: Hold,
): Promise<Result<Protected>> {
  const { rows } = await scope.tx.execute<{ cards: readonly ActiveCard[] | null }>(
    sql`select (${activeCards(report.customerId)}) as cards`,
  );
  const cards = rows[0]?.cards ?? [];
  const planned = await planProtection(scope, report, { accounts, cards, hold });
  if (!planned.ok) return planned;
  await writeNow(scope.tx, planned.value.writes);
  return decided({ ...planned.value, writes: [] }, planned.basis);
}

/** What several doings come to. */
export function joined(effects: readonly SystemEffect[]): SystemEffect {
  return { audit: effects.flatMap(({ audit }) => audit), events: effects.flatMap(({ events }) => events) };
}

function measureOf(
  report: StoredReport,
  hold: Hold,
  { accountId, cardId }: { accountId: string; cardId: string | null },
): AtOnce {
  return {
    accountId,
    customerId: report.customerId,
    kind: hold.kind,
    source: "customer",
    reasonCode: hold.kind === "freeze" ? "loss-reported" : "caller-unverified",
    extent: cardId
      ? { scope: "card", amountMinor: null, target: cardId }
      : { scope: "debit", amountMinor: null, target: null },
    subject: subjectOf(report),
    expiresAt: hold.kind === "stop" ? hold.until : null,
    // A card goes with its account, and a stop is on the house's own desk: one look each is enough.
    afterReview: cardId === null && hold.kind === "freeze",
  };
}

function protectionsInsert({ actor, now, newId }: Scope, report: StoredReport, given: readonly Given[]): SQL {
  const rows = given.map((one) => ({
    id: newId(),
    account_id: one.accountId,
    kind: one.kind,
    card_id: one.cardId,
    measure_id: one.measureId,
    instruction_id: one.instructionId,
  }));
  return sql`insert into loss_protections (id, programme_id, legal_entity_id, report_id, account_id, kind, card_id, measure_id,
      instruction_id, instructed_at)
    select r.id, ${actor.programmeId}, ${actor.legalEntityId}, ${report.id}::uuid, r.account_id, r.kind, r.card_id, r.measure_id,
      r.instruction_id, ${now}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (id uuid, account_id uuid, kind text, card_id uuid, measure_id uuid,
      instruction_id uuid)
    on conflict do nothing`;
}

/** The accounts a notice is about: those named, every one of them open and the customer's; all that are open unless said. */
export async function accountsOf(
  scope: Scope,
  customerId: string,
  named: readonly string[] | undefined,
): Promise<readonly ClassedAccount[] | "foreign"> {
  const open = await openAccountsOf(scope, customerId, { lock: true });
  if (!named) return open;
  const chosen = open.filter(({ id }) => named.includes(id));
  return chosen.length === new Set(named).size ? chosen : "foreign";
}

/** The statement that opens what a protected report leaves to do: its own item, and for an unverified stop the lead's look. */
export function reportItemsInsert(scope: Scope, report: StoredReport, dueAt: Instant | null): SQL {
  const { actor, now } = scope;
  const item = {
    number: report.number,
    subjectType: REPORT_SUBJECT,
    subjectId: report.id,
    customerId: report.customerId,
  };
  const own = { ...item, kind: LOSS_ITEM, dueAt };
  if (report.state !== "stopped") return itemsInsert(actor, [own], now);
  const reviewBy = addDuration(now, { hours: LOSSES_POLICY.reviewHours });
  const look = { ...item, kind: REVIEW_ITEM, dueAt: reviewBy, excludedPersonId: actor.personId };
  return itemsInsert(actor, [own, look], now);
}

/** Tells the customer that his accounts are protected, or that the house will call him back. */
export function tellProtected(scope: Scope, report: StoredReport, accounts: number): PlannedEffect {
  return planTelling(scope, {
    customerId: report.customerId,
    template: report.verified ? "loss.protected" : "loss.call-back",
    params: { number: report.number, count: accounts },
    subject: subjectOf(report),
  });
}

type LiveRow = { id: string; measure_id: string; kind: Protection };

/**
 * Ends the measures of a report, cards before money going out; only `measureKind` of them where said. One that the core
 * turned down may have been ordered again, and ends with the others. The core is told
 * after the commit. Refuses what controls refuse.
 */
export async function endMeasures(
  scope: Scope,
  report: StoredReport,
  reasonCode: "holder-restored" | "call-back-confirmed" | "call-back-failed" | "replaced-and-closed",
  only?: { readonly measureKind: "stop" },
): Promise<Result<SystemEffect>> {
  const { rows } = await scope.tx.execute<LiveRow>(sql`select p.id, p.measure_id, p.kind from loss_protections p
    join measures m on m.id = p.measure_id
    where p.report_id = ${report.id}::uuid and p.ended_at is null
      and (${only?.measureKind ?? null}::text is null or m.kind = ${only?.measureKind ?? null})
    order by (p.kind = 'debit'), p.instructed_at, p.id`);
  const effects: SystemEffect[] = [];
  for (const { measure_id: measureId } of rows) {
    const ended = await endAtOnce(scope, { measureId, reasonCode, subject: subjectOf(report) });
    if (!ended.ok) return ended;
    effects.push(ended.value);
  }
  return decided(joined(effects));
}

/** Closes a report's items: it came to its end. */
export async function closeReportItems(scope: Scope, report: Pick<StoredReport, "id">): Promise<void> {
  const which = { subjectIds: [report.id], as: "done" as const };
  await closeItems(scope.tx, scope.actor, { ...which, kind: LOSS_ITEM }, scope.now);
}
