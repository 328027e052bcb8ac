import { sql } from "drizzle-orm";
import { eraseKeys } from "@/server/kernel/erasure";
import type { Scope } from "@/server/kernel/scope";
import { newSubjectKey } from "@/server/kernel/vault";
import { PACKAGE } from "./store";

/** Whose key seals a package: the package itself, so that it ends alone. */
const subjectOf = (packageId: string) => ({ type: PACKAGE, id: packageId, retentionClass: "casework" }) as const;

type Keys = Pick<Scope, "tx" | "actor" | "keyRing" | "now">;

/** The data key of a package; null when it was destroyed or never made. Never kept: what has ended opens no more. */
export async function packageKey({ tx, actor, keyRing }: Keys, packageId: string): Promise<Buffer | null> {
  const { retentionClass } = subjectOf(packageId);
  const { rows } = await tx.execute<{ id: string; wrapped: Buffer }>(sql`select id, wrapped from subject_keys
    where subject_id = ${packageId}::uuid and subject_type = ${PACKAGE} and retention_class = ${retentionClass}
      and programme_id = ${actor.programmeId}`);
  const [row] = rows;
  return row ? keyRing.unwrap(row.wrapped, { keyId: row.id, subjectId: packageId, retentionClass }) : null;
}

/** Makes the key of a package that is built for the first time. */
export async function makePackageKey({ tx, actor, keyRing, now }: Keys, packageId: string): Promise<Buffer> {
  const subject = subjectOf(packageId);
  const { id, key, keyVersion, wrapped } = newSubjectKey(keyRing, subject);
  await tx.execute(sql`insert into subject_keys (id, programme_id, legal_entity_id, subject_type, subject_id, retention_class, key_version,
      wrapped, created_at)
    values (${id}, ${actor.programmeId}, ${actor.legalEntityId}, ${subject.type}, ${packageId}::uuid, ${subject.retentionClass},
      ${keyVersion}, ${wrapped}, ${now}::timestamptz)`);
  return key;
}

/** Destroys the key of a package: nobody reads it again, wherever its bytes lie. */
export async function destroyPackageKey(scope: Scope, packageId: string): Promise<void> {
  const { type, retentionClass } = subjectOf(packageId);
  await eraseKeys(scope, { subjectType: type, subjectId: packageId, retentionClass });
}
