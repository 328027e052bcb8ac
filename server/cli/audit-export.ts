import { parseArgs } from "node:util";
import { exportLog } from "@/server/audit/commands/export-log";
import { exportLines } from "@/server/audit/export-stream";
import { sealAll } from "@/server/audit/sealer";
import { execute } from "@/server/kernel/command";
import { configureLog } from "@/server/kernel/logger";
import { newId } from "@/server/kernel/new-id";
import { commandLinePrincipal } from "@/server/kernel/principal-os";
import { runtime } from "@/server/kernel/runtime";
import { writeWhole } from "./whole-file";

const HELP = `npm run audit:export -- --out <file> [--programme pay] [--clearance general|suspicion]

Writes the sealed audit log of a programme as JSON lines, to be checked with npm run audit:verify -- <file>.
`;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      out: { type: "string" },
      programme: { type: "string", default: "pay" },
      clearance: { type: "string", default: "general" },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    process.stdout.write(HELP);
    return 0;
  }
  if (!values.out || !["general", "suspicion"].includes(values.clearance)) {
    process.stderr.write(HELP);
    return 2;
  }
  const own = await runtime();
  configureLog("error");
  await sealAll(own);
  const outcome = await execute(own, exportLog, {
    principal: commandLinePrincipal(values.programme),
    input: { clearance: values.clearance },
    key: newId(),
    requestId: newId(),
  });
  if (!outcome.ok) {
    process.stderr.write(`refused: ${outcome.code}\n`);
    return 1;
  }
  await writeWhole(values.out, exportLines(own, outcome.result));
  process.stdout.write(`${outcome.result.treeSize} entries of ${outcome.result.log} written to ${values.out}\n`);
  await own.pool.end();
  return 0;
}

process.exitCode = await main().catch((error: unknown) => {
  process.stderr.write(`audit:export failed: ${error instanceof Error ? error.message.split("\n")[0] : "unknown"}\n`);
  return 1;
});
