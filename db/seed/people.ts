import { randomBytes } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type pg from "pg";
import { ROLES } from "@/domain/identity/roles";
import { hashPassword } from "@/server/identity/passwords";
import { newTotpSecret, sealTotpSecret } from "@/server/identity/totp";
import type { Principal } from "@/server/kernel/actor";
import { auditInsert } from "@/server/kernel/audit/append";
import { newId } from "@/server/kernel/new-id";
import type { Runtime } from "@/server/kernel/runtime";
import { inScope } from "@/server/kernel/scope";
import { STAFF } from "./words";

export type PersonPrincipal = Principal & { kind: "person" };

export const PROGRAMMES = [
  {
    id: "pay",
    entity: "hengchuan-pay",
    zh: "衡川支付",
    en: "Hengchuan Pay",
    entityZh: "衡川支付有限公司",
    entityEn: "Hengchuan Pay Ltd.",
  },
  {
    id: "mall",
    entity: "hengchuan-mall",
    zh: "衡川商城",
    en: "Hengchuan Mall",
    entityZh: "衡川电子商务有限公司",
    entityEn: "Hengchuan Commerce Ltd.",
  },
] as const;

/** One password for all demo people of this installation: 60 random bits in letters that cannot be mistaken. */
function newPassword(): string {
  const letters = "abcdefghjkmnpqrstuvwxyz23456789";
  const signs = [...randomBytes(12)].map((byte) => letters.charAt(byte % letters.length)).join("");
  return `${signs.slice(0, 4)}-${signs.slice(4, 8)}-${signs.slice(8)}`;
}

/** Companies, programmes, and one person per role with password and one-time codes; a second lead stands in. */
export async function seedPeople(runtime: Runtime, dataDir: string): Promise<Map<string, PersonPrincipal>> {
  const { pool, keyRing } = runtime;
  const now = runtime.clock();
  for (const { id, entity, zh, en, entityZh, entityEn } of PROGRAMMES) {
    await pool.query("insert into legal_entities (id, name_zh, name_en) values ($1, $2, $3)", [
      entity,
      entityZh,
      entityEn,
    ]);
    await pool.query("insert into programmes (id, legal_entity_id, name_zh, name_en) values ($1, $2, $3, $4)", [
      id,
      entity,
      zh,
      en,
    ]);
  }
  const password = newPassword();
  const principals = new Map<string, PersonPrincipal>();
  for (const { role, email, zh, en, programme } of STAFF) {
    const personId = newId();
    const sessionId = newId();
    const values = [personId, email, zh, en, await hashPassword(password), programme, now];
    await pool.query(
      "insert into people (id, email, name_zh, name_en, password_hash, home_programme_id, created_at) values ($1, $2, $3, $4, $5, $6, $7)",
      values,
    );
    await pool.query(
      "insert into role_grants (id, person_id, programme_id, role, granted_at, granted_by) values ($1, $2, $3, $4, $5, 'system:seed')",
      [newId(), personId, programme, role, now],
    );
    await pool.query(
      "insert into totp_credentials (person_id, secret_sealed, confirmed_at, demo) values ($1, $2, $3, true)",
      [personId, sealTotpSecret(keyRing, personId, newTotpSecret()), now],
    );
    await pool.query(
      `insert into sessions (id, person_id, created_at, last_seen_at, expires_at, step_up_at, device)
       values ($1, $2, $3, '2200-01-01', '2200-01-01', '2200-01-01', 'seed')`,
      [sessionId, personId, now],
    );
    principals.set(email, { kind: "person", personId, sessionId, programmeId: programme });
    await auditGrant(runtime, programme, personId, role);
  }
  await noteAccounts(dataDir, password);
  return principals;
}

async function auditGrant(runtime: Runtime, programmeId: string, personId: string, role: string): Promise<void> {
  await inScope(runtime, { kind: "system", name: "system:seed", programmeId }, "write", async ({ tx, actor, now }) => {
    const event = { kind: "identity.role.grant", subject: { type: "person", id: personId }, data: { role } } as const;
    await tx.execute(auditInsert([event], { actor, now, requestId: newId(), outcome: "committed" }));
    return { keep: true, value: undefined };
  });
}

/** Notes the sign-ins for the start script, readable by the owner alone. */
async function noteAccounts(dataDir: string, password: string): Promise<void> {
  await mkdir(dataDir, { recursive: true });
  const accounts = STAFF.map(({ role, email }) => ({ email, password, role: ROLES[role] }));
  await writeFile(join(dataDir, "demo-accounts.json"), `${JSON.stringify(accounts, null, 2)}\n`, { mode: 0o600 });
}

/** Ends the sessions under which the seed acted for people. */
export async function endSeedSessions(pool: pg.Pool): Promise<void> {
  await pool.query(
    "update sessions set revoked_at = now(), revoked_by = 'system:seed', last_seen_at = created_at, expires_at = created_at, step_up_at = null where device = 'seed'",
  );
}
