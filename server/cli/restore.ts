import { parseArgs } from "node:util";
import { env } from "@/env";
import { systemClock } from "@/server/kernel/clock";
import { configureLog } from "@/server/kernel/logger";
import { createRuntime, ringProtection } from "@/server/kernel/runtime";
import { restoreBackup } from "@/server/operations/public";
import { explainProblem, keepRun, lineByLine } from "@/server/operations/terminal";

const HELP = `npm run restore -- --from <directory> --keys <directory> (--erasures <file> | --no-later-erasures) [--into <url>]

Fills an empty database and DATA_DIR from the two archives of one backup. Both are checked to the last byte before anything
is changed. What was erased after the backup is erased again by the list that npm run backup -- --erasures-out wrote;
without it, say --no-later-erasures, and answer for it. Everybody signs in anew afterwards.

  --from <directory>      the archive of the data
  --keys <directory>      the archive of its keys
  --erasures <file>       the latest list of erasures
  --no-later-erasures     nothing was erased since
  --into <url>            another database than the console's own
  --programme <id>        whose audit log tells of it (pay)
  --json                  the result as JSON

Exit: 0 restored, 1 not restored (the first thing that is wrong is named), 2 wrong usage.
`;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      from: { type: "string" },
      keys: { type: "string" },
      erasures: { type: "string" },
      "no-later-erasures": { type: "boolean", default: false },
      into: { type: "string" },
      programme: { type: "string", default: "pay" },
      json: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    process.stdout.write(HELP);
    return 0;
  }
  const { from, keys, erasures } = values;
  if (!from || !keys || (erasures !== undefined) === values["no-later-erasures"]) {
    process.stderr.write(HELP);
    return 2;
  }
  configureLog("error");
  const databaseUrl = values.into ?? env().DATABASE_URL;
  const dataDir = env().DATA_DIR;
  const protection = ringProtection();
  const startedAt = systemClock();
  const result = await restoreBackup({
    from,
    keys,
    erasures: erasures === undefined ? "none-later" : { file: erasures },
    databaseUrl,
    dataDir,
    protection,
    say: lineByLine(),
  });
  const { backupId, createdAt, ...measures } = result;
  const own = await createRuntime({ databaseUrl, dataDir, poolSize: 2, protection, suite: env().CRYPTO_SUITE });
  try {
    await keepRun(own, values.programme, {
      kind: "restore",
      startedAt,
      withKeys: true,
      failureCode: null,
      backupId,
      measures,
    });
  } finally {
    await own.pool.end();
  }
  if (values.json) process.stdout.write(`${JSON.stringify(result)}\n`);
  else {
    process.stdout.write(
      `restored backup ${backupId} of ${createdAt}: ${result.rows} rows, ${result.files} files; ${result.auditEntries} audit entries verified, ${result.erasedAgain} keys erased again\n`,
    );
  }
  return 0;
}

process.exitCode = await main().catch(explainProblem("restore"));
