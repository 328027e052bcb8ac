import { parseArgs } from "node:util";
import { TABLE_FORMATS } from "@/domain/shared/table-format";
import { execute } from "@/server/kernel/command";
import { tableFile } from "@/server/kernel/download";
import { configureLog } from "@/server/kernel/logger";
import { newId } from "@/server/kernel/new-id";
import { commandLinePrincipal } from "@/server/kernel/principal-os";
import { runtime } from "@/server/kernel/runtime";
import { exportLargeValue, largeValueTable, openExport } from "@/server/reports/public";
import { writeWhole } from "./whole-file";

const HELP = `npm run export -- large-value --out <file> [--from YYYY-MM-DD] [--to YYYY-MM-DD] [--format csv|xlsx] [--lang zh|en] [--programme pay]

Writes the large-value list as CSV or as a workbook: names masked, cells safe against formulas.
`;

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      out: { type: "string" },
      from: { type: "string" },
      to: { type: "string" },
      format: { type: "string", default: "csv" },
      lang: { type: "string", default: "zh" },
      programme: { type: "string", default: "pay" },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    process.stdout.write(HELP);
    return 0;
  }
  const format = TABLE_FORMATS.find((known) => known === values.format);
  if (positionals.join() !== "large-value" || !values.out || !format || !["zh", "en"].includes(values.lang)) {
    process.stderr.write(HELP);
    return 2;
  }
  const house = await runtime();
  configureLog("error");
  const principal = commandLinePrincipal(values.programme);
  const input = { from: values.from, to: values.to, language: values.lang === "en" ? "en" : "zh-CN", format };
  const requestId: string = newId();
  const outcome = await execute(house, exportLargeValue, { principal, input, key: requestId, requestId });
  if (!outcome.ok) {
    process.stderr.write(
      `refused: ${outcome.code}${outcome.issues ? ` ${outcome.issues.map(({ path }) => path).join(", ")}` : ""}\n`,
    );
    return 1;
  }
  const filters = await openExport(house, principal, outcome.result.exportId);
  await writeWhole(values.out, tableFile(format, largeValueTable(house, principal, filters)));
  process.stdout.write(`written to ${values.out}\n`);
  await house.pool.end();
  return 0;
}

process.exitCode = await main().catch((error: unknown) => {
  process.stderr.write(`export failed: ${error instanceof Error ? error.message : "unknown"}\n`);
  return 1;
});
