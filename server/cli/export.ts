import { parseArgs } from "node:util";
import { TABLE_FORMATS } from "@/domain/shared/table-format";
import type { Principal } from "@/server/kernel/actor";
import { execute } from "@/server/kernel/command";
import { tableFile } from "@/server/kernel/download";
import { configureLog } from "@/server/kernel/logger";
import { newId } from "@/server/kernel/new-id";
import { commandLinePrincipal } from "@/server/kernel/principal-os";
import { runtime } from "@/server/kernel/runtime";
import { exportRegister, openExport as openRegister, ordersTable } from "@/server/orders/public";
import { exportLargeValue, largeValueTable, openExport } from "@/server/reports/public";
import { writeWhole } from "./whole-file";

const HELP = `npm run export -- large-value|orders --out <file> [--from YYYY-MM-DD] [--to YYYY-MM-DD] [--format csv|xlsx] [--lang zh|en] [--programme pay]

Writes the large-value list, names masked, or the register of authorities' orders, without names, as CSV or as a workbook:
cells safe against formulas.
`;

type House = Awaited<ReturnType<typeof runtime>>;
type Asked = { principal: Principal; input: unknown; key: string; requestId: string };

/** Records an export and gives its table, or the refusal. */
async function tableOf(what: string, house: House, call: Asked) {
  if (what === "orders") {
    const outcome = await execute(house, exportRegister, call);
    if (!outcome.ok) return outcome;
    const filters = await openRegister(house, call.principal, outcome.result.exportId);
    return { ok: true as const, table: ordersTable(house, call.principal, filters) };
  }
  const outcome = await execute(house, exportLargeValue, call);
  if (!outcome.ok) return outcome;
  const filters = await openExport(house, call.principal, outcome.result.exportId);
  return { ok: true as const, table: largeValueTable(house, call.principal, filters) };
}

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
  if (
    !["large-value", "orders"].includes(positionals.join()) ||
    !values.out ||
    !format ||
    !["zh", "en"].includes(values.lang)
  ) {
    process.stderr.write(HELP);
    return 2;
  }
  const house = await runtime();
  configureLog("error");
  const principal = commandLinePrincipal(values.programme);
  const input = { from: values.from, to: values.to, language: values.lang === "en" ? "en" : "zh-CN", format };
  const requestId: string = newId();
  const outcome = await tableOf(positionals.join(), house, { principal, input, key: requestId, requestId });
  if (!outcome.ok) {
    process.stderr.write(
      `refused: ${outcome.code}${outcome.issues ? ` ${outcome.issues.map(({ path }) => path).join(", ")}` : ""}\n`,
    );
    return 1;
  }
  await writeWhole(values.out, tableFile(format, outcome.table));
  process.stdout.write(`written to ${values.out}\n`);
  await house.pool.end();
  return 0;
}

process.exitCode = await main().catch((error: unknown) => {
  process.stderr.write(`export failed: ${error instanceof Error ? error.message : "unknown"}\n`);
  return 1;
});
