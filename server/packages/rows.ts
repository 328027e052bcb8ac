import { type SQL, sql } from "drizzle-orm";
import { DATA_MAP, type TableMap } from "@/db/data-map";
import { toInstant } from "@/db/schema/columns";
import { DISCLOSURES, type ToldColumn, type ToldTable } from "@/domain/packages/disclosure/disclosure";
import type { Only } from "@/domain/packages/disclosure/model";
import { type ToldValue, tell } from "@/domain/packages/tell";
import { askPlanned } from "@/server/kernel/planned-once";
import type { Scope } from "@/server/kernel/scope";
import type { OtherSides } from "./other-sides";

export type ToldRow = Readonly<Record<string, ToldValue>>;
type Row = Record<string, unknown>;

/** Kinds of things whose files a subject handed in himself. */
const SUBJECTS_OWN = [
  "customer",
  "submission",
  "objection",
  "loss-report",
  "closure",
  "limit-adjustment",
  "privacy-request",
];

/** The SQL of what a row must be to be told. */
const ONLY: Readonly<Record<Only, SQL>> = {
  live: sql`t.retired_at is null`,
  "told-by-letter": sql`exists (select from customer_letters l where l.subject_type = 'measure' and l.subject_id = t.id)`,
  "from-subject": sql`t.state = 'ready' and t.kind <> 'authority-letter' and t.subject_type in ${SUBJECTS_OWN}
    and (t.subject_type <> 'privacy-request' or exists (select from privacy_requests r where r.id = t.subject_id
      and r.verified_at is not null))`,
  prepared: sql`t.prepared_at is not null`,
  proven: sql`t.verified_at is not null`,
  automatic: sql`t.reason_code is null`,
};

const CASTS: Readonly<Record<string, string>> = { id: "uuid", customer_id: "uuid", business_date: "date" };
const at = (column: string) => sql`t.${sql.identifier(column)}`;

/** How a row of a table is found from the subject, and that it may be seen by everybody. */
function whose({ route, clearance }: TableMap, customerId: string, programmeId: string): { from: SQL; where: SQL } {
  const open = clearance === "column" ? sql` and t.clearance = 'general'` : sql``;
  const own = sql`t.programme_id = ${programmeId}${open}`;
  if (route.by === "column") return { from: sql``, where: sql`${own} and ${at(route.column)} = ${customerId}::uuid` };
  if (route.by === "none") throw new Error("a table of nobody in particular");
  const { through, on, column } = route;
  return {
    from: sql` join ${sql.identifier(through)} j on j.id = ${at(on)}`,
    where: sql`${own} and j.${sql.identifier(column)} = ${customerId}::uuid`,
  };
}

/** The key columns a table is read by: without the one that is the subject's own id in every row. */
function orderOf({ key, route }: TableMap): readonly string[] {
  const own = route.by === "column" ? key.filter((column) => column !== route.column) : key;
  return own.length > 0 ? own : key;
}

/** Where the next page begins: after the key of the last row. */
type After = readonly string[] | null;

async function pageOf(
  { tx, actor }: Scope,
  customerId: string,
  { table, columns, others }: ToldTable & { readonly others: boolean },
  after: After,
  limit: number,
): Promise<{ rows: Row[]; next: After }> {
  const map = DATA_MAP[table];
  if (!map) throw new Error(`${table} is not in the data map`);
  const { from, where } = whose(map, customerId, actor.programmeId);
  const only = DISCLOSURES[table]?.only;
  const currencies = columns.flatMap(({ told }) => told.currency ?? []);
  const names = [...new Set([...columns.map(({ column }) => column), ...currencies])];
  const keys = orderOf(map);
  const key = sql.join(keys.map(at), sql`, `);
  const cast = (value: string, n: number) => sql`${value}::${sql.raw(CASTS[keys[n] ?? ""] ?? "text")}`;
  // The first column apart as well: by it months that were read are left out of the plan.
  const behind = after
    ? sql` and ${at(keys[0] ?? "id")} >= ${cast(after[0] ?? "", 0)} and (${key}) > (${sql.join(after.map(cast), sql`, `)})`
    : sql``;
  const picked = [
    ...keys.map((column) => sql`${at(column)}::text as ${sql.identifier(`key_${column}`)}`),
    ...names.map(at),
    ...(others ? [sql`t.counterparty_id`] : []),
    sql`t.id::text as row_id`,
  ];
  const rows = await askPlanned<Row>(
    tx,
    sql`select ${sql.join(picked, sql`, `)}
    from ${sql.identifier(table)} t${from}
    where ${where}${only ? sql` and ${ONLY[only]}` : sql``}${behind}
    order by ${key} limit ${sql.raw(String(limit))}`,
  );
  const last = rows.length === limit ? rows.at(-1) : undefined;
  return { rows, next: last ? keys.map((column) => String(last[`key_${column}`])) : null };
}

/** Opens the sealed columns of a page, all in one round trip. */
async function openColumns(scope: Scope, table: string, columns: readonly ToldColumn[], rows: readonly Row[]) {
  const sealed = columns.filter(({ told }) => told.sealed);
  if (sealed.length === 0) return;
  const opened = await scope.vault.openAll(
    rows.flatMap((row) =>
      sealed.map(({ column }) => ({
        place: { table, column, rowId: String(row.row_id) },
        sealed: (row[column] as Buffer | null) ?? null,
      })),
    ),
  );
  for (const [n, row] of rows.entries())
    for (const [m, { column }] of sealed.entries()) row[column] = opened[n * sealed.length + m] ?? null;
}

type Asked = {
  readonly customerId: string;
  /** Numbers of his accounts, and names of whom data go to, by id. */
  readonly names: ReadonlyMap<string, string>;
  readonly otherSides: OtherSides;
  readonly limit: number;
};

export type ToldPage = { readonly rows: readonly ToldRow[]; readonly next: After };

/** One page of a table as the subject is told it, opened and masked. */
export async function toldPage(scope: Scope, asked: Asked, table: ToldTable, after: After): Promise<ToldPage> {
  const others = table.table === "transactions" && asked.otherSides.columns.length > 0;
  const page = await pageOf(scope, asked.customerId, { ...table, others }, after, asked.limit);
  await openColumns(scope, table.table, table.columns, page.rows);
  if (others)
    await asked.otherSides.load(
      scope,
      page.rows.map((row) => row.counterparty_id as string | null),
    );
  const rows = page.rows.map((row): ToldRow => {
    const told = table.columns.map(({ column, told }): [string, ToldValue] => {
      const currency = told.currency ? String(row[told.currency] ?? "CNY") : "CNY";
      const named = told.kind === "account" || told.kind === "partner";
      const called = named ? (asked.names.get(String(row[column])) ?? null) : null;
      const lies = row[column] ?? null;
      const value = told.kind === "moment" && lies !== null ? toInstant(lies as string) : lies;
      return [told.as, tell(told, { value, currency, called })];
    });
    const side = others ? asked.otherSides.of(row.counterparty_id as string | null) : {};
    return { ...Object.fromEntries(told), ...side };
  });
  return { rows, next: page.next };
}
