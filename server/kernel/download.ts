import { csvLine } from "@/domain/shared/csv-line";
import type { TableFormat } from "@/domain/shared/table-format";
import { type Cell, xlsxFile } from "./xlsx";

/** A table to be handed out: its heading, and its rows a page at a time. */
export type Table = {
  /** The name of the sheet. */
  readonly sheet: string;
  readonly header: readonly string[];
  readonly pages: AsyncIterable<readonly (readonly Cell[])[]>;
};

const CONTENT_TYPES: Readonly<Record<TableFormat, string>> = {
  csv: "text/csv; charset=utf-8",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
};

/** A table as the bytes of a file. CSV is UTF-8 with a byte order mark, cells safe against formulas. */
export function tableFile(format: TableFormat, table: Table): AsyncGenerator<Uint8Array> {
  return format === "xlsx" ? xlsxFile(table) : csvFile(table);
}

async function* csvFile({ header, pages }: Table): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  yield encoder.encode(`\ufeff${csvLine(header)}`);
  const plain = (cell: Cell) => (typeof cell === "object" && cell !== null ? cell.decimal : cell);
  for await (const page of pages) {
    if (page.length > 0) yield encoder.encode(page.map((row) => csvLine(row.map(plain))).join(""));
  }
}

/**
 * A download of a table as a response, made as fast as it is fetched. The first piece is awaited, so that a refusal of
 * whoever makes the rows is thrown here and still has a status of its own.
 */
export async function tableResponse(name: string, format: TableFormat, table: Table): Promise<Response> {
  const rows = table.pages[Symbol.asyncIterator]();
  const first = await rows.next();
  const pages = (async function* () {
    try {
      for (let page = first; !page.done; page = await rows.next()) yield page.value;
    } finally {
      await rows.return?.(undefined);
    }
  })();
  const pieces = tableFile(format, { ...table, pages });
  const stream = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await pieces.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    cancel: async () => void (await pieces.return(undefined)),
  });
  return new Response(stream, {
    headers: {
      "content-type": CONTENT_TYPES[format],
      "content-disposition": `attachment; filename="${name}.${format}"`,
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
    },
  });
}
