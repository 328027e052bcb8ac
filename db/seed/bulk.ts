import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type pg from "pg";
import { from as copyFrom } from "pg-copy-streams";

export type Cell = string | number | bigint | boolean | Buffer | null;

function cellText(cell: Cell): string {
  if (cell === null) return "\\N";
  if (Buffer.isBuffer(cell)) return `\\\\x${cell.toString("hex")}`;
  if (typeof cell === "string")
    return cell.replace(
      /[\\\t\n\r]/g,
      (sign) => ({ "\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r" })[sign] ?? sign,
    );
  return String(cell);
}

const LINES_PER_WRITE = 500;

function* lines(rows: Iterable<readonly Cell[]>): Generator<string> {
  let batch: string[] = [];
  for (const row of rows) {
    batch.push(row.map(cellText).join("\t"));
    if (batch.length === LINES_PER_WRITE) {
      yield `${batch.join("\n")}\n`;
      batch = [];
    }
  }
  if (batch.length > 0) yield `${batch.join("\n")}\n`;
}

/** Copies rows into a table, as the owner of the database. Gives how many. */
export async function copyRows(
  client: pg.PoolClient,
  table: string,
  columns: readonly string[],
  rows: Iterable<readonly Cell[]>,
): Promise<number> {
  const stream = client.query(copyFrom(`copy ${table} (${columns.join(", ")}) from stdin`));
  await pipeline(Readable.from(lines(rows)), stream);
  return stream.rowCount ?? 0;
}
