import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { toInstant, toInstantOrNull } from "@/db/schema/columns";
import { isSecret } from "@/domain/orders/bases";
import type { OrderFlag, RefusalGround } from "@/domain/orders/codes";
import type {
  Authority,
  Disclosure,
  Order,
  OrderAct,
  OrderBasis,
  OrderExtent,
  OrderState,
  OrderTarget,
  OrderTerm,
  PaperCheck,
  StatedItem,
} from "@/domain/orders/model";
import type { Clearance } from "@/domain/permissions";
import { type AccountId, asId, type CustomerId, type PersonId } from "@/domain/shared/ids";
import { type Instant, localDate } from "@/domain/shared/time";
import type { Scope } from "@/server/kernel/scope";

/** The row of an order that decisions need. */
type OrderRow = {
  id: string;
  number: string;
  authority: Authority;
  authority_name: string;
  basis: OrderBasis;
  act: OrderAct;
  case_number: string;
  customer_id: string | null;
  account_id: string | null;
  scope: OrderExtent["scope"] | null;
  amount_minor: string | null;
  term_unit: OrderTerm["unit"] | null;
  term_count: number | null;
  term_until: string | null;
  state: OrderState;
  received_at: string;
  starts_at: string | null;
  ends_at: string | null;
  renewals: number;
  registered_by: string;
  version: number;
};

const COLUMNS = sql.raw(
  `o.id, o.number, o.authority, o.authority_name, o.basis, o.act, o.case_number, o.customer_id, o.account_id, o.scope,
   o.amount_minor, o.term_unit, o.term_count, o.term_until, o.state, o.received_at, o.starts_at, o.ends_at, o.renewals,
   o.registered_by, o.version`,
);

/** A term as its three columns hold it; null where the order names none. */
export function termOf(row: Pick<OrderRow, "term_unit" | "term_count" | "term_until">): OrderTerm | null {
  if (row.term_unit === null) return null;
  if (row.term_unit === "until")
    return row.term_until === null ? null : { unit: "until", on: localDate(row.term_until) };
  return { unit: row.term_unit, count: row.term_count ?? 0 };
}

function toOrder(row: OrderRow): Order {
  return {
    id: asId<"order">(row.id),
    number: row.number,
    authority: row.authority,
    authorityName: row.authority_name,
    basis: row.basis,
    act: row.act,
    caseNumber: row.case_number,
    customerId: row.customer_id as CustomerId | null,
    accountId: row.account_id as AccountId | null,
    extent: { scope: row.scope ?? "all", amountMinor: row.amount_minor === null ? null : BigInt(row.amount_minor) },
    term: termOf(row),
    state: row.state,
    receivedAt: toInstant(row.received_at),
    startsAt: toInstantOrNull(row.starts_at),
    endsAt: toInstantOrNull(row.ends_at),
    renewals: row.renewals,
    registeredBy: asId<"person">(row.registered_by) as PersonId,
    version: row.version,
  };
}

async function find(tx: Tx, where: SQL, lock: boolean): Promise<Order[]> {
  const { rows } = await tx.execute<OrderRow>(
    sql`select ${COLUMNS} from orders o where ${where} order by o.received_at, o.number ${lock ? sql`for update` : sql``}`,
  );
  return rows.map(toOrder);
}

/** One order; undefined when it does not exist or may not be seen. */
export async function findOrder(
  { tx, actor }: Pick<Scope, "tx" | "actor">,
  id: string,
  options: { lock: boolean },
): Promise<Order | undefined> {
  const [order] = await find(tx, sql`o.id = ${id}::uuid and o.programme_id = ${actor.programmeId}`, options.lock);
  return order;
}

/** Freezes and stops of an account that hold or wait, the first come first; locked. */
export function standingOrders({ tx, actor }: Pick<Scope, "tx" | "actor">, accountId: string): Promise<Order[]> {
  return find(
    tx,
    sql`o.account_id = ${accountId}::uuid and o.programme_id = ${actor.programmeId} and o.act in ('freeze', 'stop')
      and o.state in ('registered', 'queued', 'in-force')`,
    true,
  );
}

/** The clearance an order and all that hangs on it is kept under. */
/** True once an authority was answered about an order. */
export async function isAnswered({ tx, actor }: Pick<Scope, "tx" | "actor">, orderId: string): Promise<boolean> {
  const { rows } = await tx.execute(sql`select from order_answers
    where order_id = ${orderId}::uuid and programme_id = ${actor.programmeId} limit 1`);
  return rows.length > 0;
}

export const clearanceOf = (order: { readonly authority: Authority; readonly basis: OrderBasis }): Clearance =>
  isSecret(order) ? "suspicion" : "general";

/** A paper as it is taken in. */
export type NewOrder = {
  readonly id: string;
  readonly number: string;
  readonly authority: Authority;
  readonly authorityName: string;
  readonly basis: OrderBasis;
  readonly act: OrderAct;
  readonly documentNumber: string;
  readonly documentOn: string | null;
  readonly caseNumber: string;
  readonly target: OrderTarget;
  readonly targetName: string | null;
  readonly customerId: string | null;
  readonly accountId: string | null;
  readonly extent: OrderExtent | null;
  readonly term: OrderTerm | null;
  readonly checks: readonly PaperCheck[];
  readonly stated: readonly StatedItem[];
  readonly disclosure: Disclosure | null;
  readonly aboutId: string | null;
  readonly state: OrderState;
  readonly flags: readonly OrderFlag[];
  readonly grounds: readonly RefusalGround[];
  readonly note: string | null;
  readonly receivedAt: string;
  readonly startsAt: Instant | null;
  readonly endsAt: Instant | null;
  readonly officers: readonly { readonly name: string; readonly credential: string }[];
};

