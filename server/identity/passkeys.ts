import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { IDENTITY_POLICY } from "@/domain/identity/policy";
import { addDuration, type Instant } from "@/domain/shared/time";
import type { Passkey } from "./passkey-ceremony";

export type Purpose = "register" | "sign-in" | "step-up";

type Owner = { readonly personId: string | null; readonly sessionId: string | null };

/** Keeps what an authenticator was asked to sign, and forgets what has run out. */
export async function keepChallenge(
  tx: Tx,
  kept: Owner & { readonly id: string; readonly purpose: Purpose; readonly challenge: string },
  now: Instant,
): Promise<void> {
  const until = addDuration(now, { minutes: IDENTITY_POLICY.challengeMinutes });
  await tx.execute(sql`delete from passkey_challenges where id in (select id from passkey_challenges
    where expires_at < ${now}::timestamptz limit 100 for update skip locked)`);
  await tx.execute(sql`insert into passkey_challenges (id, person_id, session_id, purpose, challenge, expires_at)
    values (${kept.id}::uuid, ${kept.personId}::uuid, ${kept.sessionId}::uuid, ${kept.purpose}, ${kept.challenge},
      ${until}::timestamptz)`);
}

/** Takes a challenge, which is gone with it; null when it is not there, not this session's, or has run out. */
export async function takeChallenge(
  tx: Tx,
  asked: Owner & { readonly id: string; readonly purpose: Purpose },
  now: Instant,
): Promise<string | null> {
  const { rows } = await tx.execute<{ challenge: string; live: boolean }>(sql`delete from passkey_challenges
    where id = ${asked.id}::uuid and purpose = ${asked.purpose} and person_id is not distinct from ${asked.personId}::uuid
      and session_id is not distinct from ${asked.sessionId}::uuid
    returning challenge, expires_at > ${now}::timestamptz as live`);
  const row = rows[0];
  return row?.live ? row.challenge : null;
}

type PasskeyRow = {
  id: string;
  person_id: string;
  credential_id: string;
  public_key: Buffer;
  counter: string;
  transports: string[];
};

/** A live passkey by the authenticator's own id of it, locked; of one person when given. */
export async function findPasskey(tx: Tx, credentialId: string, personId?: string): Promise<Passkey | undefined> {
  const { rows } = await tx.execute<PasskeyRow>(sql`select id, person_id, credential_id, public_key, counter, transports
    from passkeys where credential_id = ${credentialId} and removed_at is null
      and (${personId ?? null}::uuid is null or person_id = ${personId ?? null}::uuid) for update`);
  const row = rows[0];
  return (
    row && {
      id: row.id,
      personId: row.person_id,
      credentialId: row.credential_id,
      publicKey: row.public_key,
      counter: Number(row.counter),
      transports: row.transports,
    }
  );
}

/** The authenticators' ids of a person's live passkeys. */
export async function credentialsOf(tx: Tx, personId: string): Promise<string[]> {
  const { rows } = await tx.execute<{ credential_id: string }>(sql`select credential_id from passkeys
    where person_id = ${personId}::uuid and removed_at is null order by created_at`);
  return rows.map((row) => row.credential_id);
}

/** Notes that a passkey was proved. */
export async function noteUse(tx: Tx, passkeyId: string, counter: number, now: Instant): Promise<void> {
  await tx.execute(sql`update passkeys set counter = ${counter}, last_used_at = ${now}::timestamptz
    where id = ${passkeyId}::uuid`);
}
