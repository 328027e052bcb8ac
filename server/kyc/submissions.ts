import { sql } from "drizzle-orm";
import type { z } from "zod";
import { normalisePhone } from "@/domain/customers/normalise";
import { decideAnswer, decideArrival, notAhead, standingOf } from "@/domain/kyc/arrival";
import { identityNumberOf } from "@/domain/kyc/declared";
import type { channelInput, SubmissionTaken, SubmitInput } from "@/domain/kyc/intake";
import type { Declared, DocumentKind, Origin, SubmissionId, SubmissionState } from "@/domain/kyc/model";
import type { DeclaredOwner } from "@/domain/kyc/owners";
import { decided, type Result, refuse } from "@/domain/shared/result";
import { instant } from "@/domain/shared/time";
import type { FoundCustomer } from "@/server/customers/public";
import type { AuditEvent } from "@/server/kernel/audit/append";
import { takeNumber } from "@/server/kernel/numbers";
import type { OutboxEvent } from "@/server/kernel/outbox";
import { isRestricted } from "@/server/kernel/restricted";
import type { Scope } from "@/server/kernel/scope";
import { carryOver } from "./carry-over";
import { recordChannels } from "./channels";
import { arrived } from "./events";
import { decideDeclared } from "./ownership";
import { endRequest, loadRequest, openRequestOf, type StoredRequest } from "./requests";
import { loadSubmission, type StoredSubmission, saveSubmission, sealDeclared, submissionsOf } from "./store";

/** What is handed in, without whom it is about. */
export type Handed = Omit<SubmitInput, "customer">;
export type ChannelInput = z.output<typeof channelInput>;

/** What taking a submission in did: what it answers, the entries for the log, and news. */
export type Taken = {
  readonly taken: SubmissionTaken;
  readonly audit: readonly [AuditEvent, ...AuditEvent[]];
  readonly events: readonly OutboxEvent[];
};

const OPEN: readonly SubmissionState[] = ["collecting", "reading", "ready", "held", "overriding", "asked"];

/** Keyed hashes of what tells identities apart; null for what was not declared. */
export function keysOf({ vault }: Pick<Scope, "vault">, declared: Declared) {
  const phone = declared.phone === undefined ? undefined : normalisePhone(declared.phone);
  const number = identityNumberOf(declared);
  return {
    phoneKey: phone === undefined ? null : vault.blind("phone", phone),
    idKey: number === undefined ? null : vault.blind("id-number", number),
  };
}

/** The request that this answers: the one it names, or the open one of a submission that it takes the place of. */
async function answered(
  scope: Scope,
  customerId: string,
  requestId: string | undefined,
  superseded: readonly StoredSubmission[],
): Promise<Result<StoredRequest | undefined>> {
  if (requestId !== undefined) {
    const request = await loadRequest(scope, requestId, { lock: true });
    const decision = decideAnswer(request, customerId);
    return decision.ok ? decided(request) : decision;
  }
  const asked = superseded.find(({ state }) => state === "asked");
  return decided(asked && (await openRequestOf(scope, asked.id)));
}

/** Lays aside what a new submission takes the place of. */
async function supersede(scope: Scope, old: readonly StoredSubmission[], by: SubmissionId): Promise<AuditEvent[]> {
  for (const one of old) {
    if ((await saveSubmission(scope, one, { state: "superseded" })) === undefined)
      throw new Error("locked, yet changed");
  }
  return old.map(({ id, number, customerId }) => ({
    kind: "kyc.submission.supersede",
    subject: { type: "submission", id },
    data: { number, customerId, by },
  }));
}

/**
 * Takes a submission in for a locked customer. It takes the place of incomplete ones and of one that waits for the
 * customer, whose papers that were not asked for again come with it. Refuses another kind of subject, a channel's answer
 * from the future, a second one while one of the purpose is with the house, a request that is not open for him, and owners
 * that cannot be a tree.
 */
