import { sql } from "drizzle-orm";
import { mayHandOut } from "@/domain/packages/decisions";
import type { DownloadWay } from "@/domain/packages/model";
import { decided, type Result } from "@/domain/shared/result";
import type { Scope } from "@/server/kernel/scope";
import type { StoredPackage } from "./store";

/** Counts one handing out of a locked package and keeps when and to whom. Refuses what may not be handed out now. */
export async function countDownload(
  { tx, actor, now, newId }: Scope,
  of: StoredPackage,
  way: DownloadWay,
): Promise<Result<{ readonly downloadId: string; readonly count: number }>> {
  const may = mayHandOut(of, now);
  if (!may.ok) return may;
  const downloadId: string = newId<"download">();
  await tx.execute(sql`insert into package_downloads (id, programme_id, legal_entity_id, package_id, way, taken_by, at)
    values (${downloadId}, ${actor.programmeId}, ${actor.legalEntityId}, ${of.id}::uuid, ${way}, ${actor.id}, ${now}::timestamptz)`);
  await tx.execute(sql`update subject_packages set downloads = downloads + 1, version = version + 1
    where id = ${of.id}::uuid and programme_id = ${actor.programmeId}`);
  return decided({ downloadId, count: of.downloads + 1 });
}
