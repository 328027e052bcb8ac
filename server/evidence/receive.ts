import { Readable } from "node:stream";
import { sql } from "drizzle-orm";
import { decideFinish } from "@/domain/evidence/decisions";
import { decided, type Result } from "@/domain/shared/result";
import type { Principal } from "@/server/kernel/actor";
import type { AuditEvent } from "@/server/kernel/audit/append";
import { notFound } from "@/server/kernel/errors";
import type { OutboxEvent } from "@/server/kernel/outbox";
import type { Runtime } from "@/server/kernel/runtime";
import { inScope, type Scope } from "@/server/kernel/scope";
import { type BlobStore, configuredStore } from "./adapters/blob-store";
import { readBlob } from "./blobs";
import { entryOf } from "./entry";
import { fileEnded, fileReceived } from "./events";
import { fileKey } from "./file-keys";
import { writeSpool } from "./spool";
import { blobsOf, endFile, findFile } from "./store";

/** What changes a file within another capability's command: entries for the log, and news. */
export type FileChange = { readonly audit: AuditEvent; readonly events: readonly OutboxEvent[] };

/**
 * Lays down the bytes of an announced file that another system sends, from the first on; gives how many came. Never
 * more than were announced: throws RangeError then. The caller has found that this principal announced it.
 */
export async function receiveBytes(
  runtime: Runtime,
  principal: Principal,
  { fileId, source, dataDir }: { fileId: string; source: AsyncIterable<Uint8Array>; dataDir: string },
): Promise<number> {
  const found = await inScope(runtime, principal, "read", async (scope) => {
    const file = await findFile(scope, fileId);
    if (file?.state !== "uploading") return { keep: false, value: undefined };
    const key = await fileKey(scope, file);
    return { keep: false, value: key ? { key, bytes: file.bytes } : undefined };
  });
  if (!found) return notFound();
  let came = 0;
  const counted = async function* () {
    for await (const chunk of source) {
      came += chunk.length;
      if (came > found.bytes) throw new RangeError("more bytes than announced");
      yield chunk;
    }
  };
  await writeSpool(dataDir, fileId, found.key, Readable.from(counted()), 0);
  return came;
}

/** Hands a file whose bytes have all come to the worker, within the caller's command. A second time changes nothing. */
export async function handOver(scope: Scope, fileId: string, received: number): Promise<Result<FileChange>> {
  const file = (await findFile(scope, fileId, { lock: true })) ?? notFound();
  const decision = decideFinish(file, received, scope.now);
  if (!decision.ok) return decision;
  const first = decision.value === "finish";
  if (first) {
    await scope.tx.execute(
      sql`update evidence_files set state = 'waiting', version = version + 1 where id = ${fileId}::uuid`,
    );
  }
  const audit = entryOf("evidence.file.finish", file, { file: fileId, bytes: received });
  return decided({ audit, events: first ? [fileReceived({ fileId })] : [] });
}

/** Drops an announced file whose bytes never came whole, within the caller's command: another takes its place. */
export async function dropAnnounced(scope: Scope, fileId: string): Promise<FileChange | null> {
  const file = await findFile(scope, fileId, { lock: true });
  if (file?.state !== "uploading") return null;
  await endFile(scope, file, { state: "erased", code: "discarded", destroyKey: true });
  const audit = entryOf("evidence.file.discard", file, { file: fileId, reason: "wrong-file" });
  return { audit, events: [fileEnded({ fileId })] };
}

/** What another capability may know of a file. */
export type FileFacts = {
  readonly subject: { readonly type: string; readonly id: string };
  readonly state: "uploading" | "waiting" | "ready" | "refused" | "erased";
  readonly bytes: number;
  readonly pages: number;
  /** SHA-256 of the original, in hex; null before it was taken in. */
  readonly sha256: string | null;
  readonly uploadedBy: string;
};

/** A file of the programme; undefined when there is none for this actor. */
export async function fileFacts(scope: Pick<Scope, "tx" | "actor">, fileId: string): Promise<FileFacts | undefined> {
  return findFile(scope, fileId);
}

/**
 * The first page of a file as it was drawn anew for looking at: a JPEG without what the original carried beside the
 * picture. Null when the file cannot be shown (not taken in, erased). Throws when what lies in the store is damaged.
 */
export async function firstPage(
  runtime: Runtime,
  principal: Principal,
  fileId: string,
  store?: BlobStore,
): Promise<Buffer | null> {
  const found = await inScope(runtime, principal, "read", async (scope) => {
    const file = await findFile(scope, fileId);
    if (file?.state !== "ready") return { keep: false, value: undefined };
    const [page] = await blobsOf(scope, fileId, "page");
    const key = await fileKey(scope, file);
    return { keep: false, value: page && key ? { page, key } : undefined };
  });
  return found ? readBlob(store ?? (await configuredStore()), found.key, found.page) : null;
}
