import { randomUUID } from "node:crypto";
import { closeSync, fstatSync, openSync, readFileSync, type Stats, statSync } from "node:fs";
import { chmod, link, mkdir, open, rename, rm, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { z } from "zod";
import { plainText, type RingProtection } from "@/server/kernel/crypto/ring-protection";

const secret = z.string().regex(/^[A-Za-z0-9+/]{43}=$/);
const ringFile = z.strictObject({
  format: z.literal("hegui-key-ring"),
  version: z.literal(1),
  current: z.int().positive(),
  masters: z.array(z.strictObject({ version: z.int().positive(), key: secret })).min(1),
  blind: secret,
  purposes: secret,
  signing: z.array(z.strictObject({ pkcs8: z.base64() })).min(1),
});

/** The key ring as it lies on disk: secrets in base64. */
export type RingFile = z.infer<typeof ringFile>;

/** Which writing of the file this is: it changes with every replacement. */
export type RingMark = string;

/**
 * Reads a ring file; undefined when there is none. Refuses one that others may read or replace, or that is not a key
 * ring. Under a key management service the service is asked to release it.
 */
export async function readRingFile(
  path: string,
  protection: RingProtection = plainText,
): Promise<RingFile | undefined> {
  const found = readText(path);
  if (!found) return undefined;
  await protection.prepare(path, found.text);
  return parseRing(path, protection.decode(path, found.text));
}

/**
 * The ring as it lies there now with its mark, at once and without asking anybody: for a process that has it open and
 * was told that it changed. `known`: the mark it holds; nothing is read, and undefined given, while that stands.
 */
export function readRingNow(
  path: string,
  protection: RingProtection,
  known?: RingMark,
): { ring: RingFile; mark: RingMark } | undefined {
  if (known !== undefined && markOf(statSync(path)) === known) return undefined;
  const found = readText(path);
  return found && { ring: parseRing(path, protection.decode(path, found.text)), mark: found.mark };
}

function markOf(stats: Stats): RingMark {
  return `${stats.ino}:${stats.mtimeMs}:${stats.size}`;
}

function readText(path: string): { text: string; mark: RingMark } | undefined {
  let file: number;
  try {
    file = openSync(path, "r");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw new Error(`the key ring ${path} cannot be read (${(error as NodeJS.ErrnoException).code ?? "unknown"})`);
  }
  try {
    const stats = fstatSync(file);
    assertPrivate(path, stats);
    return { text: readFileSync(file, "utf8"), mark: markOf(stats) };
  } finally {
    closeSync(file);
  }
}

/** Windows keeps no such bits: there the directory's access list guards the file. */
function assertPrivate(path: string, stats: Stats): void {
  if (process.platform === "win32") return;
  if ((stats.mode & 0o077) !== 0) {
    throw new Error(`the key ring ${path} may be read by others than its owner: run chmod 600 on it`);
  }
  const directory = dirname(path);
  if ((statSync(directory).mode & 0o077) !== 0) {
    throw new Error(`the key ring's directory ${directory} is open to others than its owner: run chmod 700 on it`);
  }
}

/** Writes a first ring file, unless another process was quicker; gives the one that stands. */
export async function createRingFile(
  path: string,
  ring: RingFile,
  protection: RingProtection = plainText,
): Promise<RingFile> {
  const directory = dirname(path);
  await mkdir(directory, { recursive: true, mode: 0o700 });
  await chmod(directory, 0o700);
  const draft = await writeDraft(path, await protection.encode(ring));
  try {
    await link(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  } finally {
    await rm(draft, { force: true });
  }
  await flushDirectory(directory);
  const standing = await readRingFile(path, protection);
  if (!standing) throw new Error(`the key ring ${path} vanished while it was made`);
  return standing;
}

/** Puts a changed ring in place of the old one, all or nothing. */
export async function replaceRingFile(
  path: string,
  ring: RingFile,
  protection: RingProtection = plainText,
): Promise<void> {
  await stat(path);
  await rename(await writeDraft(path, await protection.encode(ring)), path);
  await flushDirectory(dirname(path));
}

async function writeDraft(path: string, text: string): Promise<string> {
  const draft = `${path}.${randomUUID()}.tmp`;
  const handle = await open(draft, "wx", 0o600);
  try {
    await handle.writeFile(text, "utf8");
    await handle.sync();
  } finally {
    await handle.close();
  }
  return draft;
}

/** A new name is on disk only once its directory is. Windows cannot open directories and needs no such step. */
async function flushDirectory(directory: string): Promise<void> {
  if (process.platform === "win32") return;
  const handle = await open(directory, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Never quotes the content: a broken ring must not put its secrets into an error. */
function parseRing(path: string, value: unknown): RingFile {
  const checked = ringFile.safeParse(value);
  if (!checked.success) throw new Error(`${path} is not a key ring of a known version`);
  return checked.data;
}
