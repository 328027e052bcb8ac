import { Readable } from "node:stream";
import type { ContentRefusal } from "@/domain/evidence/codes";
import type { Principal } from "@/server/kernel/actor";
import { execute } from "@/server/kernel/command";
import type { Runtime } from "@/server/kernel/runtime";
import { inScope } from "@/server/kernel/scope";
import type { BlobStore } from "./adapters/blob-store";
import type { Scanner } from "./adapters/malware-scan";
import { renderPages } from "./adapters/render";
import { removeBlobs, writeBlob } from "./blobs";
import { acceptFile } from "./commands/accept-file";
import { refuseFile } from "./commands/refuse-file";
import { ContentProblem, readContent } from "./content";
import { fileKey } from "./file-keys";
import { readSpool, removeSpool } from "./spool";
import { findFile, type StoredFile } from "./store";

/** What the work on a file needs of its surroundings. */
export type Workshop = {
  readonly store: BlobStore;
  /** Null: no scanner is configured. One that cannot be asked makes the file wait. */
  readonly scanner: Scanner | null;
  readonly dataDir: string;
  readonly signal: AbortSignal;
  readonly requestId: string;
  /** Told how much memory the rendering process takes, in MB. */
  readonly onMemory?: (megabytes: number) => void;
};

/**
 * Looks at a waiting file: scans it, reads what it is by its content, makes its pages in a process of its own, seals the
 * original, and only then takes it in; or turns it away with a code. May be killed anywhere and run again. Throws when
 * something outside fails (scanner, store, database): the file goes on waiting and nobody sees it.
 */
export async function processFile(
  runtime: Runtime,
  principal: Principal,
  fileId: string,
  shop: Workshop,
): Promise<"ready" | "refused" | "nothing"> {
  const found = await inScope(runtime, principal, "read", async (scope) => {
    const file = await findFile(scope, fileId);
    return { keep: false, value: file && { file, key: await fileKey(scope, file) } };
  });
  if (!found?.key || found.file.state !== "waiting") return "nothing";
  const { file, key } = found;
  await removeBlobs(runtime, principal, shop.store, fileId);
  try {
    await takeIn(runtime, principal, { file, key, shop });
    await removeSpool(shop.dataDir, fileId);
    return "ready";
  } catch (error) {
    if (!(error instanceof ContentProblem)) throw error;
    await turnAway(runtime, principal, { fileId, code: error.code, requestId: shop.requestId });
    return "refused";
  }
}

async function takeIn(
  runtime: Runtime,
  principal: Principal,
  { file, key, shop }: { file: StoredFile; key: Buffer; shop: Workshop },
): Promise<void> {
  const read = () => readSpool(shop.dataDir, file.id, key);
  const content = await readContent(read());
  if (content.bytes !== file.bytes) throw new ContentProblem("size-differs");
  if (shop.scanner && (await shop.scanner(read())) === "found") throw new ContentProblem("malware");
  const fileId = file.id;
  let pages = 0;
  for await (const made of renderPages(read(), content, shop)) {
    pages += 1;
    const { page, width, height, jpeg } = made;
    const body = Readable.from([jpeg]);
    const blob = {
      fileId,
      part: "page",
      page,
      mediaType: "image/jpeg",
      width,
      height,
      bytes: jpeg.length,
      body,
    } as const;
    await writeBlob(runtime, principal, shop.store, key, blob);
  }
  const original = { fileId, part: "original", page: 0, width: null, height: null } as const;
  const written = { ...original, mediaType: content.mediaType, bytes: content.bytes, body: read() };
  const sha256 = await writeBlob(runtime, principal, shop.store, key, written);
  if (sha256 !== content.sha256) throw new Error("a waiting file changed while it was looked at");
  const outcome = await execute(runtime, acceptFile, {
    principal,
    input: { fileId, mediaType: content.mediaType, sha256, pages },
    key: `accept-${fileId}-${sha256}`,
    requestId: shop.requestId,
  });
  if (!outcome.ok) throw new Error(`not taken in: ${outcome.code}`);
}

async function turnAway(
  runtime: Runtime,
  principal: Principal,
  { fileId, code, requestId }: { fileId: string; code: ContentRefusal; requestId: string },
): Promise<void> {
  await execute(runtime, refuseFile, { principal, input: { fileId, code }, key: `refuse-${fileId}`, requestId });
}
