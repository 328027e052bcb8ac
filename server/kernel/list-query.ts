import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { Tx } from "@/db/client";
import type { ListDefinition, ListInput } from "@/domain/shared/list";

/** How the columns and sorts of a list read in SQL. Only what stands here can be filtered or sorted by. */
export type ListSql<D extends ListDefinition> = {
  readonly filters: { readonly [K in keyof D["filters"]]: SQL };
  /** For each sort the expression and its PostgreSQL type, for comparing with a cursor. */
  readonly sorts: { readonly [K in D["sorts"][number]]: { by: SQL; type: string } };
  /** Unique tie-breaker. */
  readonly id: SQL;
};

export type Page<Row> = { rows: Row[]; nextCursor: string | null; count: number; countCapped: boolean };

const COUNT_CAP = 10_000;
const cursorShape = z.tuple([z.string().nullable(), z.string()]);

function readCursor(cursor: string | undefined): z.infer<typeof cursorShape> | null {
  if (!cursor) return null;
  try {
    return cursorShape.parse(JSON.parse(Buffer.from(cursor, "base64url").toString("utf8")));
  } catch {
    return null;
  }
}

/** The WHERE of a list's filters: enums as IN, dates as a closed range, text as equality. */
export function filtersSql<D extends ListDefinition>(definition: D, input: ListInput<D>, map: ListSql<D>): SQL[] {
  return Object.entries(definition.filters).flatMap(([name, filter]) => {
    const value = (input.filters as Record<string, unknown>)[name];
    const column = map.filters[name as keyof D["filters"]];
    if (value === undefined || value === null) return [];
    if (filter.type === "enum") return (value as string[]).length > 0 ? [sql`${column} in ${value as string[]}`] : [];
    if (filter.type === "date-range") {
      const range = value as { from?: string; to?: string };
      return [
        ...(range.from ? [sql`${column} >= ${range.from}`] : []),
        ...(range.to ? [sql`${column} <= ${range.to}`] : []),
      ];
    }
    return value === "" ? [] : [sql`${column} = ${value as string}`];
  });
}

/**
 * One page of a list by keyset: filters, the chosen sort with the id as tie-breaker, and a count that stops at 10,000.
 * `from` is the FROM clause, `select` the columns; the row carries `_sort` and `_id` besides, which are taken off.
 */
export async function runList<D extends ListDefinition, Row extends Record<string, unknown>>(
  tx: Tx,
  definition: D,
  input: ListInput<D>,
  parts: { select: SQL; from: SQL; where?: readonly SQL[]; map: ListSql<D> },
): Promise<Page<Row>> {
  const { map } = parts;
  const sort = map.sorts[input.sort as D["sorts"][number]];
  const descending = input.order === "desc";
  const where = [...(parts.where ?? []), ...filtersSql(definition, input, map)];
  const cursor = readCursor(input.cursor);
  const after = cursor
    ? [
        sql`(${sort.by}, ${map.id}) ${sql.raw(descending ? "<" : ">")} (${cursor[0]}::${sql.raw(sort.type)}, ${cursor[1]}::uuid)`,
      ]
    : [];
  const all = (list: readonly SQL[]) => (list.length > 0 ? sql` where ${sql.join([...list], sql` and `)}` : sql``);
  const direction = sql.raw(descending ? "desc" : "asc");
  const { rows } = await tx.execute<
    Row & { _sort: unknown; _id: string }
  >(sql`select ${parts.select}, (${sort.by})::text as _sort, ${map.id} as _id
    from ${parts.from}${all([...where, ...after])}
    order by ${sort.by} ${direction}, ${map.id} ${direction} limit ${input.limit + 1}`);
  const counted = await tx.execute<{ n: number }>(
    sql`select count(*)::int as n from (select 1 from ${parts.from}${all(where)} limit ${COUNT_CAP + 1}) as capped`,
  );
  const n = counted.rows[0]?.n ?? 0;
  const page = rows.slice(0, input.limit);
  const last = page.at(-1);
  const nextCursor =
    rows.length > input.limit && last
      ? Buffer.from(JSON.stringify([last._sort, last._id])).toString("base64url")
      : null;
  return {
    rows: page.map(({ _sort, _id, ...row }) => row as unknown as Row),
    nextCursor,
    count: Math.min(n, COUNT_CAP),
    countCapped: n > COUNT_CAP,
  };
}
