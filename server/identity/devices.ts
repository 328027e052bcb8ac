import { createHmac, randomBytes } from "node:crypto";
import { sql } from "drizzle-orm";
import type pg from "pg";
import { IDENTITY_POLICY } from "@/domain/identity/policy";
import { addDuration, type Instant } from "@/domain/shared/time";
import type { KeyRing } from "@/server/kernel/crypto/key-ring";
import { sha256Hex } from "@/server/kernel/crypto/sha256";
import type { Scope } from "@/server/kernel/scope";

/** The cookie that holds a browser's secret for one person; several may share a browser. */
export function deviceCookie(keyRing: KeyRing, personId: string): string {
  const mark = createHmac("sha256", keyRing.purposeKey("device-cookie")).update(personId).digest("base64url");
  return `hegui-device-${mark.slice(0, 12)}`;
}

/** A secret for a browser: 256 random bits. */
export const newDeviceSecret = (): string => randomBytes(32).toString("base64url");

/** Seconds for which a browser keeps its secret. */
export const DEVICE_SECONDS = IDENTITY_POLICY.deviceDays * 86_400;

/** The hash a browser's secret is kept as; null for what is none. */
export function deviceHash(secret: string | null): string | null {
  return secret !== null && /^[A-Za-z0-9_-]{43}$/.test(secret) ? sha256Hex(secret) : null;
}

/** A browser of one person by the hash of its secret, or undefined: another person's secret is worth nothing. */
export async function findDevice(
  pool: pg.Pool,
  personId: string,
  hash: string | null,
  now: Instant,
): Promise<string | undefined> {
  if (hash === null) return undefined;
  const { rows } = await pool.query<{ id: string }>(
    `select id from known_devices where secret_hash = decode($2, 'hex') and person_id = $1 and forgotten_at is null
       and last_seen_at > $3::timestamptz - make_interval(days => $4)`,
    [personId, hash, now, IDENTITY_POLICY.deviceDays],
  );
  return rows[0]?.id;
}

/** True while a browser need not give the second factor at sign-in. */
export async function isTrusted({ tx, now }: Scope, deviceId: string | null): Promise<boolean> {
  if (deviceId === null) return false;
  const { rowCount } = await tx.execute(sql`select from known_devices where id = ${deviceId}::uuid
    and forgotten_at is null and trusted_until > ${now}::timestamptz`);
  return rowCount === 1;
}

export type SeenDevice = {
  readonly personId: string;
  readonly deviceId: string | null;
  /** The hash a new row is made with when the browser is not known yet. */
  readonly newHash: string;
  readonly device: string;
  /** True when a second factor was just given here. */
  readonly trust: boolean;
};

/** Notes a browser after a sign-in. Gives true when it was new and its secret has to be handed over. */
export async function noteDevice({ tx, now, newId }: Scope, seen: SeenDevice): Promise<boolean> {
  const until = seen.trust ? addDuration(now, { hours: IDENTITY_POLICY.trustDays * 24 }) : null;
  if (seen.deviceId !== null) {
    await tx.execute(sql`update known_devices set last_seen_at = ${now}::timestamptz, device = ${seen.device},
      trusted_until = coalesce(${until}::timestamptz, trusted_until) where id = ${seen.deviceId}::uuid`);
    return false;
  }
  await tx.execute(sql`insert into known_devices (id, person_id, secret_hash, device, created_at, last_seen_at, trusted_until)
    values (${newId()}, ${seen.personId}::uuid, decode(${seen.newHash}, 'hex'), ${seen.device}, ${now}::timestamptz,
      ${now}::timestamptz, ${until}::timestamptz)`);
  return true;
}
