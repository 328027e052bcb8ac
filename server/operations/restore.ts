import { createReadStream, createWriteStream } from "node:fs";
import { link, mkdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { pipeline } from "node:stream/promises";
import pg from "pg";
import { z } from "zod";
import { migrateDatabase } from "@/db/migrate";
import { remakeSchema, versionOf } from "@/db/schema-version";
import { type KeyRing, keyRingPath, openKeyRing } from "@/server/kernel/crypto/key-ring";
import { KMS_FORMAT, plainText, type RingProtection } from "@/server/kernel/crypto/ring-protection";
import { eraseAgain, keepCertificates } from "@/server/retention/public";
import {
  checkFile,
  type FileLine,
  fingerprint,
  inside,
  type Manifest,
  PRIVATE_FILE,
  PRIVATE_FOLDER,
  readManifest,
} from "./archive";
import { checkLedger, ledgerEntries } from "./erasure-ledger";
import { RunProblem } from "./failure";
import { loadTables, replayErasures } from "./load";
import { proveKeys, verifyLogs } from "./proofs";
import { PLAIN_SESSION } from "./tables";

export type RestoreRequest = {
  /** The archive of the data, and the archive of its keys. */
  readonly from: string;
  readonly keys: string;
  /** The ledger of what was erased since, or the word of the operator that nothing was. */
  readonly erasures: { readonly file: string } | "none-later";
  /** The database that is to be filled: it must hold nothing. */
  readonly databaseUrl: string;
  /** Where the ring and the evidence go. */
  readonly dataDir: string;
  readonly protection?: RingProtection;
  /** False for a trial: evidence is checked and left where it lies. */
  readonly placeFiles?: boolean;
  readonly say?: (line: string) => void;
};

export type RestoreResult = {
  readonly backupId: string;
  readonly createdAt: string;
  readonly rows: number;
  readonly files: number;
  readonly auditEntries: number;
  readonly keysOpened: number;
  readonly erasedAgain: number;
};

/**
 * Restores a house from its archives. Everything is checked before anything is changed; the data come in one transaction,
 * which a kill leaves undone; the ring lies in its place before they do, so that data never stand without their keys. People
 * sign in anew afterwards.
 */
export async function restoreBackup(request: RestoreRequest): Promise<RestoreResult> {
  const { from, keys: keysFrom, databaseUrl, dataDir, placeFiles = true, say = () => undefined } = request;
  const ring = await ringOf(keysFrom, request.protection);
  const data = await readManifest(from, "data", ring);
  const keys = await readManifest(keysFrom, "keys", ring);
  if (keys.backupId !== data.backupId) {
    throw new RunProblem("keys-wrong", `the keys are of backup ${keys.backupId}, the data of ${data.backupId}`);
  }
  say("checking the archives");
  for (const [directory, manifest] of [
    [from, data],
    [keysFrom, keys],
  ] as const) {
    for (const entry of manifest.tables) await checkFile(directory, entry.file, entry);
  }
  const files = await checkFiles(from, data);
  await checkErasures(request.erasures, data, ring);
  const version = await versionOf(data.migrations);
  if (version === undefined) {
    throw new RunProblem(
      "schema-unknown",
      "the archive's schema is newer than this program, or of another one: restore it with the program that made it, or a newer one",
    );
  }
  await assertEmpty(databaseUrl);
  await assertNoOtherRing(dataDir, keysFrom);

  say("making the schema");
  await remakeSchema(databaseUrl, version);
  await placeRing(dataDir, keysFrom);
  if (placeFiles) await placeEvidence(from, data, dataDir);
  const sources = [
    { directory: from, manifest: data },
    { directory: keysFrom, manifest: keys },
  ];
  const done = await inOneTransaction(databaseUrl, async (client) => {
    await loadTables(client, sources, say);
    const auditEntries = await verifyLogs(client, ring, data.heads);
    const keysOpened = await proveKeys(client, ring);
    const erasedAgain = request.erasures === "none-later" ? 0 : await replayErasures(client, request.erasures.file);
    await client.query("update sessions set revoked_at = now(), revoked_by = 'system:cli' where revoked_at is null");
    return { auditEntries, keysOpened, erasedAgain };
  });
  say("bringing the schema up to date");
  await migrateDatabase(databaseUrl);
  // By the schema of today: what the ledger says is gone goes from every table again, not its keys alone.
  await inOneTransaction(databaseUrl, async (client) => {
    await eraseAgain(client);
    if (request.erasures !== "none-later") await proveAgain(client, request.erasures.file);
  });
  const rows = [...data.tables, ...keys.tables].reduce((sum, table) => sum + table.rows, 0);
  return { backupId: data.backupId, createdAt: data.createdAt, rows, files, ...done };
}

/** The proofs that were given since the backup stand again. */
async function proveAgain(client: pg.Client, ledger: string): Promise<void> {
  for await (const entries of ledgerEntries(ledger))
    await keepCertificates(
      client,
      entries.flatMap(({ certificate }) => certificate ?? []),
    );
}

async function inOneTransaction<T>(databaseUrl: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: databaseUrl, application_name: "hegui-restore" });
  await client.connect();
  try {
    await client.query("begin");
    await client.query(PLAIN_SESSION);
    const value = await work(client);
    await client.query("commit");
    return value;
  } finally {
    // Ending the connection undoes a transaction that did not commit.
    await client.end();
  }
}

