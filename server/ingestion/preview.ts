import { isUtf8 } from "node:buffer";
import { sql } from "drizzle-orm";
import iconv from "iconv-lite";
import type { z } from "zod";
import { mask } from "@/domain/customers/masking";
import { detectDelimiter } from "@/domain/ingestion/detect";
import { type PartOutcome, rowInspector } from "@/domain/ingestion/inspect-row";
import { mappingOfDefinition } from "@/domain/ingestion/mapping-file";
import type { Delimiter } from "@/domain/ingestion/model";
import { compileMapping, type RowReader } from "@/domain/ingestion/read-row";
import { PREVIEW_ROWS, PREVIEW_SAMPLE, previewInput, previewOutput } from "@/domain/ingestion/schema";
import { formatDecimal } from "@/domain/shared/money";
import { env } from "@/env";
import { notFound } from "@/server/kernel/errors";
import { query } from "@/server/kernel/query";
import type { Scope } from "@/server/kernel/scope";
import { fieldsOf } from "./chunks";
import { digestOf, type ReadyRow, unknownParties } from "./loader";
import { readMappingText } from "./mapping-text";
import { type NamedMapping, resolveMapping } from "./mappings";
import { type Known, Parties } from "./parties";
import { previewToken } from "./preview-token";
import { FileProblem, readRecords } from "./reader";
import { openSpooled } from "./spool";
import { countCustomers } from "./subjects";

type Preview = z.input<typeof previewOutput>;

/** Bytes from which encoding and delimiter are told. */
const HEAD_BYTES = 64 * 1024;

const NO_SAMPLE: Preview["sample"] = {
  rows: 0,
  whole: true,
  good: 0,
  duplicates: 0,
  customers: { known: 0, new: 0 },
  errors: [],
};

/**
 * What a received file would give, without writing anything: what its bytes look like, its first rows cell by cell, and
 * over a sample how many rows are good, known already, and of customers the house knows. Cells that are not read show
 * their shape only; references are covered. Not-found for a file that is not there or a mapping nobody has.
 */
export const previewFile = query({
  name: "ingestion.files.preview",
  permission: "ingestion.import",
  clearance: "general",
  input: previewInput,
  output: previewOutput,
  resolve: (scope, input) => previewOf(scope, input, env().DATA_DIR),
});

/** The preview of a file in `dataDir`; see `previewFile`. */
export async function previewOf(scope: Scope, input: z.output<typeof previewInput>, dataDir: string): Promise<Preview> {
  const open = () => openSpooled(dataDir, input.fileToken);
  const seen = await lookAt(await open().catch(() => notFound()));
  const written = input.text === undefined ? null : readMappingText(input.text);
  const empty = { mapping: null, problems: [], failure: null, parts: [], rows: [], sample: NO_SAMPLE, previewed: null };
  if (written && !written.ok) {
    return { ...empty, file: { ...seen, fits: true }, problems: written.problems.map((problem) => ({ ...problem })) };
  }
  const mapping = written
    ? { ...mappingOfDefinition(written.definition, 0), ref: written.definition.name, builtIn: false }
    : ((await resolveMapping(scope.tx, scope.actor.programmeId, input.mapping ?? "")) ?? notFound());
  const { delimiter = "," } = mapping;
  const file = {
    ...seen,
    fits: seen.encoding === mapping.encoding && (seen.delimiter === null || seen.delimiter === delimiter),
  };
  const about = { ...empty, file, mapping: { id: mapping.ref, title: mapping.title } };
  try {
    const sample = await readSample(scope, await open(), mapping);
    // A mapping not yet saved has no version to import under.
    const previewed = written ? null : previewToken(scope.keyRing, { fileToken: input.fileToken, mapping });
    return { ...about, ...sample, previewed };
  } catch (error) {
    if (!(error instanceof FileProblem)) throw error;
    return { ...about, failure: { code: error.code, params: error.params } };
  }
}

/** What the first bytes look like. */
async function lookAt(
  source: AsyncIterable<Buffer>,
): Promise<{ encoding: "utf-8" | "gb18030" | "other"; delimiter: Delimiter | null }> {
  const blocks: Buffer[] = [];
  let length = 0;
  for await (const block of source) {
    blocks.push(block);
    length += block.length;
    if (length >= HEAD_BYTES) break;
  }
  const bytes = Buffer.concat(blocks);
  const cut = length >= HEAD_BYTES ? bytes.subarray(0, bytes.lastIndexOf(10) + 1) : bytes;
  const encoding = isUtf8(cut) ? "utf-8" : iconv.decode(cut, "gb18030").includes("\ufffd") ? "other" : "gb18030";
  if (encoding === "other" || cut.includes(0)) return { encoding: "other", delimiter: null };
  return { encoding, delimiter: detectDelimiter(iconv.decode(cut, encoding)) ?? null };
}

type Tools = { readonly read: RowReader; readonly inspect: ReturnType<typeof rowInspector> };

function toolsFor(mapping: NamedMapping, header: readonly string[]): Tools {
  const compiled = compileMapping(mapping, header);
  if (!compiled.ok) throw new FileProblem(compiled.code, { columns: compiled.columns.join(", ") });
  return { read: compiled.read, inspect: rowInspector(mapping, header) };
}

