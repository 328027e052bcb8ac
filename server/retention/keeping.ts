import { type SQL, sql } from "drizzle-orm";
import { CLASSIFICATION } from "@/db/classification";
import { DATA_MAP } from "@/db/data-map";
import type { RetentionClass } from "@/domain/retention/model";
import { LOOK_AGAIN_DAYS } from "@/domain/retention/policy";
import { addDays, shanghaiDate } from "@/domain/shared/time";
import type { AuditEvent } from "@/server/kernel/audit/append";
import type { Scope } from "@/server/kernel/scope";
import { partsOf, rowsOf } from "./erase-sql";
import { keptFiles } from "./kept-files";

const PAGE = 500;
type Part = ReturnType<typeof partsOf>[number];

const place = (rowId: string) => ({ table: "retention_keepings", column: "body_sealed", rowId }) as const;

const sealedOf = ({ table, columns }: Part): string[] =>
  columns.filter((column) => {
    const data = CLASSIFICATION[table]?.[column];
    return typeof data === "object" && data.protection.kind === "sealed";
  });

/**
 * Keeps for the cleared what they must keep of a class that goes: its rows, opened, sealed page by page under a key of the
 * keeping's own. The class itself goes as anybody's does, with the same certificate.
 */
export async function keepBehindWall(
  scope: Scope,
  customerId: string,
  of: RetentionClass,
  codes: readonly string[],
): Promise<AuditEvent> {
  const keepingId = scope.newId();
  let pages = 0;
  for (const part of partsOf(of)) pages += await keepTable(scope, { customerId, of, keepingId }, part);
  return {
    kind: "retention.keeping.make",
    subject: { type: "customer", id: customerId },
    data: { keeping: keepingId, class: of, pages, holds: [...codes] },
  };
}

type Keeping = { readonly customerId: string; readonly of: RetentionClass; readonly keepingId: string };

async function keepTable(scope: Scope, keeping: Keeping, part: Part): Promise<number> {
  const order = sql.join(
    (DATA_MAP[part.table]?.key ?? ["id"]).map((column) => sql.identifier(column)),
    sql`, `,
  );
  for (let page = 0; ; page++) {
    const rows = await pageOf(
      scope,
      keeping,
      part,
      sql`order by ${order} limit ${PAGE}::int offset ${page * PAGE}::int`,
    );
    if (rows.length > 0) await keepPage(scope, keeping, { table: part.table, page, rows });
    if (rows.length < PAGE) return rows.length > 0 ? page + 1 : page;
  }
}

type Opened = Readonly<Record<string, unknown>>;

async function pageOf(scope: Scope, { customerId, of }: Keeping, part: Part, page: SQL): Promise<Opened[]> {
  const sealed = sealedOf(part);
  const found = await scope.tx.execute<Record<string, unknown>>(
    sql`select * from ${sql.identifier(part.table)} where ${rowsOf(part, sql`array[${customerId}::uuid]`, of)} ${page}`,
  );
  const values = found.rows.flatMap((row) =>
    sealed.map((column) => ({
      place: { table: part.table, column, rowId: String(row.id) },
      sealed: (row[column] as Buffer | null) ?? null,
    })),
  );
  const opened = await scope.vault.openAll(values);
  const files = part.map.owner === "evidence-file" ? await keptFiles(scope, found.rows) : undefined;
  return found.rows.map((row, at) => {
    const clear = Object.fromEntries(sealed.map((column, n) => [column, opened[at * sealed.length + n] ?? null]));
    const others = Object.entries(row).filter(([, value]) => !Buffer.isBuffer(value));
    return { ...Object.fromEntries(others), ...clear, ...files?.get(String(row.id)) };
  });
}

async function keepPage(
  { tx, actor, now, newId, vault }: Scope,
  { customerId, of, keepingId }: Keeping,
  { table, page, rows }: { table: string; page: number; rows: readonly Opened[] },
): Promise<void> {
  const id = newId();
  const sealed = await vault.seal(
    { type: "keeping", id: keepingId, retentionClass: of },
    place(id),
    JSON.stringify(rows),
  );
  await tx.execute(sql`insert into retention_keepings (id, programme_id, legal_entity_id, clearance, customer_id, retention_class,
      keeping_id, table_name, page, body_sealed, look_on, kept_at)
    values (${id}, ${actor.programmeId}, ${actor.legalEntityId}, 'suspicion', ${customerId}::uuid, ${of}, ${keepingId}::uuid,
      ${table}, ${page}, ${sealed}, ${addDays(shanghaiDate(now), LOOK_AGAIN_DAYS)}::date, ${now}::timestamptz)`);
}

/** Opens what is kept, of a customer or by one keeping, page by page, for who is cleared: anybody else is shown none. */
export async function readKeeping(
  { tx, vault }: Scope,
  of: { readonly customerId: string } | { readonly keepingId: string },
): Promise<{ table: string; rows: readonly Opened[] }[]> {
  const which =
    "customerId" in of ? sql`customer_id = ${of.customerId}::uuid` : sql`keeping_id = ${of.keepingId}::uuid`;
  const { rows } = await tx.execute<{ id: string; table_name: string; body_sealed: Buffer }>(
    sql`select id, table_name, body_sealed from retention_keepings where ${which} order by keeping_id, table_name, page`,
  );
  const opened = await vault.openAll(rows.map(({ id, body_sealed }) => ({ place: place(id), sealed: body_sealed })));
  return rows.map(({ table_name }, at) => ({
    table: table_name,
    rows: JSON.parse(opened[at] ?? "[]") as readonly Opened[],
  }));
}
