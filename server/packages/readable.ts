import type { ToldColumn, ToldSection, ToldTable } from "@/domain/packages/disclosure/disclosure";
import type { PackageForm } from "@/domain/packages/model";
import type { ToldValue } from "@/domain/packages/tell";
import { instant, shanghaiDate } from "@/domain/shared/time";
import { type PdfPart, pdfOf } from "@/server/kernel/pdf";
import type { ToldRow } from "./rows";
import { fill, type PackageLanguage, wordOf, wordsOf } from "./words";

/** What is read on paper of one table: its first rows, and how many there are. */
export type Shown = { readonly rows: readonly ToldRow[]; readonly count: number };
/** By the name of the table in the package. */
export type ShownTables = ReadonlyMap<string, Shown>;

export type Cover = {
  readonly number: string;
  readonly form: PackageForm;
  readonly language: PackageLanguage;
  readonly at: string;
};

const HOURS = 8 * 3_600_000;
/** Shanghai's day and minute. */
export const minuteOf = (at: string): string =>
  `${shanghaiDate(instant(at))} ${new Date(Date.parse(at) + HOURS).toISOString().slice(11, 16)}`;

/** A value as people read it. */
function readableOf(language: PackageLanguage, { told }: ToldColumn, value: ToldValue): string {
  const words = wordsOf(language);
  if (value === null) return "—";
  if (told.kind === "code" && typeof value === "string") return wordOf(language, told.words ?? "", value);
  if (told.kind === "codes" && Array.isArray(value))
    return value
      .map((code) => wordOf(language, told.words ?? "", String(code)))
      .join(language === "zh-CN" ? "、" : ", ");
  if (told.kind === "moment" && typeof value === "string") return minuteOf(value);
  if (typeof value === "boolean") return value ? words.yes : words.no;
  if (typeof value !== "object") return String(value);
  if (told.kind === "message") return String((value as { long?: ToldValue }).long ?? "—");
  return documentOf(language, value);
}

const DOCUMENT_WORDS = "kyc.fields";

/** What was handed in, one line a field. */
function documentOf(language: PackageLanguage, value: ToldValue): string {
  if (Array.isArray(value)) return value.map((one) => documentOf(language, one)).join("\n") || "—";
  if (value === null || typeof value !== "object") return value === null ? "—" : String(value);
  const row = value as Readonly<Record<string, ToldValue>>;
  if (typeof row.field === "string")
    return `${wordOf(language, DOCUMENT_WORDS, row.field)}: ${typeof row.value === "object" ? "—" : row.value}`;
  return Object.entries(row)
    .map(([name, one]) => `${wordOf(language, DOCUMENT_WORDS, name)}: ${documentOf(language, one)}`)
    .join("\n");
}

function partsOf(language: PackageLanguage, table: ToldTable, { rows, count }: Shown): PdfPart[] {
  const words = wordsOf(language);
  const labels = words.fields as Readonly<Record<string, string>>;
  const parts = rows.flatMap((row): PdfPart[] => [
    ...table.columns.map((column): PdfPart => {
      const value = readableOf(language, column, row[column.told.as] ?? null);
      return { kind: "row", name: labels[column.told.as] ?? "", value };
    }),
    { kind: "small", text: " " },
  ]);
  if (count > rows.length) parts.unshift({ kind: "small", text: fill(words.document.more, { shown: rows.length }) });
  return parts;
}

function sectionParts(language: PackageLanguage, { section, tables }: ToldSection, shown: ShownTables): PdfPart[] {
  const words = wordsOf(language);
  const names = words.tables as Readonly<Record<string, string>>;
  const heading = (words.sections as Readonly<Record<string, string>>)[section] ?? "";
  const parts: PdfPart[] = [{ kind: "heading", text: heading }];
  for (const table of tables) {
    const of = shown.get(table.as) ?? { rows: [], count: 0 };
    if (tables.length > 1) parts.push({ kind: "text", text: names[table.as] ?? "" });
    if (of.count === 0) parts.push({ kind: "text", text: words.document.nothing });
    else if (table.table === "transactions")
      parts.push({ kind: "text", text: fill(words.document.transactions, { count: of.count }) });
    else parts.push(...partsOf(language, table, of));
  }
  return parts;
}

/** The package on paper, in the customer's language: every section, the notice that stands in all of them, what is masked. */
export function readablePdf(cover: Cover, sections: readonly ToldSection[], shown: ShownTables): Promise<Buffer> {
  const { number, form, language, at } = cover;
  const { document, forms } = wordsOf(language);
  return pdfOf({
    title: document.title[form],
    institution: document.institution,
    language,
    at,
    parts: [
      { kind: "row", name: document.number, value: number },
      { kind: "row", name: document.form, value: forms[form] },
      { kind: "row", name: document.asOf, value: minuteOf(at) },
      { kind: "text", text: document.notice },
      { kind: "small", text: document.masked },
      ...sections.flatMap((section) => sectionParts(language, section, shown)),
    ],
    foot: (page, pages) => fill(document.foot, { number, page, pages }),
  });
}
