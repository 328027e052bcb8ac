import { sql } from "drizzle-orm";
import en from "@/messages/en/ingestion.json";
import zhCN from "@/messages/zh-CN/ingestion.json";
import type { Principal } from "@/server/kernel/actor";
import type { Table } from "@/server/kernel/download";
import { AppError } from "@/server/kernel/errors";
import type { Runtime } from "@/server/kernel/runtime";
import { inScope } from "@/server/kernel/scope";
import type { Cell } from "@/server/kernel/xlsx";
import { loadBatch } from "./store";

const PAGE = 2_000;
const TEXTS = { "zh-CN": zhCN, en } as const;
type Language = keyof typeof TEXTS;

type Row = {
  id: string;
  line: string;
  column_name: string | null;
  code: string;
  params: Record<string, string | number>;
};

/** A code of this capability in words, its values filled in; the code itself when nobody has worded it. */
export function ingestionWords(
  language: Language,
  code: string,
  params: Readonly<Record<string, string | number>>,
): string {
  const [, section = "", name = ""] = code.split(".");
  const sections: Readonly<Record<string, Readonly<Record<string, string>>>> = TEXTS[language].refusals;
  const words = Object.hasOwn(sections, section) ? sections[section] : undefined;
  const text = words && Object.hasOwn(words, name) ? words[name] : undefined;
  return (text ?? code).replace(/\{(\w+)\}/g, (whole, key: string) => String(params[key] ?? whole));
}

/** The rows of a batch that were not taken in, as a table: line, column, why (words and code). */
export function errorsTable(runtime: Runtime, principal: Principal, batchId: string, language: Language): Table {
  const { labels } = TEXTS[language];
  return {
    sheet: labels.line,
    header: [labels.line, labels.column, labels.reason, labels.code],
    pages: errorPages(runtime, principal, batchId, language),
  };
}

async function* errorPages(
  runtime: Runtime,
  principal: Principal,
  batchId: string,
  language: Language,
): AsyncGenerator<readonly (readonly Cell[])[]> {
  let after: { line: string; id: string } | null = null;
  for (let first = true; ; first = false) {
    const cursor: { line: string; id: string } | null = after;
    const rows: Row[] = await inScope(runtime, principal, "read", async ({ tx, actor }) => {
      if (!actor.permissions.has("ingestion.read")) throw new AppError("forbidden");
      if (first) await loadBatch(tx, actor.programmeId, batchId);
      const found = await tx.execute<Row>(sql`select id, line, column_name, code, params from import_errors
        where programme_id = ${actor.programmeId} and batch_id = ${batchId}::uuid
          and (${cursor?.line ?? null}::int8 is null or (line, id) > (${cursor?.line ?? null}::int8, ${cursor?.id ?? null}::uuid))
        order by line, id limit ${PAGE}`);
      return { keep: false, value: found.rows };
    });
    yield rows.map((row) => [
      Number(row.line),
      row.column_name,
      ingestionWords(language, row.code, row.params),
      row.code,
    ]);
    const last = rows.at(-1);
    if (!last || rows.length < PAGE) return;
    after = { line: last.line, id: last.id };
  }
}
