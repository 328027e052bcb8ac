import { Secret, TOTP } from "otpauth";
import { epochMilliseconds, type Instant } from "@/domain/shared/time";
import { open, seal } from "@/server/kernel/crypto/envelope";
import type { KeyRing } from "@/server/kernel/crypto/key-ring";

const STEP_SECONDS = 30;
/** Names the purpose key in envelopes; not a data key's row. */
const KEY_ID = "00000000-0000-7000-8000-000000000001";

const place = (personId: string) => ({ table: "totp_credentials", column: "secret_sealed", rowId: personId });

/** A new shared secret, base32, 160 bits (RFC 4226). */
export function newTotpSecret(): string {
  return new Secret({ size: 20 }).base32;
}

/** Seals a person's secret under the ring's key for one-time codes. */
export function sealTotpSecret(keyRing: KeyRing, personId: string, secret: string): Buffer {
  return seal(secret, keyRing.purposeKey("totp"), KEY_ID, place(personId));
}

/** The secret again. Throws when it was sealed for somebody else. */
export function openTotpSecret(keyRing: KeyRing, personId: string, sealed: Buffer): string {
  return open(sealed, keyRing.purposeKey("totp"), place(personId));
}

function totp(secret: string, label = ""): TOTP {
  return new TOTP({ issuer: "Hegui", label, secret: Secret.fromBase32(secret), period: STEP_SECONDS, digits: 6 });
}

/** The `otpauth://` address an authenticator app reads. */
export function totpAddress(secret: string, email: string): string {
  return totp(secret, email).toString();
}

/** The code of a moment and the seconds it has left. For demo people and tests. */
export function totpCode(secret: string, now: Instant): { code: string; secondsLeft: number } {
  const ms = epochMilliseconds(now);
  return {
    code: totp(secret).generate({ timestamp: ms }),
    secondsLeft: STEP_SECONDS - (Math.floor(ms / 1000) % STEP_SECONDS),
  };
}

/**
 * The time step a code belongs to, one step of drift either way; null for a wrong code or one at or before `lastStep`:
 * a code is good once (RFC 6238 section 5.2).
 */
export function acceptedStep(secret: string, code: string, now: Instant, lastStep: number): number | null {
  if (!/^\d{6}$/.test(code)) return null;
  const ms = epochMilliseconds(now);
  const drift = totp(secret).validate({ token: code, timestamp: ms, window: 1 });
  if (drift === null) return null;
  const step = Math.floor(ms / 1000 / STEP_SECONDS) + drift;
  return step > lastStep ? step : null;
}
