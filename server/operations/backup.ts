import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, opendir, readFile, rm } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import pg from "pg";
import { to as copyTo } from "pg-copy-streams";
import { keyRingPath } from "@/server/kernel/crypto/key-ring";
import { newId } from "@/server/kernel/new-id";
import type { Runtime } from "@/server/kernel/runtime";
import {
  beginArchive,
  finishArchive,
  type Manifest,
  meter,
  PRIVATE_FILE,
  PRIVATE_FOLDER,
  type TableEntry,
} from "./archive";
import { ledgerLines } from "./erasure-ledger";
import { RunProblem } from "./failure";
import {
  digestOf,
  type KeptTable,
  keptTables,
  ledgerMonths,
  migrationHashes,
  PLAIN_SESSION,
  sequencesOf,
} from "./tables";

export type BackupRequest = {
  readonly runtime: Runtime;
  readonly databaseUrl: string;
  readonly dataDir: string;
  /** Where the data go: a directory that does not exist yet. */
  readonly out: string;
  /** Where the keys go, apart from the data; left out, no keys are kept. */
  readonly keysOut?: string;
  /** Whether evidence lies on this machine's disk; files of another store are backed up there. */
  readonly filesOnDisk: boolean;
  readonly say?: (line: string) => void;
};

export type BackupResult = {
  readonly backupId: string;
  readonly manifest: Manifest;
  readonly rows: number;
  readonly bytes: number;
};

/**
 * Backs the house up as one moment saw it: data here, keys there. Streams; memory does not grow with the data. What is
 * broken off leaves only directories whose names end in `.partial-…`.
 */
export async function makeBackup(request: BackupRequest): Promise<BackupResult> {
  const { runtime, out, keysOut, say = () => undefined } = request;
  if (keysOut && apartFrom(out, keysOut) === false) {
    throw new RunProblem("other", "keys and data go to different directories, neither inside the other");
  }
  const drafts: string[] = [];
  const client = new pg.Client({ connectionString: request.databaseUrl, application_name: "hegui-backup" });
  await client.connect();
  try {
    const data = await beginArchive(out);
    drafts.push(data);
    const keys = keysOut ? await beginArchive(keysOut) : undefined;
    if (keys) drafts.push(keys);
    await client.query("begin isolation level repeatable read read only");
    await client.query(PLAIN_SESSION);
    const base = await describe(client, runtime);
    const tables = await keptTables(client);
    const entries = await writeTables(client, data, tables.data, say);
    const files = request.filesOnDisk ? await copyFiles(join(request.dataDir, "files"), data, say) : null;
    const manifest: Manifest = { ...base, part: "data", tables: entries, files };
    if (keys && keysOut) {
      const kept = await writeTables(client, keys, tables.keys, say);
      await keepRing(request.dataDir, keys);
      await writeLedger(client, runtime, join(keys, "erasures.jsonl"), base.createdAt);
      const apart = { ...base, part: "keys" as const, tables: kept, files: null, sequences: [], months: [], heads: [] };
      await finishArchive(keys, keysOut, apart, runtime.keyRing);
    }
    // Last: data without their keys would look like a backup.
    await finishArchive(data, out, manifest, runtime.keyRing);
    const rows = entries.reduce((sum, entry) => sum + entry.rows, 0);
    const bytes = entries.reduce((sum, entry) => sum + entry.bytes, files?.copied ?? 0);
    return { backupId: manifest.backupId, manifest, rows, bytes };
  } catch (error) {
    for (const draft of drafts) await rm(draft, { recursive: true, force: true });
    throw error;
  } finally {
    await client.query("rollback").catch(() => undefined);
    await client.end();
  }
}

/** Writes only the ledger of destroyed data keys, to be kept apart and often. */
export async function writeErasures(runtime: Runtime, path: string): Promise<void> {
  const client = await runtime.pool.connect();
  try {
    await client.query("begin isolation level repeatable read read only");
    await writeLedger(client, runtime, path, runtime.clock());
  } finally {
    await client.query("rollback").catch(() => undefined);
    client.release();
  }
}

