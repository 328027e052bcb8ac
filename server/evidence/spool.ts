import { createCipheriv, createDecipheriv, createHmac } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, open, readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { type Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { isUuid } from "@/domain/shared/ids";

/*
 * Files on their way. They lie encrypted in DATA_DIR/uploads (AES-256-CTR, which can go on at any byte, under a key made
 * from the file's own), so that a lost disk gives nothing away; that nobody changed them is proved only from the moment
 * they are sealed. A kill loses what was not yet written; the length of the file says where to go on.
 */
const BLOCK_BYTES = 16;
const BLOCKS_BYTES = 8;

function folderOf(dataDir: string): string {
  return join(dataDir, "uploads");
}

/** Where an upload lies. Throws RangeError for what is no id: a name from outside never becomes a path. */
function pathOf(dataDir: string, fileId: string): string {
  if (!isUuid(fileId)) throw new RangeError("not an upload");
  return join(folderOf(dataDir), fileId);
}

function cipherAt(fileKey: Uint8Array, offset: number, direction: "in" | "out"): Transform {
  const key = createHmac("sha256", fileKey).update("hegui-upload-v1").digest();
  const counter = Buffer.alloc(BLOCK_BYTES);
  counter.writeBigUInt64BE(BigInt(Math.floor(offset / BLOCK_BYTES)), BLOCKS_BYTES);
  const make = direction === "in" ? createCipheriv : createDecipheriv;
  const cipher = make("aes-256-ctr", key, counter);
  cipher.update(Buffer.alloc(offset % BLOCK_BYTES));
  return new Transform({
    transform: (chunk: Buffer, _encoding, done) => done(null, cipher.update(chunk)),
  });
}

/** How many bytes of an upload have come; none when it has not begun. */
export async function spooledBytes(dataDir: string, fileId: string): Promise<number> {
  const found = await stat(pathOf(dataDir, fileId)).catch(() => null);
  return found?.isFile() ? found.size : 0;
}

/** Writes what comes from `offset` on, and gives how far it got; a broken line keeps what came. */
export async function writeSpool(
  dataDir: string,
  fileId: string,
  fileKey: Uint8Array,
  source: Readable,
  offset: number,
): Promise<number> {
  await mkdir(folderOf(dataDir), { recursive: true, mode: 0o700 });
  const path = pathOf(dataDir, fileId);
  await (await open(path, "a", 0o600)).close();
  const target = createWriteStream(path, { flags: "r+", start: offset });
  await pipeline(source, cipherAt(fileKey, offset, "in"), target);
  return offset + target.bytesWritten;
}

/** The plain bytes of a complete upload. */
export function readSpool(dataDir: string, fileId: string, fileKey: Uint8Array): Readable {
  const source = createReadStream(pathOf(dataDir, fileId), { highWaterMark: 256 * 1024 });
  const plain = cipherAt(fileKey, 0, "out");
  source.on("error", (error) => plain.destroy(error));
  plain.on("close", () => source.destroy());
  return source.pipe(plain);
}

/** Throws an upload away. */
export async function removeSpool(dataDir: string, fileId: string): Promise<void> {
  await rm(pathOf(dataDir, fileId), { force: true });
}

/** The ids of all uploads that lie there. */
export async function spooledIds(dataDir: string): Promise<string[]> {
  return (await readdir(folderOf(dataDir)).catch(() => [])).filter(isUuid);
}
