import { type SQL, sql } from "drizzle-orm";
import { CLASSIFICATION } from "@/db/classification";
import type { Personal } from "@/db/data-classes";
import { type ColumnEnd, DATA_MAP, type TableMap } from "@/db/data-map";
import type { RetentionClass } from "@/domain/retention/model";

const VALUES: Readonly<Record<Exclude<ColumnEnd, "stays" | "null">, (column: SQL) => SQL>> = {
  zero: () => sql`0`,
  "no-bytes": () => sql`''::bytea`,
  "empty-object": () => sql`'{}'::jsonb`,
  year: (column) => sql`date_trunc('year', ${column})::date`,
};

/** A table with what of it belongs to a class. */
type Part = {
  readonly table: string;
  readonly map: TableMap;
  /** Every column of the class, sealed ones too. */
  readonly columns: readonly string[];
  /** The classes of all its columns. */
  readonly classes: readonly string[];
};

const personalOf = (table: string): [string, Personal][] =>
  Object.entries(CLASSIFICATION[table] ?? {}).filter(
    (entry): entry is [string, Personal] => typeof entry[1] !== "string" && entry[1].of !== "staff",
  );

/** The class a column goes with; a file's name goes with the file, whose row says which. */
const classesOf = (table: string, { owner }: TableMap, of: RetentionClass): [string, string][] =>
  personalOf(table).map(([column, { retention }]) => [column, owner === "evidence-file" ? of : retention.class]);

/** Search keys go with the data keys; what leads to nobody goes by itself. */
const APART = new Set(["blind_index"]);

/** The tables a class of a subject's data lies in. */
export function partsOf(of: RetentionClass): readonly Part[] {
  return Object.entries(DATA_MAP).flatMap(([table, map]) => {
    if (map.route.by === "none" || APART.has(table)) return [];
    const all = classesOf(table, map, of);
    const columns = all.filter(([, found]) => found === of).map(([column]) => column);
    return columns.length === 0 ? [] : [{ table, map, columns, classes: [...new Set(all.map(([, found]) => found))] }];
  });
}

/** The rows of a table that are about subjects; `subjects` is an array of their ids. */
export function rowsOf({ table, map }: Part, subjects: SQL, of: RetentionClass): SQL {
  const { route } = map;
  const file = map.owner === "evidence-file" ? sql` and ${sql.identifier(table)}.retention_class = ${of}` : sql``;
  if (route.by === "column")
    return sql`${sql.identifier(table)}.${sql.identifier(route.column)} = any (${subjects})${file}`;
  if (route.by === "none") return sql`false`;
  return sql`${sql.identifier(table)}.${sql.identifier(route.on)} in (select r.${sql.identifier(route.at ?? "id")} from ${sql.identifier(route.through)} r
    where r.${sql.identifier(route.column)} = any (${subjects}))`;
}

/** Rows go when the last class among their columns goes: the ledger of erasures says which have. */
function lastOfClasses({ map, classes, table }: Part): SQL {
  if (classes.length < 2 || map.route.by !== "column") return sql``;
  const subject = sql`${sql.identifier(table)}.${sql.identifier(map.route.column)}`;
  return sql` and (select count(distinct e.retention_class) from erasures e where e.subject_id = ${subject}
    and e.retention_class in ${[...classes]}) = ${classes.length}::int`;
}

const held = (columns: readonly string[]): SQL =>
  sql`(${sql.join(
    columns.map((column) => sql`${sql.identifier(column)} is not null`),
    sql` or `,
  )})`;

/** What a step says of each row it touched: whom it is about, and who may know of it. */
function saysOf({ table, map }: Part): SQL {
  const clearance = map.clearance === "column" ? sql`clearance` : sql`${map.clearance}::text as clearance`;
  const { route } = map;
  if (route.by === "none") return sql`null::uuid as subject, ${clearance}`;
  if (route.by === "column") return sql`${sql.identifier(route.column)} as subject, ${clearance}`;
  return sql`(select r.${sql.identifier(route.column)} from ${sql.identifier(route.through)} r
    where r.id = ${sql.identifier(table)}.${sql.identifier(route.on)}) as subject, ${clearance}`;
}

type Beside = Extract<TableMap["route"], { by: "join" }>;

/** Rows that hang on many of a subject's at once are joined with them: to ask of each whose it is would take their square. */
function besideStep({ table, map }: Part, { through, on, column, at = "id" }: Beside, subjects: SQL): SQL {
  const name = sql.identifier(table);
  return sql`delete from ${name} using (select distinct on (r.${sql.identifier(at)}) r.${sql.identifier(at)} as at,
      r.${sql.identifier(column)} as subject from ${sql.identifier(through)} r where r.${sql.identifier(column)} = any (${subjects})) as r
    where ${name}.${sql.identifier(on)} = r.at returning r.subject, ${map.clearance}::text as clearance`;
}

/** One table's step: its rows of the class deleted, their clear columns emptied, or, where keys are all, counted. */
function stepOf(part: Part, subjects: SQL, of: RetentionClass): SQL {
  const { table, map, columns } = part;
  const where = sql`${rowsOf(part, subjects, of)} and ${held(columns)}`;
  const name = sql.identifier(table);
  if (map.route.by === "join" && map.route.at) return besideStep(part, map.route, subjects);
  if (map.erase === "rows")
    return sql`delete from ${name} where ${where}${lastOfClasses(part)} returning ${saysOf(part)}`;
  const ends = Object.entries(map.erase === "keys" ? {} : map.erase).filter(
    (end): end is [string, Exclude<ColumnEnd, "stays">] => end[1] !== "stays" && columns.includes(end[0]),
  );
  if (ends.length === 0) return sql`select ${saysOf(part)} from ${name} where ${where}`;
  const sets = ends.map(([column, end]) => {
    const id = sql.identifier(column);
    return end === "null"
      ? sql`${id} = null`
      : sql`${id} = case when ${id} is not null then ${VALUES[end](sql`${id}`)} end`;
  });
  return sql`update ${name} set ${sql.join(sets, sql`, `)} where ${where} returning ${saysOf(part)}`;
}

/**
 * One statement that takes a class of subjects' data out of every table of the data map, after their keys were destroyed.
 * Gives how many rows it touched, by table, subject and clearance. `subjects` is an array of the customers' ids.
 */
export function eraseColumns(of: RetentionClass, subjects: SQL): SQL | undefined {
  const parts = partsOf(of);
  if (parts.length === 0) return undefined;
  const steps = parts.map((part, at) => sql`${sql.raw(`s${at}`)} as (${stepOf(part, subjects, of)})`);
  const counts = parts.map(
    ({ table }, at) =>
      sql`select ${table}::text as name, subject, clearance::text as clearance, count(*)::int as n from ${sql.raw(`s${at}`)} group by 2, 3`,
  );
  return sql`with ${sql.join(steps, sql`, `)} ${sql.join(counts, sql` union all `)}`;
}