/** The ring of a key archive, opened where it lies and left as it is. */
async function ringOf(directory: string, protection: RingProtection = plainText): Promise<KeyRing> {
  const text = await readFile(keyRingPath(directory), "utf8").catch(() => {
    throw new RunProblem(
      "keys-missing",
      `${keyRingPath(directory)} is missing: --keys names the archive made with --keys-out`,
    );
  });
  const guard = text.includes(KMS_FORMAT) ? protection : plainText;
  return openKeyRing({ dataDir: directory, create: false, protection: guard }).catch((error: Error) => {
    throw new RunProblem("keys-wrong", error.message);
  });
}

const fileLine = z.strictObject({ path: z.string().min(1), bytes: z.int().nonnegative(), sha256: z.string() });

async function* listedFiles(directory: string, manifest: Manifest): AsyncGenerator<FileLine> {
  if (!manifest.files) return;
  const list = createReadStream(inside(directory, manifest.files.file));
  for await (const line of createInterface({ input: list })) yield fileLine.parse(JSON.parse(line));
}

async function checkFiles(directory: string, manifest: Manifest): Promise<number> {
  if (!manifest.files) return 0;
  await checkFile(directory, manifest.files.file, manifest.files);
  let count = 0;
  for await (const file of listedFiles(directory, manifest)) {
    await checkFile(join(directory, "files"), file.path, file);
    count += 1;
  }
  return count;
}

async function checkErasures(given: RestoreRequest["erasures"], data: Manifest, ring: KeyRing): Promise<void> {
  if (given === "none-later") return;
  const { createdAt } = await checkLedger(given.file, ring);
  if (createdAt < data.createdAt) {
    throw new RunProblem(
      "erasures-missing",
      `${given.file} is of ${createdAt}, before the backup of ${data.createdAt}: what was erased since would come back`,
    );
  }
}

/** Tables that migrations fill, and that tell nothing of use. */
const FILLED_BY_MIGRATIONS = new Set(["role_conflicts", "worker_heartbeats"]);

async function assertEmpty(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl, application_name: "hegui-restore" });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>(
      `select c.relname as name from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
         and not c.relispartition order by 1`,
    );
    for (const { name } of rows.filter((row) => !FILLED_BY_MIGRATIONS.has(row.name))) {
      const found = await client.query(`select 1 from "${name.replaceAll('"', '""')}" limit 1`);
      if (found.rowCount === 0) continue;
      throw new RunProblem(
        "target-not-empty",
        `the database holds data (table ${name}): a backup is restored only into an empty one`,
      );
    }
  } finally {
    await client.end();
  }
}

async function assertNoOtherRing(dataDir: string, keysFrom: string): Promise<void> {
  const here = await fingerprint(keyRingPath(dataDir));
  const there = await fingerprint(keyRingPath(keysFrom));
  if (here && here.sha256 !== there?.sha256) {
    throw new RunProblem(
      "target-not-empty",
      `${keyRingPath(dataDir)} is another house's key ring: move it away, or restore with another DATA_DIR`,
    );
  }
}

async function placeRing(dataDir: string, keysFrom: string): Promise<void> {
  const target = keyRingPath(dataDir);
  if (await stat(target).catch(() => undefined)) return;
  await mkdir(dirname(target), { recursive: true, mode: PRIVATE_FOLDER });
  const draft = `${target}.restored-${process.pid}`;
  await writeFile(draft, await readFile(keyRingPath(keysFrom)), { mode: PRIVATE_FILE });
  try {
    await link(draft, target);
  } finally {
    await rm(draft, { force: true });
  }
}

async function placeEvidence(directory: string, manifest: Manifest, dataDir: string): Promise<void> {
  for await (const { path } of listedFiles(directory, manifest)) {
    const target = inside(join(dataDir, "files"), path);
    await mkdir(dirname(target), { recursive: true, mode: PRIVATE_FOLDER });
    await pipeline(
      createReadStream(inside(join(directory, "files"), path)),
      createWriteStream(target, { mode: PRIVATE_FILE }),
    );
  }
}
