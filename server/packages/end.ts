import { sql } from "drizzle-orm";
import type { PackageFailure } from "@/domain/packages/model";
import type { OutboxEvent } from "@/server/kernel/outbox";
import type { Scope } from "@/server/kernel/scope";
import { packageEnded } from "./events";
import { destroyPackageKey } from "./keys";
import type { StoredPackage } from "./store";

type End = { readonly state: "failed" | "revoked" | "expired"; readonly failure?: PackageFailure };

/** Ends a locked package: its key is destroyed in this transaction, its bytes are removed after it. Gives the news. */
export async function endPackage(scope: Scope, of: StoredPackage, end: End): Promise<readonly OutboxEvent[]> {
  const { tx, actor, now } = scope;
  await destroyPackageKey(scope, of.id);
  await tx.execute(sql`update subject_packages set state = ${end.state}, failure = ${end.failure ?? null}, ended_at = ${now}::timestamptz,
      ended_by = ${actor.id}, code_hash = null, code_until = null, version = version + 1
    where id = ${of.id}::uuid and programme_id = ${actor.programmeId}`);
  return of.storeName === null ? [] : [packageEnded({ packageId: of.id, storeName: of.storeName })];
}
