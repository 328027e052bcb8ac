import { PassThrough, Readable } from "node:stream";
import { ZipFile } from "yazl";

/** One cell. `decimal` is an exact decimal number as text, such as an amount in yuan. */
export type Cell = string | number | null | { readonly decimal: string };

/** Rows of one sheet, the heading first; a spreadsheet reads no more. */
const MAX_ROWS = 1_048_576;
/** A spreadsheet keeps fifteen digits of a number; longer ones are written as text, so that none is lost. */
const EXACT_DIGITS = 15;
const PLAIN_STYLE = 0;
const DECIMAL_STYLE = 1;
const HEADING_STYLE = 2;
/** Sheets say nothing of when they were made: the same table gives the same bytes. */
const ENTRY = { mtime: new Date(Date.UTC(1980, 0, 1)), forceDosTimestamp: true } as const;

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships";
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const TYPES = "http://schemas.openxmlformats.org/package/2006/content-types";
const SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml";

const ESCAPES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** Text as it may stand in XML: markup escaped, what XML cannot hold (control characters, lone surrogates) left out. */
export function xmlText(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "")
    .replace(/[&<>"]/g, (found) => ESCAPES[found] ?? "");
}

/** The letters of a column, from 0. */
function columnName(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : columnName(Math.floor(index / 26) - 1) + letter;
}

function cellXml(cell: Cell, column: number, row: number, style: number): string {
  if (cell === null || cell === "") return "";
  const at = `${columnName(column)}${row}`;
  const number = typeof cell === "number" ? String(cell) : typeof cell === "object" ? cell.decimal : null;
  if (number !== null && /^-?\d+(\.\d+)?$/.test(number) && number.replace(/\D/g, "").length <= EXACT_DIGITS) {
    const format = typeof cell === "object" ? DECIMAL_STYLE : style;
    return `<c r="${at}" s="${format}"><v>${number}</v></c>`;
  }
  const text = number ?? String(cell);
  // Inline text is never read as a formula, whatever it begins with.
  return `<c r="${at}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${xmlText(text)}</t></is></c>`;
}

function rowXml(cells: readonly Cell[], row: number, style: number): string {
  return `<row r="${row}">${cells.map((cell, column) => cellXml(cell, column, row, style)).join("")}</row>`;
}

/** Hands out rows one by one and knows, without losing it, whether another follows. */
async function* flat(pages: AsyncIterable<readonly (readonly Cell[])[]>): AsyncGenerator<readonly Cell[]> {
  for await (const page of pages) yield* page;
}

async function* sheetXml(
  header: readonly string[],
  rows: AsyncGenerator<readonly Cell[]>,
  limit: number,
  state: { next: IteratorResult<readonly Cell[]> },
): AsyncGenerator<string> {
  yield `${XML}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetFormatPr defaultColWidth="16" defaultRowHeight="15"/><sheetData>${rowXml(header, 1, HEADING_STYLE)}`;
  let text = "";
  for (let row = 2; !state.next.done && row <= limit; row += 1) {
    text += rowXml(state.next.value, row, PLAIN_STYLE);
    if (text.length > 65_536) {
      yield text;
      text = "";
    }
    state.next = await rows.next();
  }
  yield `${text}</sheetData></worksheet>`;
}

const STYLES = `${XML}<styleSheet xmlns="${MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="4" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/></cellXfs></styleSheet>`;

/** The parts that name the sheets, written after them: only then is their number known. */
function frameParts(sheets: readonly string[]): readonly (readonly [path: string, xml: string])[] {
  const list = sheets.map(
    (name, i) => `<sheet name="${xmlText(name)}" sheetId="${i + 1}" xmlns:r="${OFFICE}" r:id="rId${i + 1}"/>`,
  );
  const relations = sheets.map(
    (_, i) => `<Relationship Id="rId${i + 1}" Type="${OFFICE}/worksheet" Target="worksheets/sheet${i + 1}.xml"/>`,
  );
  const types = sheets.map(
    (_, i) => `<Override PartName="/xl/worksheets/sheet${i + 1}.xml" ContentType="${SHEET_TYPE}.worksheet+xml"/>`,
  );
  return [
    ["xl/workbook.xml", `${XML}<workbook xmlns="${MAIN}"><sheets>${list.join("")}</sheets></workbook>`],
    [
      "xl/_rels/workbook.xml.rels",
      `${XML}<Relationships xmlns="${RELATIONS}">${relations.join("")}<Relationship Id="styles" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`,
    ],
    ["xl/styles.xml", STYLES],
    [
      "_rels/.rels",
      `${XML}<Relationships xmlns="${RELATIONS}"><Relationship Id="workbook" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ],
    [
      "[Content_Types].xml",
      `${XML}<Types xmlns="${TYPES}"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${SHEET_TYPE}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${SHEET_TYPE}.styles+xml"/>${types.join("")}</Types>`,
    ],
  ];
}

/**
 * A table as an XLSX workbook, piece by piece, with memory that does not grow with it. Text stays text, numbers of up to
 * fifteen digits are numbers, and a table longer than a sheet goes on in the next one under the same heading. `pages`
 * gives rows a page at a time; its failure ends the stream with that failure.
 */
export async function* xlsxFile(
  table: {
    readonly sheet: string;
    readonly header: readonly string[];
    readonly pages: AsyncIterable<readonly (readonly Cell[])[]>;
  },
  { maxRows = MAX_ROWS }: { maxRows?: number } = {},
): AsyncGenerator<Uint8Array> {
  const zip = new ZipFile();
  const out = new PassThrough();
  zip.on("error", (error) => out.destroy(error as Error));
  zip.outputStream.pipe(out);
  const rows = flat(table.pages);
  const writing = (async () => {
    const state = { next: await rows.next() };
    const sheets: string[] = [];
    do {
      sheets.push(sheets.length === 0 ? table.sheet : `${table.sheet} ${sheets.length + 1}`);
      const text = Readable.from(sheetXml(table.header, rows, maxRows, state));
      const written = new Promise<void>((done, failed) => text.once("end", done).once("error", failed));
      zip.addReadStream(text, `xl/worksheets/sheet${sheets.length}.xml`, ENTRY);
      await written;
    } while (!state.next.done);
    for (const [path, xml] of frameParts(sheets)) zip.addBuffer(Buffer.from(xml), path, ENTRY);
    zip.end();
  })();
  writing.catch((error: unknown) => out.destroy(error instanceof Error ? error : new Error("unknown")));
  try {
    for await (const piece of out) yield piece as Uint8Array;
    await writing;
  } finally {
    out.destroy();
    await rows.return(undefined);
  }
}