/** Whose key seals what a paper names: the order's own. */
export const keyOf = (orderId: string) => ({ type: "order", id: orderId, retentionClass: "casework" }) as const;

const array = (values: readonly string[]) => sql`${`{${values.join(",")}}`}::text[]`;

async function sealedOr(scope: Scope, orderId: string, column: string, plain: string | null): Promise<Buffer | null> {
  if (plain === null || plain === "") return null;
  return scope.vault.seal(keyOf(orderId), { table: "orders", column, rowId: orderId }, plain);
}

/** Writes an order with the officers who brought it. */
export async function insertOrder(scope: Scope, order: NewOrder): Promise<void> {
  const { tx, actor, now } = scope;
  const clearance = clearanceOf(order);
  const target = await sealedOr(scope, order.id, "target_sealed", order.targetName);
  const note = await sealedOr(scope, order.id, "note_sealed", order.note);
  const { extent, term } = order;
  await tx.execute(sql`insert into orders (id, programme_id, legal_entity_id, clearance, number, authority, authority_name, basis, act,
      document_number, document_on, case_number, target, target_sealed, customer_id, account_id, scope, amount_minor, term_unit,
      term_count, term_until, checks, stated, disclosure, about_id, state, flags, grounds, note_sealed, received_at, registered_at,
      registered_by, starts_at, ends_at)
    values (${order.id}, ${actor.programmeId}, ${actor.legalEntityId}, ${clearance}, ${order.number}, ${order.authority},
      ${order.authorityName}, ${order.basis}, ${order.act}, ${order.documentNumber}, ${order.documentOn}::date, ${order.caseNumber},
      ${order.target}, ${target}, ${order.customerId}::uuid, ${order.accountId}::uuid, ${extent?.scope ?? null},
      ${extent?.amountMinor?.toString() ?? null}::bigint, ${term?.unit ?? null},
      ${term && term.unit !== "until" ? term.count : null}::int, ${term?.unit === "until" ? term.on : null}::date,
      ${array(order.checks)}, ${array(order.stated)}, ${order.disclosure ? JSON.stringify(order.disclosure) : null}::jsonb,
      ${order.aboutId}::uuid, ${order.state}, ${array(order.flags)}, ${array(order.grounds)}, ${note}, ${order.receivedAt}::timestamptz,
      ${now}::timestamptz, ${actor.personId}::uuid, ${order.startsAt}::timestamptz, ${order.endsAt}::timestamptz)`);
  await insertOfficers(scope, order, clearance);
}

async function insertOfficers(scope: Scope, { id: orderId, officers }: NewOrder, clearance: Clearance): Promise<void> {
  const { tx, actor, vault } = scope;
  for (const [position, officer] of officers.entries()) {
    const id = scope.newId<"order-officer">();
    const place = (column: string) => ({ table: "order_officers", column, rowId: id });
    const seal = (column: string, plain: string) =>
      plain === "" ? Promise.resolve(null) : vault.seal(keyOf(orderId), place(column), plain);
    const name = await seal("name_sealed", officer.name);
    const credential = await seal("credential_sealed", officer.credential);
    await tx.execute(sql`insert into order_officers (id, programme_id, legal_entity_id, clearance, order_id, position, name_sealed,
        credential_sealed)
      values (${id}, ${actor.programmeId}, ${actor.legalEntityId}, ${clearance}, ${orderId}::uuid, ${position}, ${name}, ${credential})`);
  }
}

/** What of an order changes after it was taken in; what is left out stays. */
export type OrderChange = {
  readonly state?: OrderState;
  readonly startsAt?: Instant | null;
  readonly endsAt?: Instant;
  /** Null where one that had failed was carried out after all. */
  readonly endedAt?: Instant | null;
  readonly renewals?: number;
  readonly alarmed?: string | null;
};

/** Writes what changed of an order. */
export async function saveOrder({ tx }: Pick<Scope, "tx">, id: string, change: OrderChange): Promise<void> {
  const sets = [
    ...(change.state === undefined ? [] : [sql`state = ${change.state}`]),
    ...(change.startsAt === undefined ? [] : [sql`starts_at = ${change.startsAt}::timestamptz`]),
    ...(change.endsAt === undefined ? [] : [sql`ends_at = ${change.endsAt}::timestamptz`]),
    ...(change.endedAt === undefined ? [] : [sql`ended_at = ${change.endedAt}::timestamptz`]),
    ...(change.renewals === undefined ? [] : [sql`renewals = ${change.renewals}::int`]),
    ...(change.alarmed === undefined ? [] : [sql`alarmed = ${change.alarmed}`]),
  ];
  await tx.execute(
    sql`update orders set ${sql.join([...sets, sql`version = version + 1`], sql`, `)} where id = ${id}::uuid`,
  );
}
