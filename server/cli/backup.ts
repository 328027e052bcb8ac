import { parseArgs } from "node:util";
import { env } from "@/env";
import { sealAll } from "@/server/audit/sealer";
import { configureLog } from "@/server/kernel/logger";
import { runtime } from "@/server/kernel/runtime";
import { makeBackup, writeErasures } from "@/server/operations/public";
import { explainProblem, failedRun, keepRun, lineByLine } from "@/server/operations/terminal";

const HELP = `npm run backup -- --out <directory> [--keys-out <directory> | --no-keys]
npm run backup -- --erasures-out <file>

Writes the house as one moment saw it: the data into one new directory, the wrapped data keys and the key ring into
another, <out>.keys unless told otherwise. Keep the two in different places: either alone opens nothing.
The second form writes the signed list of what was erased: keep it with the keys and renew it often, for a restore asks
for it. Running and being written to is no hindrance.

  --out <directory>       where the data go; it must not exist yet
  --keys-out <directory>  where the keys go
  --no-keys               no keys: such a backup opens only with a key archive of the same run
  --erasures-out <file>   write the list of erasures only
  --programme <id>        whose audit log tells of it (pay)
  --json                  the result as JSON

Exit: 0 written, 1 not written (what is left ends in .partial-…), 2 wrong usage.
`;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      out: { type: "string" },
      "keys-out": { type: "string" },
      "no-keys": { type: "boolean", default: false },
      "erasures-out": { type: "string" },
      programme: { type: "string", default: "pay" },
      json: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    process.stdout.write(HELP);
    return 0;
  }
  const onlyErasures = values["erasures-out"];
  const wrong = onlyErasures ? values.out !== undefined : !values.out || (values["no-keys"] && values["keys-out"]);
  if (wrong) {
    process.stderr.write(HELP);
    return 2;
  }
  const own = await runtime();
  configureLog("error");
  try {
    if (onlyErasures) {
      await writeErasures(own, onlyErasures);
      process.stdout.write(`erasures written to ${onlyErasures}\n`);
      return 0;
    }
    const out = values.out ?? "";
    const keysOut = values["no-keys"] ? undefined : (values["keys-out"] ?? `${out.replace(/\/+$/, "")}.keys`);
    await sealAll(own);
    const startedAt = own.clock();
    const run = { kind: "backup", startedAt, withKeys: keysOut !== undefined } as const;
    const { DATABASE_URL: databaseUrl, DATA_DIR: dataDir, EVIDENCE_STORE } = env();
    const filesOnDisk = EVIDENCE_STORE === "disk";
    const result = await makeBackup({
      runtime: own,
      databaseUrl,
      dataDir,
      out,
      keysOut,
      filesOnDisk,
      say: lineByLine(),
    }).catch(async (error: unknown) => {
      await keepRun(own, values.programme, failedRun(run, error));
      throw error;
    });
    const { backupId, rows, bytes, manifest } = result;
    const measures = { rows, bytes, tables: manifest.tables.length, files: manifest.files?.count ?? 0 };
    await keepRun(own, values.programme, { ...run, failureCode: null, backupId, measures });
    if (values.json)
      process.stdout.write(`${JSON.stringify({ backupId, out, keysOut: keysOut ?? null, ...measures })}\n`);
    else {
      process.stdout.write(`backup ${backupId}: ${rows} rows, ${bytes} bytes in ${out}\n`);
      process.stdout.write(
        keysOut ? `keys in ${keysOut}: move them to another place\n` : "without keys: it opens with them alone\n",
      );
      if (!filesOnDisk) process.stdout.write("evidence lies in the other store and is backed up there\n");
    }
    return 0;
  } finally {
    await own.pool.end();
  }
}

process.exitCode = await main().catch(explainProblem("backup"));
