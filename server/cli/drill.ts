import { parseArgs } from "node:util";
import { env } from "@/env";
import { configureLog } from "@/server/kernel/logger";
import { ringProtection, runtime } from "@/server/kernel/runtime";
import { type DrillResult, runDrill } from "@/server/operations/public";
import { explainProblem, failedRun, keepRun, lineByLine } from "@/server/operations/terminal";

const HELP = `npm run drill -- [--programme pay] [--json]

Tries the way back while the console runs: makes a backup, restores it into a database of its own on the same server,
compares every table, verifies the audit logs offline, opens a sample of sealed values, and leaves nothing behind. Needs room
for two copies beside DATA_DIR. The run is kept and shown on the page of keys and backups.

Exit: 0 the backup can be restored, 1 it cannot (the first thing that is wrong is named), 2 wrong usage.
`;

function report(result: DrillResult): string {
  const { rows, files, auditEntries, keysOpened, valuesOpened, backupSeconds, restoreSeconds, verifySeconds } = result;
  return [
    `backup    ${backupSeconds.toFixed(1)} s   ${rows} rows, ${files} files, ${result.bytes} bytes`,
    `restore   ${restoreSeconds.toFixed(1)} s   every table equal`,
    `verify    ${verifySeconds.toFixed(1)} s   ${auditEntries} audit entries, ${keysOpened} data keys, ${valuesOpened} values`,
    "",
  ].join("\n");
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      programme: { type: "string", default: "pay" },
      json: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    process.stdout.write(HELP);
    return 0;
  }
  const own = await runtime();
  configureLog("error");
  try {
    const run = { kind: "drill", startedAt: own.clock(), withKeys: true } as const;
    const { DATABASE_URL: databaseUrl, DATA_DIR: dataDir, EVIDENCE_STORE } = env();
    const filesOnDisk = EVIDENCE_STORE === "disk";
    const protection = ringProtection();
    const result = await runDrill({
      runtime: own,
      databaseUrl,
      dataDir,
      protection,
      filesOnDisk,
      say: lineByLine(),
    }).catch(async (error: unknown) => {
      await keepRun(own, values.programme, failedRun(run, error));
      throw error;
    });
    const { backupId, ...measures } = result;
    await keepRun(own, values.programme, { ...run, failureCode: null, backupId, measures });
    process.stdout.write(values.json ? `${JSON.stringify(result)}\n` : report(result));
    return 0;
  } finally {
    await own.pool.end();
  }
}

process.exitCode = await main().catch(explainProblem("drill"));