async function readSample(
  scope: Scope,
  source: AsyncIterable<Buffer>,
  mapping: NamedMapping,
): Promise<Pick<Preview, "parts" | "rows" | "sample">> {
  const secret = scope.keyRing.purposeKey("import-identity").toString("hex");
  const identity = `${mapping.id}@${mapping.version}`;
  const [rows, ready]: [Preview["rows"], ReadyRow[]] = [[], []];
  const errors = new Map<string, Preview["sample"]["errors"][number]>();
  const repeats = new Map<string, number>();
  let tools: Tools | undefined;
  let [count, whole] = [0, true];
  for await (const { records } of readRecords(source, mapping.encoding, undefined, mapping.delimiter)) {
    for (const record of records) {
      const fields = record.problem === null ? fieldsOf(record, mapping) : [];
      if (!tools) {
        tools = toolsFor(
          mapping,
          fields.map((name) => name.trim()),
        );
        continue;
      }
      if (count >= PREVIEW_SAMPLE) {
        whole = false;
        break;
      }
      count += 1;
      const result =
        record.problem === null ? tools.read(fields) : { ok: false as const, column: null, code: record.problem };
      if (rows.length < PREVIEW_ROWS) {
        const isSplit = record.problem === null && !(!result.ok && result.code === "ingestion.row.field-count");
        rows.push({
          line: record.line,
          ok: result.ok,
          cells: isSplit ? tools.inspect(fields).map(cellOf) : [],
          problem: result.ok ? null : result.code,
        });
      }
      if (!result.ok) {
        const key = `${result.code} ${result.column ?? ""}`;
        const before = errors.get(key);
        errors.set(key, { code: result.code, column: result.column, count: (before?.count ?? 0) + 1 });
        continue;
      }
      const own = result.row.sourceId;
      const before = own === null ? (repeats.get(record.text) ?? 0) : 0;
      repeats.set(record.text, before + 1);
      const digest = digestOf(secret, own === null ? identity : `${identity}#id`, own ?? record.text);
      ready.push({ rowNumber: count, digest, ordinal: before, row: result.row });
    }
    if (!whole) break;
  }
  if (!tools) throw new FileProblem("ingestion.file.empty");
  const parts = (rows.find(({ cells }) => cells.length > 0)?.cells ?? []).map(({ part }) => part);
  return {
    parts: parts.map((part) => ({ part, column: columnOf(mapping, part) })),
    rows,
    sample: {
      rows: count,
      whole,
      good: ready.length,
      duplicates: await countKnown(scope, ready),
      customers: await countCustomers(scope, unknownParties(ready, new Parties<Known>())),
      errors: [...errors.values()].sort((a, b) => b.count - a.count),
    },
  };
}

function columnOf(mapping: NamedMapping, part: PartOutcome["part"]): string | null {
  const columns: Record<PartOutcome["part"], string | null> = {
    sourceId: mapping.sourceId,
    time: mapping.time.column,
    kind: mapping.kind.column,
    direction: mapping.direction?.column ?? null,
    amount: mapping.amount.column,
    currency: "column" in mapping.amount.currency ? mapping.amount.currency.column : null,
    origin: mapping.origin.column,
    destination: mapping.destination.column,
    originBalance: mapping.origin.balanceAfter,
    destinationBalance: mapping.destination.balanceAfter,
  };
  return columns[part];
}

function cellOf(outcome: PartOutcome): Preview["rows"][number]["cells"][number] {
  const { part } = outcome;
  if (!outcome.ok) {
    const { code, params, shape } = outcome;
    return { part, value: null, problem: { code, params, shape } };
  }
  return { part, value: wordOf(outcome.value), problem: null };
}

function wordOf(value: Extract<PartOutcome, { ok: true }>["value"]): string | null {
  switch (value.is) {
    case "time":
      return value.at;
    case "kind":
      return value.kind;
    case "direction":
      return value.direction;
    case "currency":
      return value.currency;
    case "amount":
      return formatDecimal(value);
    case "party":
      return mask("account", value.party.ref)?.text ?? null;
    case "id":
      return mask("account", value.id)?.text ?? null;
    case "nothing":
      return null;
  }
}

/** How many rows of the sample the ledger has, or the sample itself has twice by the source's own id. */
async function countKnown({ tx, actor }: Scope, ready: readonly ReadyRow[]): Promise<number> {
  if (ready.length === 0) return 0;
  const hex = ready.map(({ digest, ordinal }) => {
    return Buffer.from(digest, "latin1").toString("hex") + ordinal.toString(16).padStart(8, "0");
  });
  const different = [...new Set(hex)];
  const { rows } = await tx.execute<{ known: number }>(sql`select count(*)::int as known from import_identities
    where programme_id = ${actor.programmeId}
      and identity = any(${`{${different.map((one) => `"\\\\x${one}"`).join(",")}}`}::bytea[])`);
  return (rows[0]?.known ?? 0) + (hex.length - different.length);
}
