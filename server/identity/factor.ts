import { createHmac } from "node:crypto";
import { sql } from "drizzle-orm";
import { toInstant } from "@/db/schema/columns";
import { IDENTITY_POLICY } from "@/domain/identity/policy";
import { readRecoveryCode } from "@/domain/identity/recovery-code";
import { addDuration } from "@/domain/shared/time";
import type { KeyRing } from "@/server/kernel/crypto/key-ring";
import type { Scope } from "@/server/kernel/scope";
import { acceptedStep, openTotpSecret } from "./totp";

/** What came of a typed second factor. `missing`: the person has none that is typed. */
export type FactorAnswer = "code" | "recovery" | "wrong" | "closed" | "blocked" | "missing";

type Credential = { secret_sealed: Buffer; last_step: string; failures: string; blocked_until: string | null };

/** The hash a recovery code is kept as: keyed, and different for each person. */
export function recoveryHash(keyRing: KeyRing, personId: string, code: string): Buffer {
  return createHmac("sha256", keyRing.purposeKey("recovery-code")).update(`${personId}\n${code}`).digest();
}

/**
 * Looks at a typed one-time or recovery code inside the transaction, which has to be kept whatever comes of it: wrong ones
 * are counted, and after some in a row (`closed`) none is looked at for a while (`blocked`). Each code is good once.
 */
export async function checkFactor(
  { tx, now, keyRing }: Pick<Scope, "tx" | "now" | "keyRing">,
  personId: string,
  typed: string,
): Promise<FactorAnswer> {
  const { rows } = await tx.execute<Credential>(sql`select secret_sealed, last_step, failures, blocked_until
    from totp_credentials where person_id = ${personId}::uuid and confirmed_at is not null for update`);
  const credential = rows[0];
  if (credential?.blocked_until && toInstant(credential.blocked_until) > now) return "blocked";
  const recovery = readRecoveryCode(typed);
  if (recovery !== null && (await spendRecoveryCode({ tx, now, keyRing }, personId, recovery))) return "recovery";
  if (!credential) return recovery === null ? "missing" : "wrong";
  const secret = openTotpSecret(keyRing, personId, credential.secret_sealed);
  const step = recovery === null ? acceptedStep(secret, typed, now, Number(credential.last_step)) : null;
  if (step === null) {
    const failures = Number(credential.failures) + 1;
    const closed = failures >= IDENTITY_POLICY.factorFailures;
    const until = closed ? addDuration(now, { minutes: IDENTITY_POLICY.factorBlockMinutes }) : null;
    await tx.execute(sql`update totp_credentials set failures = ${closed ? 0 : failures},
      blocked_until = ${until}::timestamptz where person_id = ${personId}::uuid`);
    return closed ? "closed" : "wrong";
  }
  await tx.execute(sql`update totp_credentials set last_step = ${step}, failures = 0, blocked_until = null
    where person_id = ${personId}::uuid`);
  return "code";
}

async function spendRecoveryCode(
  { tx, now, keyRing }: Pick<Scope, "tx" | "now" | "keyRing">,
  personId: string,
  code: string,
): Promise<boolean> {
  const { rowCount } = await tx.execute(sql`update recovery_codes set used_at = ${now}::timestamptz
    where person_id = ${personId}::uuid and code_hash = ${recoveryHash(keyRing, personId, code)}
      and used_at is null and replaced_at is null`);
  return rowCount === 1;
}

/** Whether a person has what is typed, and what is held; and whether any of it is there. */
export async function factorsOf(
  { tx }: Pick<Scope, "tx">,
  personId: string,
): Promise<{ totp: boolean; passkey: boolean }> {
  const { rows } = await tx.execute<{ totp: boolean; passkey: boolean }>(sql`select
    exists (select from totp_credentials where person_id = ${personId}::uuid and confirmed_at is not null) as totp,
    exists (select from passkeys where person_id = ${personId}::uuid and removed_at is null) as passkey`);
  return rows[0] ?? { totp: false, passkey: false };
}

/**
 * Takes away every second factor of a person: one-time codes, recovery codes, passkeys, and the trust in browsers. For
 * resets; the person enrols anew at the next sign-in.
 */
export async function clearFactors({ tx, now }: Pick<Scope, "tx" | "now">, personId: string): Promise<void> {
  await tx.execute(sql`update totp_credentials set confirmed_at = null where person_id = ${personId}::uuid`);
  await tx.execute(sql`update recovery_codes set replaced_at = ${now}::timestamptz
    where person_id = ${personId}::uuid and used_at is null and replaced_at is null`);
  await tx.execute(sql`update passkeys set removed_at = ${now}::timestamptz
    where person_id = ${personId}::uuid and removed_at is null`);
  await tx.execute(sql`update known_devices set trusted_until = null, forgotten_at = ${now}::timestamptz
    where person_id = ${personId}::uuid and forgotten_at is null`);
}
