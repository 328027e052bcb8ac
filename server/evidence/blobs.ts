import { createHash, randomUUID } from "node:crypto";
import { Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { sql } from "drizzle-orm";
import type { Principal } from "@/server/kernel/actor";
import { SealBrokenError } from "@/server/kernel/crypto/aead";
import { openStream, sealedStreamBytes, sealStream } from "@/server/kernel/crypto/sealed-stream";
import { newId } from "@/server/kernel/new-id";
import type { Runtime } from "@/server/kernel/runtime";
import { inScope } from "@/server/kernel/scope";
import { type BlobStore, saysMissing } from "./adapters/blob-store";
import type { StoredBlob } from "./store";

/** Bytes on their way into the store, and what they are. */
export type NewBlob = {
  readonly fileId: string;
  readonly part: "original" | "page";
  /** From 1; 0 for the original. */
  readonly page: number;
  readonly mediaType: string;
  readonly width: number | null;
  readonly height: number | null;
  readonly bytes: number;
  readonly body: Readable;
};

/** Thrown when what lies in the store is not what was written: changed, cut, exchanged or gone. */
export class DamagedError extends Error {
  constructor() {
    super("what lies in the store is not what was written");
    this.name = "DamagedError";
  }
}

/**
 * Seals bytes into the store under a new random name; gives their hash. The row stands before the first byte and is
 * marked when the last has come, so that a kill leaves nothing in the store that the database does not know.
 */
export async function writeBlob(
  runtime: Runtime,
  principal: Principal,
  store: BlobStore,
  key: Uint8Array,
  blob: NewBlob,
): Promise<string> {
  const id = newId<"evidence-blob">();
  const storeName = randomUUID();
  await inScope(runtime, principal, "write", async ({ tx, actor, now }) => {
    await tx.execute(sql`insert into evidence_blobs (id, programme_id, legal_entity_id, file_id, part, page, store_name, media_type, width, height, created_at)
      values (${id}, ${actor.programmeId}, ${actor.legalEntityId}, ${blob.fileId}, ${blob.part}, ${blob.page}, ${storeName},
        ${blob.mediaType}, ${blob.width}, ${blob.height}, ${now}::timestamptz)`);
    return { keep: true, value: undefined };
  });
  const hash = createHash("sha256");
  let bytes = 0;
  const meter = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      bytes += chunk.length;
      done(null, chunk);
    },
  });
  const sealing = sealStream(key, storeName);
  const sealed = pipeline(blob.body, meter, sealing);
  // Both are awaited: a store that fails must not leave the other side's failure unseen.
  const outcomes = await Promise.allSettled([store.put(storeName, sealing, sealedStreamBytes(blob.bytes)), sealed]);
  blob.body.destroy();
  const failed = outcomes.find((outcome) => outcome.status === "rejected");
  if (failed?.status === "rejected") throw failed.reason;
  if (bytes !== blob.bytes) throw new Error("a file changed its length while it was sealed");
  const sha256 = hash.digest("hex");
  await inScope(runtime, principal, "write", async ({ tx, actor }) => {
    await tx.execute(sql`update evidence_blobs set written = true, plain_bytes = ${bytes}, sha256 = ${sha256}
      where id = ${id} and programme_id = ${actor.programmeId}`);
    return { keep: true, value: undefined };
  });
  return sha256;
}

/** Removes everything the store holds of a file, then the rows that say so. Again and again is no fault. */
export async function removeBlobs(
  runtime: Runtime,
  principal: Principal,
  store: BlobStore,
  fileId: string,
): Promise<void> {
  const names = await inScope(runtime, principal, "read", async ({ tx, actor }) => {
    const { rows } = await tx.execute<{ store_name: string }>(sql`select store_name from evidence_blobs
      where file_id = ${fileId}::uuid and programme_id = ${actor.programmeId}`);
    return { keep: false, value: rows.map((row) => row.store_name) };
  });
  for (const name of names) await store.remove(name);
  if (names.length === 0) return;
  await inScope(runtime, principal, "write", async ({ tx, actor }) => {
    await tx.execute(sql`delete from evidence_blobs where file_id = ${fileId}::uuid and store_name in ${names}
      and programme_id = ${actor.programmeId}`);
    return { keep: true, value: undefined };
  });
}

/**
 * The plain bytes of an object, proved as they come: each chunk by its seal, all of them by length and hash, at the
 * end. Throws or ends with DamagedError when they are not what was written.
 */
export async function* openBlob(
  store: BlobStore,
  key: Uint8Array,
  blob: Pick<StoredBlob, "storeName" | "bytes" | "sha256">,
): AsyncGenerator<Buffer> {
  const hash = createHash("sha256");
  let bytes = 0;
  try {
    const sealed = await store.get(blob.storeName);
    const opening = openStream(key, blob.storeName);
    const flowing = pipeline(sealed, opening);
    flowing.catch(() => undefined);
    for await (const piece of opening) {
      const chunk = piece as Buffer;
      hash.update(chunk);
      bytes += chunk.length;
      yield chunk;
    }
    await flowing;
  } catch (error) {
    if (error instanceof SealBrokenError || saysMissing(error)) throw new DamagedError();
    throw error;
  }
  if (bytes !== blob.bytes || hash.digest("hex") !== blob.sha256) throw new DamagedError();
}

/** A whole object in memory, proved before any of it is used. For pages, which are small. */
export async function readBlob(...args: Parameters<typeof openBlob>): Promise<Buffer> {
  const whole = Buffer.alloc(args[2].bytes);
  let at = 0;
  for await (const piece of openBlob(...args)) at += piece.copy(whole, at);
  return whole;
}

/** A large object as a stream that begins only after all of it was proved: it is read twice and never held. */
export async function streamBlob(...args: Parameters<typeof openBlob>): Promise<Readable> {
  for await (const _ of openBlob(...args));
  return Readable.from(openBlob(...args));
}
