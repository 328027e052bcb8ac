import { sql } from "drizzle-orm";
import { toInstant } from "@/db/schema/columns";
import { type CodeAnswer, maySendCode, weighCode } from "@/domain/privacy/identity";
import { PRIVACY_POLICY } from "@/domain/privacy/policy";
import { decided, type Result, refuse } from "@/domain/shared/result";
import { type Instant, shanghaiDate } from "@/domain/shared/time";
import { both, type SystemEffect } from "@/server/controls/public";
import { codeHash, isCode, oneTimeCode } from "@/server/kernel/crypto/one-time-code";
import { newId } from "@/server/kernel/new-id";
import type { Scope } from "@/server/kernel/scope";
import { endUnanswered, tellAbout } from "./ending";
import { addStep, REQUEST, type StoredRequest, saveRequest } from "./store";
import { becomeVerified } from "./verifying";

type CodeRow = { readonly id: string; readonly hash: Buffer; readonly sentAt: Instant; readonly expiresAt: Instant };

/** The codes of a request that were not used, the latest first. */
export async function codesOf({ tx }: Pick<Scope, "tx">, requestId: string): Promise<readonly CodeRow[]> {
  type Row = { id: string; code_hash: Buffer; sent_at: string; expires_at: string };
  const { rows } = await tx.execute<Row>(sql`select id, code_hash, sent_at, expires_at from privacy_codes
    where request_id = ${requestId}::uuid order by sent_at desc, id desc`);
  return rows.map((row) => ({
    id: row.id,
    hash: row.code_hash,
    sentAt: toInstant(row.sent_at),
    expiresAt: toInstant(row.expires_at),
  }));
}

/** Sends a code to the registered telephone of a held request's customer. Refuses too many, too soon, and none on file. */
export async function sendCodeTo(scope: Scope, request: StoredRequest): Promise<Result<SystemEffect>> {
  const { tx, actor, now, keyRing } = scope;
  const { id, customerId, wrongCodes } = request;
  if (customerId === null) return refuse("privacy.request.no-customer");
  const { rows } = await tx.execute<{ phone: boolean }>(
    sql`select phone_sealed is not null as phone from customers where id = ${customerId}::uuid`,
  );
  if (!rows[0]?.phone) return refuse("privacy.identity.no-phone");
  const may = maySendCode(
    (await codesOf(scope, id)).map(({ sentAt }) => sentAt),
    wrongCodes,
    now,
  );
  if (!may.ok) return may;
  const challengeId: string = newId();
  const { expiresAt } = may.value;
  const hash = codeHash(keyRing, challengeId, oneTimeCode(keyRing, challengeId));
  await tx.execute(sql`insert into privacy_codes (id, programme_id, legal_entity_id, request_id, code_hash, sent_at, expires_at)
    values (${challengeId}::uuid, ${actor.programmeId}, ${actor.legalEntityId}, ${id}::uuid, ${hash}, ${now}::timestamptz,
      ${expiresAt}::timestamptz)`);
  await addStep(scope, id, "code-sent");
  const told = await tellAbout(scope, request, "privacy.code", { challenge: challengeId, until: expiresAt });
  const entry = {
    kind: "privacy.code.send" as const,
    subject: { type: REQUEST, id },
    data: { number: request.number, challenge: challengeId, expiresAt },
  };
  return decided(both({ audit: [entry], events: [] }, told));
}

export type CodeTaken = SystemEffect & { readonly answer: CodeAnswer; readonly left: number; readonly version: number };

/**
 * Takes an answer to the latest code of a held request. Right: proven; wrong: counted, and the last one allowed stops the
 * request. An answer where no code was sent is a wrong one, and takes as long.
 */
export async function takeAnswer(scope: Scope, request: StoredRequest, code: string): Promise<Result<CodeTaken>> {
  const { keyRing, now, rules, tx } = scope;
  const [latest] = await codesOf(scope, request.id);
  const matches = isCode(keyRing, latest?.id ?? request.id, code, latest?.hash ?? Buffer.alloc(32));
  const { wrongCodes: wrong, version } = request;
  const challenge = latest ?? { sentAt: now, expiresAt: now };
  const weighed = weighCode({ challenge, wrong, matches, now }, rules, shanghaiDate(now));
  if (!weighed.ok) return weighed;
  const answer = weighed.value;
  const entry = {
    kind: "privacy.code.record" as const,
    subject: { type: REQUEST, id: request.id },
    basis: weighed.basis,
    data: {
      number: request.number,
      challenge: latest?.id ?? null,
      answer,
      wrong: answer === "right" ? wrong : wrong + 1,
    },
  };
  const effect: SystemEffect = { audit: [entry], events: [] };
  const left = Math.max(0, PRIVACY_POLICY.codeWrongMost - wrong - (answer === "right" ? 0 : 1));
  if (answer === "right" && latest) {
    await tx.execute(sql`update privacy_codes set used_at = ${now}::timestamptz where id = ${latest.id}::uuid`);
    const proven = await becomeVerified(scope, request, { way: "registered-phone", papers: [] });
    return proven.ok ? decided({ ...both(effect, proven.value), answer, left, version: proven.value.version }) : proven;
  }
  await addStep(scope, request.id, answer === "stopped" ? "code-stopped" : "code-wrong", String(wrong + 1));
  if (answer === "stopped") {
    const change = { wrongCodes: wrong + 1 };
    const ended = await endUnanswered(scope, request, {
      by: "lapse",
      reason: "too-many-wrong",
      basis: weighed.basis,
      change,
    });
    return ended.ok ? decided({ ...both(effect, ended.value), answer, left, version: version + 1 }) : ended;
  }
  const saved = await saveRequest(scope, request, { wrongCodes: wrong + 1 });
  return saved.ok ? decided({ ...effect, answer, left, version: saved.value }) : saved;
}
