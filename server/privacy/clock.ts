import { sql } from "drizzle-orm";
import { toInstant } from "@/db/schema/columns";
import { computeDue } from "@/domain/clocks/due-date";
import type { Due } from "@/domain/clocks/model";
import type { PrivacyDocument, RequestType } from "@/domain/privacy/model";
import { requestClock } from "@/domain/privacy/request-clock";
import type { RuleRef } from "@/domain/shared/rule-ref";
import { type Instant, shanghaiDate } from "@/domain/shared/time";
import { cancelClocks, meetClocks, pauseClocksOf, resumeClocksOf, startClocks } from "@/server/clocks/public";
import type { AuditEvent } from "@/server/kernel/audit/append";
import { notFound } from "@/server/kernel/errors";
import type { Scope } from "@/server/kernel/scope";
import { REQUEST, type StoredRequest } from "./store";

/** The term of a request: its last day, and the row that sets it. */
export type RequestTerm = { readonly due: Due; readonly rule: RuleRef; readonly figure: string };

/** The term of a request from its receipt, by the law of that day. */
export function termOf(
  { rules, calendar, now }: Pick<Scope, "rules" | "calendar" | "now">,
  asked: { readonly document: PrivacyDocument; readonly type: RequestType; readonly receivedAt: Instant },
): { readonly value: RequestTerm; readonly basis: readonly RuleRef[] } {
  const { document, type, receivedAt } = asked;
  const clock = requestClock(document, type, rules, shanghaiDate(receivedAt));
  const { period, figure } = clock.value;
  const { rule } = period;
  if (!rule) throw new Error("a request's clock without a rule");
  const due = computeDue({ startedAt: receivedAt, figure: period, rules, calendar, now });
  return { value: { due, rule, figure }, basis: [...clock.basis, ...due.basis] };
}

/** Starts the clock of a request that was written. */
export function startRequestClock({ tx, actor }: Scope, id: string, { due, rule, figure }: RequestTerm): Promise<void> {
  return startClocks(tx, actor, { subjectType: REQUEST, subjectIds: [id], rule, figure, due });
}

/** Lets the clock stand still while papers are awaited. Gives no entry where it may not: what is overdue never pauses. */
export const pauseForPapers = (scope: Scope, id: string): Promise<AuditEvent[]> =>
  pauseClocksOf(scope, { type: REQUEST, id }, "requester-papers");

/** Lets it run again. The request's own copy of the date follows. */
export const resumeAfterPapers = (scope: Scope, id: string): Promise<AuditEvent[]> =>
  resumeClocksOf(scope, { type: REQUEST, id });

/**
 * Ends the clock with the request. What ended without an answer is cancelled only while it was in time: a breach is kept,
 * whoever withdraws and whatever lapses. Says whether it was late, and since when.
 */
export async function settleClock(
  scope: Scope,
  request: StoredRequest,
  as: "answered" | "ended",
): Promise<{ readonly late: boolean; readonly lateSince: Instant | null; readonly audit: readonly AuditEvent[] }> {
  const { tx, actor, now } = scope;
  const audit = await resumeAfterPapers(scope, request.id);
  const { rows } = await tx.execute<{ due_at: string }>(
    sql`select due_at from privacy_requests where id = ${request.id}::uuid`,
  );
  const dueAt = toInstant((rows[0] ?? notFound()).due_at);
  const late = request.late || now > dueAt;
  const which = { subjectType: REQUEST, subjectIds: [request.id] };
  if (as === "answered" || late) await meetClocks(tx, actor, which, now);
  else await cancelClocks(tx, actor, which, now);
  return { late, lateSince: late ? (request.lateSince ?? dueAt) : null, audit };
}
