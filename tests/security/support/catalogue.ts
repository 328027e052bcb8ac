import type pg from "pg";

/** One column of the database as it stands. */
export type Column = { readonly table: string; readonly name: string; readonly type: string };

/** One table with what fences it. */
export type Fenced = {
  readonly table: string;
  readonly hasProgramme: boolean;
  readonly hasClearance: boolean;
  readonly rowSecurity: boolean;
  /** Of the policy `fence`: whom it binds, what may be seen and what may be written; null where there is none. */
  readonly roles: readonly string[] | null;
  readonly using: string | null;
  readonly check: string | null;
  /** Names of all policies. */
  readonly policies: readonly string[];
};

const TABLES = `c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm') and not c.relispartition`;

/** Every column of every table and view of the application, without partitions. */
export async function columnsOf(pool: pg.Pool): Promise<Column[]> {
  const { rows } = await pool.query<Column>(
    `select c.relname as table, a.attname as name, format_type(a.atttypid, null) as type
     from pg_class c join pg_attribute a on a.attrelid = c.oid
     where ${TABLES} and a.attnum > 0 and not a.attisdropped order by 1, a.attnum`,
  );
  return rows;
}

/** Every table with its row-level security. */
export async function fencesOf(pool: pg.Pool): Promise<Fenced[]> {
  const { rows } = await pool.query<Fenced>(
    `select c.relname as table, c.relrowsecurity as "rowSecurity",
       exists (select from pg_attribute where attrelid = c.oid and attname = 'programme_id' and not attisdropped) as "hasProgramme",
       exists (select from pg_attribute where attrelid = c.oid and attname = 'clearance' and not attisdropped) as "hasClearance",
       p.roles::text[] as roles, p.qual as using, p.with_check as check,
       array(select policyname::text from pg_policies x where x.schemaname = 'public' and x.tablename = c.relname) as policies
     from pg_class c left join pg_policies p on p.schemaname = 'public' and p.tablename = c.relname and p.policyname = 'fence'
     where ${TABLES} order by 1`,
  );
  return rows;
}

/** What the application role may do, as `table: privileges`, functions and partitions included. */
export async function grantsOf(pool: pg.Pool): Promise<Record<string, string>> {
  const { rows } = await pool.query<{ name: string; may: string }>(
    `select c.relname as name, string_agg(p, ' ' order by p) as may
     from pg_class c, unnest(array['SELECT','INSERT','UPDATE','DELETE','TRUNCATE','REFERENCES','TRIGGER']) p
     where c.relkind in ('r', 'p', 'v', 'm') and c.relnamespace not in ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)
       and c.relnamespace::regnamespace::text not like 'pg_%' and has_table_privilege('hegui_app', c.oid, p)
     group by c.relname order by 1`,
  );
  return Object.fromEntries(rows.map(({ name, may }) => [name, may]));
}

/** Functions that run with their owner's rights, and whether the application and the public may call them. */
export async function definersOf(
  pool: pg.Pool,
): Promise<{ name: string; app: boolean; everybody: boolean; path: boolean }[]> {
  const { rows } = await pool.query<{ name: string; app: boolean; everybody: boolean; path: boolean }>(
    `select p.proname as name, has_function_privilege('hegui_app', p.oid, 'EXECUTE') as app,
       coalesce((select bool_or(a.grantee = 0) from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a), false) as everybody,
       coalesce(array_to_string(p.proconfig, ','), '') like '%search_path=%' as path
     from pg_proc p where p.pronamespace = 'public'::regnamespace and p.prosecdef order by 1`,
  );
  return rows;
}

/** The first of the words a check of one column allows it, by `table.column`. */
export async function choicesOf(pool: pg.Pool): Promise<ReadonlyMap<string, string>> {
  const { rows } = await pool.query<{ place: string; rule: string }>(
    `select c.conrelid::regclass::text || '.' || a.attname as place, pg_get_constraintdef(c.oid) as rule
     from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
     where c.contype = 'c' and cardinality(c.conkey) = 1 and c.connamespace = 'public'::regnamespace`,
  );
  const wordOf = (rule: string) => /= ANY \(+ARRAY\['([^']*)'/.exec(rule)?.[1];
  return new Map(rows.flatMap(({ place, rule }) => (wordOf(rule) === undefined ? [] : [[place, wordOf(rule) ?? ""]])));
}
