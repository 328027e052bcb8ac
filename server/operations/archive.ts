import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, open, readFile, rename, stat } from "node:fs/promises";
import { dirname, join, resolve, sep } from "node:path";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { z } from "zod";
import { verifyEd25519 } from "@/server/kernel/crypto/ed25519";
import type { KeyRing } from "@/server/kernel/crypto/key-ring";
import { RunProblem } from "./failure";

/*
 * An archive is a directory: manifest.json, manifest.sig (Ed25519 over the manifest's bytes, base64), and the files the
 * manifest lists with their hashes. A backup is two of them: `data`, and `keys` with the ring and every wrapped data key.
 */
const hash = z.string().regex(/^[0-9a-f]{64}$/);
const size = z.int().nonnegative();
const name = z.string().regex(/^[a-z_][a-z0-9_]*$/);

const tableEntry = z.strictObject({
  name,
  columns: z.array(name).min(1),
  file: z.string(),
  rows: size,
  /** Sum over the rows of a hash of each: the order of rows does not matter. */
  digest: z.string(),
  bytes: size,
  sha256: hash,
});
const listEntry = z.strictObject({ file: z.string(), count: size, bytes: size, sha256: hash });

const manifestShape = z.strictObject({
  format: z.literal("hegui-backup"),
  version: z.literal(1),
  part: z.enum(["data", "keys"]),
  backupId: z.uuid(),
  createdAt: z.iso.datetime(),
  appVersion: z.string(),
  keyId: z.string(),
  /** Hashes of the migrations that made the schema, in their order. */
  migrations: z.array(hash),
  tables: z.array(tableEntry),
  sequences: z.array(z.strictObject({ name, value: z.string().regex(/^\d+$/) })),
  /** First days of the months that have a partition of the ledger. */
  months: z.array(z.iso.date()),
  heads: z.array(z.strictObject({ log: z.string(), treeSize: size, rootHash: hash, keyId: z.string() })),
  /** Sealed files of evidence, listed in a file of their own; null when they lie in another store. */
  files: listEntry.extend({ copied: size }).nullable(),
});

export type Manifest = z.output<typeof manifestShape>;
export type TableEntry = z.output<typeof tableEntry>;
export type FileLine = { readonly path: string; readonly bytes: number; readonly sha256: string };

export const PRIVATE_FILE = 0o600;
export const PRIVATE_FOLDER = 0o700;

/** Counts and hashes what runs through. */
export function meter(): Transform & { readonly bytes: number; digest(): string } {
  const sha = createHash("sha256");
  let bytes = 0;
  const stream = new Transform({
    transform(chunk: Buffer, _, done) {
      bytes += chunk.length;
      sha.update(chunk);
      done(null, chunk);
    },
  });
  let hex: string | undefined;
  return Object.defineProperties(stream, {
    bytes: { get: () => bytes },
    digest: { value: () => (hex ??= sha.digest("hex")) },
  }) as Transform & { bytes: number; digest(): string };
}

/** Size and SHA-256 of a file, read in pieces; undefined when there is none. */
export async function fingerprint(path: string): Promise<{ bytes: number; sha256: string } | undefined> {
  if (!(await stat(path).catch(() => undefined))?.isFile()) return undefined;
  const through = meter();
  await pipeline(createReadStream(path), through, async (source) => {
    for await (const _ of source);
  });
  return { bytes: through.bytes, sha256: through.digest() };
}

/** Writes a small file so that it is whole on disk, for the owner alone. */
export async function writePrivate(path: string, content: string): Promise<void> {
  const handle = await open(path, "wx", PRIVATE_FILE);
  try {
    await handle.writeFile(content, "utf8");
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Where an archive grows: beside its place, so that a killed run never looks like a whole one. */
export async function beginArchive(directory: string): Promise<string> {
  if (await stat(directory).catch(() => undefined)) {
    throw new RunProblem("other", `${directory} exists already: a backup is written to a new directory`);
  }
  await mkdir(dirname(resolve(directory)), { recursive: true });
  const draft = `${resolve(directory)}.partial-${process.pid}`;
  await mkdir(draft, { mode: PRIVATE_FOLDER });
  return draft;
}

/** Signs the manifest and gives the archive its name. */
export async function finishArchive(
  draft: string,
  directory: string,
  manifest: Manifest,
  ring: KeyRing,
): Promise<void> {
  const text = `${JSON.stringify(manifest, undefined, 2)}\n`;
  await writePrivate(join(draft, "manifest.json"), text);
  const signature = ring.signing.sign(Buffer.from(text, "utf8")).toString("base64");
  await writePrivate(join(draft, "manifest.sig"), `${signature}\n`);
  await rename(draft, resolve(directory));
}

/** The manifest of an archive, its signature checked against the ring's keys. Refuses one that is none, or was changed. */
export async function readManifest(directory: string, part: Manifest["part"], ring: KeyRing): Promise<Manifest> {
  const read = (file: string) =>
    readFile(join(directory, file), "utf8").catch(() => {
      throw new RunProblem("archive-incomplete", `${join(directory, file)} is missing: this is no whole archive`);
    });
  const [text, signature] = [await read("manifest.json"), await read("manifest.sig")];
  const parsed = manifestShape.safeParse(parseOrNull(text));
  if (!parsed.success)
    throw new RunProblem("archive-changed", `${join(directory, "manifest.json")} is no manifest of a known version`);
  const manifest = parsed.data;
  const key = ring.verifying.find(({ id }) => id === manifest.keyId);
  if (!key) {
    throw new RunProblem(
      "keys-wrong",
      `${directory} was signed with key ${manifest.keyId}, which the given key ring does not hold`,
    );
  }
  if (!verifyEd25519(key.spki, Buffer.from(text, "utf8"), Buffer.from(signature, "base64"))) {
    throw new RunProblem("archive-changed", `the manifest of ${directory} does not carry its signature`);
  }
  if (manifest.part !== part)
    throw new RunProblem("archive-incomplete", `${directory} holds ${manifest.part}, not ${part}`);
  return manifest;
}

function parseOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Checks that a listed file is there, whole and unchanged, and lies inside the archive. */
export async function checkFile(
  directory: string,
  file: string,
  wanted: { bytes: number; sha256: string },
): Promise<void> {
  const path = inside(directory, file);
  const found = await fingerprint(path);
  if (!found) throw new RunProblem("archive-incomplete", `${path} is missing`);
  if (found.bytes !== wanted.bytes || found.sha256 !== wanted.sha256) {
    throw new RunProblem("archive-changed", `${path} is not what was backed up: its bytes differ`);
  }
}

/** A path below a directory. Refuses one that would lead out of it. */
export function inside(directory: string, file: string): string {
  const path = resolve(directory, file);
  if (!path.startsWith(`${resolve(directory)}${sep}`)) {
    throw new RunProblem("archive-changed", `the archive names a file outside of itself: ${file}`);
  }
  return path;
}
