import { sql } from "drizzle-orm";
import { daysLost, mayKeepWords, mayRegister, saysEnough } from "@/domain/privacy/decisions";
import { documentOf, type PrivacyDocument, type RequestChannel, type RequestType } from "@/domain/privacy/model";
import { type DataSubject, mayAsk } from "@/domain/privacy/requester";
import type { AskedDetails, RegisterRequestInput } from "@/domain/privacy/schema";
import type { Result } from "@/domain/shared/result";
import type { RuleRef } from "@/domain/shared/rule-ref";
import { type Instant, shanghaiDate } from "@/domain/shared/time";
import type { AuditEvent } from "@/server/kernel/audit/append";
import { AppError } from "@/server/kernel/errors";
import { takeNumber } from "@/server/kernel/numbers";
import type { Scope } from "@/server/kernel/scope";
import { mayStop } from "@/server/sharing/public";
import { startRequestClock, termOf } from "./clock";
import { type AskingPerson, addStep, findRequests, keyFor, REQUEST, type StoredRequest, sealedPlace } from "./store";

/** A request as it came in. `customerId` null: of the public form, nobody knows yet whose it is. */
export type Incoming = {
  readonly customerId: string | null;
  readonly type: RequestType;
  readonly document?: PrivacyDocument | undefined;
  readonly channel: RequestChannel;
  readonly requester: RegisterRequestInput["requester"];
  readonly who: AskingPerson;
  readonly receivedAt: Instant;
  readonly words: string;
  readonly asked: AskedDetails;
  readonly statusHash: Buffer | null;
};

export type TakenIn = {
  readonly id: string;
  readonly number: string;
  readonly dueOn: string;
  readonly audit: AuditEvent;
};

/**
 * What stands against a request by itself: its moment, its details, partners that cannot be stopped, and who asks for
 * whom. A partner of elsewhere is not found.
 */
export async function weighIntake(
  scope: Scope,
  incoming: Incoming,
  subject: DataSubject | null,
): Promise<Result<true>> {
  const { now, rules } = scope;
  const when = mayRegister(incoming.receivedAt, now);
  if (!when.ok) return when;
  const enough = saysEnough(incoming.type, incoming.asked);
  if (!enough.ok) return enough;
  const clean = mayKeepWords(incoming.words, rules, shanghaiDate(now));
  if (!clean.ok) return clean;
  const optional = await mayStop(scope, incoming.asked.partnerIds ?? "all-optional");
  if (!optional.ok || subject === null) return optional;
  const document = incoming.document ?? documentOf(scope.actor.programmeId);
  return mayAsk({ ...incoming, document }, subject, rules, shanghaiDate(incoming.receivedAt));
}

/** Writes a request down and starts its clock from its receipt, whoever it is of: what is not proven runs too. */
export async function takeIn(
  scope: Scope,
  kind: AuditEvent["kind"],
  incoming: Incoming,
  basis: readonly RuleRef[] = [],
): Promise<TakenIn> {
  const { tx, actor, now, vault } = scope;
  const { type, channel, requester, receivedAt, customerId } = incoming;
  const document = incoming.document ?? documentOf(actor.programmeId);
  const id: string = scope.newId<"privacy-request">();
  const number = await takeNumber(tx, "privacy-request");
  const term = termOf(scope, { document, type, receivedAt });
  const { due, rule } = term.value;
  const seal = (column: "words_sealed" | "asked_sealed" | "person_sealed", text: string) =>
    vault.seal(keyFor({ id, customerId, verifiedAt: null }), sealedPlace(id, column), text);
  const { person, claim } = incoming.who;
  const who = person || claim ? await seal("person_sealed", JSON.stringify(incoming.who)) : null;
  const { rowCount } =
    await tx.execute(sql`insert into privacy_requests (id, programme_id, legal_entity_id, number, customer_id, type, document, channel,
      requester, state, words_sealed, asked_sealed, person_sealed, received_at, registered_at, registered_by, rule_id, rule_version,
      due_raw, due_at, receipt_due, receipt_due_at, provisional, status_hash)
    values (${id}, ${actor.programmeId}, ${actor.legalEntityId}, ${number}, ${customerId}::uuid, ${type}, ${document}, ${channel},
      ${requester}, 'received', ${await seal("words_sealed", incoming.words)},
      ${await seal("asked_sealed", JSON.stringify(incoming.asked))}, ${who}::bytea, ${receivedAt}::timestamptz, ${now}::timestamptz,
      ${actor.id}, ${rule.ruleId}, ${rule.version}::int, ${due.dueRaw}::date, ${due.dueAt}::timestamptz, ${due.dueRaw}::date,
      ${due.dueAt}::timestamptz, ${due.provisional}::boolean, ${incoming.statusHash}::bytea)
    on conflict (status_hash) where status_hash is not null do nothing`);
  // A code stands for one request: who sends its hash again, past the key of the first call, has it already.
  if (rowCount === 0) throw new AppError("invalid");
  await startRequestClock(scope, id, term.value);
  await addStep(scope, id, "received", channel, receivedAt);
  await addStep(scope, id, "registered", due.dueRaw);
  const data = { number, type, document, channel, requester, customer: customerId, receivedAt, due: due.dueRaw };
  const lost = daysLost(receivedAt, now);
  const audit: AuditEvent = {
    kind,
    subject: { type: REQUEST, id },
    basis: [...basis, ...term.basis],
    data: { ...data, daysLost: lost },
  };
  return { id, number, dueOn: due.dueRaw, audit };
}

/**
 * The open request of the same person and type that a new one goes with: proven, or entered by the house. What somebody
 * sent by the public form without proving who he is stands in nobody's way.
 */
export async function openRequestOf(
  scope: Pick<Scope, "tx" | "actor">,
  customerId: string,
  type: RequestType,
): Promise<StoredRequest | undefined> {
  const [open] = await findRequests(
    scope,
    sql`customer_id = ${customerId}::uuid and type = ${type} and ended_at is null
      and (verified_at is not null or channel <> 'web-form')`,
  );
  return open;
}

/** The unproven others of the same person and type: they go with the one that was proven. */
export function unprovenOthers(scope: Pick<Scope, "tx" | "actor">, request: StoredRequest) {
  return findRequests(
    scope,
    sql`customer_id = ${request.customerId}::uuid and type = ${request.type} and ended_at is null and verified_at is null
      and id <> ${request.id}::uuid`,
    true,
  );
}
