import { createHash } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { isUuid } from "@/domain/shared/ids";
import { newId } from "@/server/kernel/new-id";
import { FileProblem } from "./reader";

/** Largest file taken unless the caller says otherwise: 2 GiB. */
export const DEFAULT_MAX_BYTES = 2 * 1024 ** 3;

/** A file that waits to be imported: its token is the id of the batch to come. */
export type Spooled = { readonly fileToken: string; readonly sha256: string; readonly bytes: number };

function folder(dataDir: string): string {
  return join(dataDir, "spool");
}

/** Where a batch's file lies. Throws RangeError for a token that is no id. */
export function spoolPath(dataDir: string, fileToken: string): string {
  if (!isUuid(fileToken)) throw new RangeError("not a file token");
  return join(folder(dataDir), fileToken);
}

/**
 * Keeps an incoming file until it is imported, readable by the owner only, hashing while it is written. Throws
 * FileProblem `too-large` above the limit and `truncated` when fewer bytes came than `expectedBytes` announced; nothing
 * is left behind then.
 */
export async function spoolFile(
  dataDir: string,
  source: AsyncIterable<Uint8Array>,
  options: { expectedBytes?: number; maxBytes?: number } = {},
): Promise<Spooled> {
  const maxBytes = options.maxBytes ?? DEFAULT_MAX_BYTES;
  if (options.expectedBytes !== undefined && options.expectedBytes > maxBytes)
    throw new FileProblem("ingestion.file.too-large", { maxBytes });
  await mkdir(folder(dataDir), { recursive: true, mode: 0o700 });
  const fileToken: string = newId<"import-batch">();
  const path = spoolPath(dataDir, fileToken);
  const hash = createHash("sha256");
  let bytes = 0;
  const meter = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      hash.update(chunk);
      done(bytes > maxBytes ? new FileProblem("ingestion.file.too-large", { maxBytes }) : null, chunk);
    },
  });
  try {
    await pipeline(source, meter, createWriteStream(path, { flags: "wx", mode: 0o600, flush: true }));
    if (options.expectedBytes !== undefined && bytes < options.expectedBytes) {
      throw new FileProblem("ingestion.file.truncated", { expected: options.expectedBytes, received: bytes });
    }
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
  return { fileToken, sha256: hash.digest("hex"), bytes };
}

/** Takes the body of an upload: `contentLength` is the request's header, when it had one. */
export function receiveUpload(
  dataDir: string,
  body: AsyncIterable<Uint8Array>,
  contentLength: string | null,
  maxBytes?: number,
): Promise<Spooled> {
  const announced =
    contentLength !== null && /^\d{1,15}$/.test(contentLength) ? { expectedBytes: Number(contentLength) } : {};
  return spoolFile(dataDir, body, { ...announced, ...(maxBytes === undefined ? {} : { maxBytes }) });
}

/** The bytes of a waiting file. Throws FileProblem `missing` when it is not there. */
export async function openSpooled(dataDir: string, fileToken: string): Promise<AsyncIterable<Buffer>> {
  const path = spoolPath(dataDir, fileToken);
  const found = await stat(path).catch(() => null);
  if (!found?.isFile()) throw new FileProblem("ingestion.file.missing");
  return createReadStream(path, { highWaterMark: 256 * 1024 }) as AsyncIterable<Buffer>;
}

/** Throws a waiting file away. */
export async function removeSpooled(dataDir: string, fileToken: string): Promise<void> {
  await rm(spoolPath(dataDir, fileToken), { force: true });
}

/** Files received so long ago, and not being imported, were abandoned. */
const ABANDONED_MS = 24 * 60 * 60 * 1000;

/** Throws away abandoned files; `inUse` says of a token whether a batch still reads it. Gives how many went. */
export async function sweepSpool(
  dataDir: string,
  nowMs: number,
  inUse: (fileToken: string) => Promise<boolean>,
): Promise<number> {
  const names = await readdir(folder(dataDir)).catch(() => []);
  let swept = 0;
  for (const name of names.filter(isUuid)) {
    const found = await stat(spoolPath(dataDir, name)).catch(() => null);
    if (!found || nowMs - found.mtimeMs < ABANDONED_MS || (await inUse(name))) continue;
    await removeSpooled(dataDir, name);
    swept += 1;
  }
  return swept;
}
