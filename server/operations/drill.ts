import { spawn } from "node:child_process";
import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { DRILL_SAMPLE } from "@/domain/operations/policy";
import { exportLines, sealAll } from "@/server/audit/public";
import { keyIdOfSealed, open } from "@/server/kernel/crypto/envelope";
import type { RingProtection } from "@/server/kernel/crypto/ring-protection";
import { newId } from "@/server/kernel/new-id";
import { createRuntime, type Runtime } from "@/server/kernel/runtime";
import { makeBackup } from "./backup";
import { RunProblem } from "./failure";
import { restoreBackup } from "./restore";

const VERIFIER = fileURLToPath(new URL("../../scripts/audit-verify.mjs", import.meta.url));

export type DrillResult = {
  readonly backupId: string;
  readonly rows: number;
  readonly bytes: number;
  readonly files: number;
  readonly auditEntries: number;
  readonly keysOpened: number;
  readonly valuesOpened: number;
  readonly backupSeconds: number;
  readonly restoreSeconds: number;
  readonly verifySeconds: number;
};

/**
 * Tries the way back: a backup of the house, restored into a database of its own beside it, every table compared, the audit
 * logs verified by the offline verifier, and sealed values opened with the restored keys. Leaves nothing behind.
 */
export async function runDrill(request: {
  runtime: Runtime;
  databaseUrl: string;
  dataDir: string;
  protection?: RingProtection;
  filesOnDisk: boolean;
  say?: (line: string) => void;
}): Promise<DrillResult> {
  const { runtime, databaseUrl, dataDir, protection, say = () => undefined } = request;
  const folder = await mkdtemp(join(dataDir, "drill-"));
  const name = `hegui_drill_${newId().replaceAll("-", "")}`;
  const url = new URL(databaseUrl);
  url.pathname = `/${name}`;
  const [out, keysOut, scratch] = [join(folder, "data"), join(folder, "keys"), join(folder, "scratch")];
  const timed = async <T>(work: () => Promise<T>): Promise<[T, number]> => {
    const started = performance.now();
    return [await work(), Math.round(performance.now() - started) / 1000];
  };
  try {
    await onServer(databaseUrl, `create database ${name}`);
    // What waits to be sealed would not be looked at by the verifier.
    await sealAll(runtime);
    say("backing up");
    const [backup, backupSeconds] = await timed(() => makeBackup({ ...request, out, keysOut }));
    say("restoring into a database of its own");
    const [restored, restoreSeconds] = await timed(() =>
      restoreBackup({
        from: out,
        keys: keysOut,
        erasures: { file: join(keysOut, "erasures.jsonl") },
        databaseUrl: url.toString(),
        dataDir: scratch,
        protection,
        placeFiles: false,
        say,
      }),
    );
    say("verifying");
    const [valuesOpened, verifySeconds] = await timed(async () => {
      const other = await createRuntime({
        databaseUrl: url.toString(),
        dataDir: scratch,
        poolSize: 4,
        clock: runtime.clock,
        protection,
      });
      try {
        await verifyExports(other, folder);
        return await openSample(other);
      } finally {
        await other.pool.end();
      }
    });
    const { rows, bytes, backupId } = backup;
    const { files, auditEntries, keysOpened } = restored;
    return {
      backupId,
      rows,
      bytes,
      files,
      auditEntries,
      keysOpened,
      valuesOpened,
      backupSeconds,
      restoreSeconds,
      verifySeconds,
    };
  } finally {
    await onServer(databaseUrl, `drop database if exists ${name} with (force)`).catch(() => undefined);
    await rm(folder, { recursive: true, force: true });
  }
}

async function onServer(databaseUrl: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl, application_name: "hegui-drill" });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** Exports every log of the restored house and has the offline verifier, which shares no code with us, look at it. */
async function verifyExports(runtime: Runtime, folder: string): Promise<void> {
  const { rows } = await runtime.pool.query<{ log: string; size: string }>(
    "select log, max(tree_size)::text as size from audit_heads group by log order by log",
  );
  for (const { log, size } of rows) {
    const file = join(folder, `${log}.jsonl`);
    const lines = exportLines(runtime, { log, treeSize: Number(size) });
    await pipeline(Readable.from(lines), createWriteStream(file, { mode: 0o600 }));
    const child = spawn(process.execPath, [VERIFIER, file], { stdio: ["ignore", "ignore", "pipe"] });
    const said: Buffer[] = [];
    child.stderr.on("data", (chunk: Buffer) => said.push(chunk));
    const [code] = (await once(child, "close")) as [number | null];
    if (code !== 0)
      throw new RunProblem("audit-broken", `audit log ${log}: ${Buffer.concat(said).toString("utf8").trim()}`);
  }
}

type Sealed = { id: string; column: "name_sealed" | "external_ref_sealed"; sealed: Buffer };

/** Opens sealed names and references of customers, chosen by chance, and forgets them: the keys fit the values. */
async function openSample(runtime: Runtime): Promise<number> {
  const { rows } = await runtime.pool.query<Sealed>(
    `select id, v.name as column, v.sealed from customers,
       lateral (values ('name_sealed', name_sealed), ('external_ref_sealed', external_ref_sealed)) as v (name, sealed)
     where v.sealed is not null order by random() limit $1`,
    [DRILL_SAMPLE],
  );
  const wanted = rows.map(({ sealed }) => keyIdOfSealed(sealed));
  const keys = await runtime.pool.query<{ id: string; subject_id: string; retention_class: string; wrapped: Buffer }>(
    "select id, subject_id, retention_class, wrapped from subject_keys where id = any($1::uuid[])",
    [wanted],
  );
  const byId = new Map(keys.rows.map((row) => [row.id, row]));
  let opened = 0;
  for (const [at, { id, column, sealed }] of rows.entries()) {
    const key = byId.get(wanted[at] ?? "");
    // An erased customer's key is gone, as it should be.
    if (!key) continue;
    const context = { keyId: key.id, subjectId: key.subject_id, retentionClass: key.retention_class };
    try {
      open(sealed, runtime.keyRing.unwrap(key.wrapped, context), { table: "customers", column, rowId: id });
    } catch {
      throw new RunProblem("unreadable-sample", `customer ${id}: a restored value does not open`);
    }
    opened += 1;
  }
  return opened;
}