function apartFrom(one: string, other: string): boolean {
  const [a, b] = [relative(one, other), relative(other, one)];
  return a !== "" && a.startsWith("..") && b.startsWith("..");
}

async function describe(client: pg.Client, runtime: Runtime): Promise<Omit<Manifest, "part" | "tables" | "files">> {
  const heads = await client.query<{ log: string; tree_size: string; root_hash: Buffer; key_id: string }>(
    "select distinct on (log) log, tree_size, root_hash, key_id from audit_heads order by log, tree_size desc",
  );
  return {
    format: "hegui-backup",
    version: 1,
    backupId: newId(),
    createdAt: runtime.clock(),
    appVersion: await appVersion(),
    keyId: runtime.keyRing.signing.id,
    migrations: await migrationHashes(client),
    sequences: await sequencesOf(client),
    months: await ledgerMonths(client),
    heads: heads.rows.map((head) => ({
      log: head.log,
      treeSize: Number(head.tree_size),
      rootHash: head.root_hash.toString("hex"),
      keyId: head.key_id,
    })),
  };
}

async function appVersion(): Promise<string> {
  return (JSON.parse(await readFile("package.json", "utf8")) as { version: string }).version;
}

async function writeTables(
  client: pg.Client,
  directory: string,
  tables: readonly KeptTable[],
  say: (line: string) => void,
): Promise<TableEntry[]> {
  await mkdir(join(directory, "tables"), { mode: PRIVATE_FOLDER });
  const entries: TableEntry[] = [];
  for (const [at, table] of tables.entries()) {
    const file = `tables/${table.name}.copy.gz`;
    const { rows, digest } = await digestOf(client, table.select);
    const through = meter();
    const copy = client.query(copyTo(`copy (${table.select}) to stdout`));
    await pipeline(copy, createGzip({ level: 3 }), through, privateStream(join(directory, file)));
    entries.push({
      name: table.name,
      columns: [...table.columns],
      file,
      rows,
      digest,
      bytes: through.bytes,
      sha256: through.digest(),
    });
    say(`${at + 1}/${tables.length} ${table.name}: ${rows} rows`);
  }
  return entries;
}

const privateStream = (path: string) => createWriteStream(path, { flags: "wx", mode: PRIVATE_FILE, flush: true });

/** The ring as it lies on disk: under a key management service it stays sealed. */
async function keepRing(dataDir: string, directory: string): Promise<void> {
  const target = keyRingPath(directory);
  await mkdir(dirname(target), { mode: PRIVATE_FOLDER });
  await pipeline(createReadStream(keyRingPath(dataDir)), privateStream(target));
}

async function writeLedger(client: pg.ClientBase, runtime: Runtime, path: string, createdAt: string): Promise<void> {
  await pipeline(Readable.from(ledgerLines(client, createdAt, runtime.keyRing)), privateStream(path));
}

/** Copies every file of evidence, sealed as it lies, and lists it with its hash. One erased meanwhile is not missed. */
async function copyFiles(from: string, directory: string, say: (line: string) => void): Promise<Manifest["files"]> {
  const file = "files.jsonl";
  let [count, copied] = [0, 0];
  async function* lines(): AsyncGenerator<string> {
    const folder = await opendir(from, { recursive: true }).catch(() => undefined);
    if (!folder) return;
    for await (const entry of folder) {
      if (!entry.isFile()) continue;
      const source = join(entry.parentPath, entry.name);
      const path = relative(from, source);
      const target = join(directory, "files", path);
      await mkdir(dirname(target), { recursive: true, mode: PRIVATE_FOLDER });
      const through = meter();
      try {
        await pipeline(createReadStream(source), through, privateStream(target));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
        await rm(target, { force: true });
        continue;
      }
      count += 1;
      copied += through.bytes;
      yield `${JSON.stringify({ path, bytes: through.bytes, sha256: through.digest() })}\n`;
    }
  }
  const list = meter();
  await pipeline(Readable.from(lines()), list, privateStream(join(directory, file)));
  if (count > 0) say(`${count} files of evidence`);
  return { file, count, bytes: list.bytes, sha256: list.digest(), copied };
}
