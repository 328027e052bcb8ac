import { randomUUID } from "node:crypto";
import { chmod, link, mkdir, open, rename, rm, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { z } from "zod";

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

/** Reads a ring file; undefined when there is none. Refuses one that others may read, or that is not a key ring. */
export async function readRingFile(path: string): Promise<RingFile | undefined> {
  const handle = await open(path, "r").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });
  if (!handle) return undefined;
  try {
    // Windows keeps no such bits: there the directory's access list guards the file.
    const { mode } = await handle.stat();
    if (process.platform !== "win32" && (mode & 0o077) !== 0) {
      throw new Error(`the key ring ${path} may be read by others than its owner: run chmod 600 on it`);
    }
    return parse(path, await handle.readFile("utf8"));
  } finally {
    await handle.close();
  }
}

/** Writes a first ring file, unless another process was quicker; gives the one that stands. */
export async function createRingFile(path: string, ring: RingFile): Promise<RingFile> {
  const directory = dirname(path);
  await mkdir(directory, { recursive: true, mode: 0o700 });
  await chmod(directory, 0o700);
  const draft = await writeDraft(path, ring);
  try {
    await link(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  } finally {
    await rm(draft, { force: true });
  }
  await flushDirectory(directory);
  const standing = await readRingFile(path);
  if (!standing) throw new Error(`the key ring ${path} vanished while it was made`);
  return standing;
}

/** Puts a changed ring in place of the old one, all or nothing. */
export async function replaceRingFile(path: string, ring: RingFile): Promise<void> {
  await stat(path);
  await rename(await writeDraft(path, ring), path);
  await flushDirectory(dirname(path));
}

async function writeDraft(path: string, ring: RingFile): Promise<string> {
  const draft = `${path}.${randomUUID()}.tmp`;
  const handle = await open(draft, "wx", 0o600);
  try {
    await handle.writeFile(`${JSON.stringify(ring, undefined, 2)}\n`, "utf8");
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
function parse(path: string, text: string): RingFile {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Error(`the key ring ${path} is not JSON`);
  }
  const checked = ringFile.safeParse(value);
  if (!checked.success) throw new Error(`${path} is not a key ring of a known version`);
  return checked.data;
}