export async function takeIn(
  scope: Scope,
  customer: FoundCustomer,
  handed: Handed,
  origin: Origin,
): Promise<Result<Taken>> {
  const { now, newId } = scope;
  if (await isRestricted(scope.tx, customer.id)) return refuse("retention.subject.restricted");
  if (customer.kind !== handed.subject) return refuse("kyc.submission.subject-differs", { field: "subject" });
  for (const [at, channel] of handed.channels.entries()) {
    const past = notAhead(instant(channel.at), now, `channels.${at}.at`);
    if (!past.ok) return past;
  }
  const arrival = decideArrival(handed.purpose, await submissionsOf(scope, customer.id, OPEN));
  if (!arrival.ok) return arrival;
  const answer = await answered(scope, customer.id, handed.requestId, arrival.value.superseded);
  if (!answer.ok) return answer;
  const request = answer.value;
  const old = [...arrival.value.superseded];
  const about = request?.submissionId ? await loadSubmission(scope, request.submissionId, { lock: true }) : undefined;
  if (about?.state === "asked" && !old.some(({ id }) => id === about.id)) old.push(about);

  const id = newId<"submission">();
  const number = await takeNumber(scope.tx, "submission");
  const prior = about?.state === "asked" ? about : old.find(({ state }) => state === "asked");
  const carried =
    prior && (await carryOver(scope, prior, { announced: handed.documents, asked: request?.documents ?? [] }));
  const declared = { ...carried?.declared, ...handed.declared };
  const owners = handed.owners ?? carried?.owners ?? null;
  const tree = await decideDeclared(scope, customer.id, declared, owners);
  if (!tree.ok) return tree;
  const kinds: readonly DocumentKind[] = [...handed.documents, ...(carried?.documents ?? []).map(({ kind }) => kind)];
  const state = standingOf([
    ...handed.documents.map(() => ({ readState: "missing" as const })),
    ...(carried?.documents ?? []),
  ]);
  await insert(scope, { id, number, customerId: customer.id, handed, origin, declared, owners, kinds, state, request });
  await announce(scope, { id, customerId: customer.id }, handed.documents);
  await carried?.write(id);
  await recordChannels(scope, { id, customerId: customer.id }, handed.channels);

  const entry: AuditEvent = {
    kind: "kyc.submission.submit",
    subject: { type: "submission", id },
    data: {
      number,
      purpose: handed.purpose,
      subject: handed.subject,
      customerId: customer.id,
      origin,
      documents: [...kinds],
      fields: Object.keys(declared).sort(),
      ...(owners === null ? {} : { owners: owners.length }),
      channels: handed.channels.length,
      faceToFace: handed.faceToFace,
    },
  };
  const ended = request ? [await endRequest(scope, request, "answered", id)] : [];
  return decided({
    taken: { id, number, customerId: customer.id, state, version: 1 },
    audit: [entry, ...(await supersede(scope, old, id)), ...ended],
    events: [arrived(id)],
  });
}

type NewSubmission = {
  readonly id: SubmissionId;
  readonly number: string;
  readonly customerId: string;
  readonly handed: Handed;
  readonly origin: Origin;
  readonly declared: Declared;
  readonly owners: readonly DeclaredOwner[] | null;
  readonly kinds: readonly DocumentKind[];
  readonly state: SubmissionState;
  readonly request: StoredRequest | undefined;
};

async function insert(scope: Scope, of: NewSubmission): Promise<void> {
  const { tx, actor, now } = scope;
  const { handed } = of;
  const sealed = await sealDeclared(scope, of, of.declared, of.owners);
  const { phoneKey, idKey } = keysOf(scope, of.declared);
  await tx.execute(sql`insert into kyc_submissions (id, programme_id, legal_entity_id, number, customer_id, kind, subject_kind, origin,
      status, payload_sealed, expected, face_to_face, requested_class, request_id, phone_key, id_key, received_by, received_at)
    values (${of.id}, ${actor.programmeId}, ${actor.legalEntityId}, ${of.number}, ${of.customerId}::uuid, ${handed.purpose},
      ${handed.subject}, ${of.origin}, ${of.state}, ${sealed}, ${JSON.stringify(of.kinds)}::jsonb, ${handed.faceToFace},
      ${handed.requestedClass ?? null}::int, ${of.request?.id ?? null}::uuid, ${phoneKey}::bytea, ${idKey}::bytea,
      ${actor.id}, ${now}::timestamptz)`);
}

async function announce(
  { tx, actor, now, newId }: Scope,
  submission: { readonly id: string; readonly customerId: string },
  kinds: readonly DocumentKind[],
): Promise<void> {
  for (const kind of kinds) {
    await tx.execute(sql`insert into kyc_documents (id, programme_id, legal_entity_id, submission_id, customer_id, kind, read_state, created_at)
      values (${newId<"kyc-document">()}, ${actor.programmeId}, ${actor.legalEntityId}, ${submission.id}::uuid,
        ${submission.customerId}::uuid, ${kind}, 'missing', ${now}::timestamptz)`);
  }
}
