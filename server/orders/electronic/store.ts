import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { toInstant, toInstantOrNull } from "@/db/schema/columns";
import { type OrderExtent, type PlatformMessage, platformMessage } from "@/domain/orders/electronic/messages";
import type { ElectronicState } from "@/domain/orders/electronic/model";
import type { Instant } from "@/domain/shared/time";
import type { Scope } from "@/server/kernel/scope";
import { stopsGiven } from "../stops";

/** An electronic order as it is kept. */
export type StoredOrder = {
  readonly id: string;
  readonly number: string;
  readonly messageId: string;
  readonly act: PlatformMessage["act"];
  readonly authority: string;
  readonly caseNumber: string;
  readonly ofMessageId: string | null;
  readonly state: ElectronicState;
  readonly problem: string | null;
  readonly customerId: string | null;
  readonly accountId: string | null;
  readonly measureId: string | null;
  readonly ofOrderId: string | null;
  /** What it holds, once that was decided. */
  readonly scope: OrderExtent["scope"] | null;
  readonly amountMinor: bigint | null;
  readonly receivedAt: Instant;
  readonly lapsesAt: Instant | null;
  readonly inForceAt: Instant | null;
  readonly endedAt: Instant | null;
  readonly alarmedAt: Instant | null;
  /** SHA-256 of the bytes received. */
  readonly hash: Buffer;
  readonly payloadSealed: Buffer;
  readonly version: number;
};

type Row = {
  id: string;
  number: string;
  message_id: string;
  act: StoredOrder["act"];
  authority: string;
  case_number: string;
  of_message_id: string | null;
  state: ElectronicState;
  problem: string | null;
  customer_id: string | null;
  account_id: string | null;
  measure_id: string | null;
  of_order_id: string | null;
  scope: OrderExtent["scope"] | null;
  amount_minor: string | null;
  received_at: string;
  lapses_at: string | null;
  in_force_at: string | null;
  ended_at: string | null;
  alarmed_at: string | null;
  hash: Buffer;
  payload_sealed: Buffer;
  version: number;
};

const read = (row: Row): StoredOrder => ({
  id: row.id,
  number: row.number,
  messageId: row.message_id,
  act: row.act,
  authority: row.authority,
  caseNumber: row.case_number,
  ofMessageId: row.of_message_id,
  state: row.state,
  problem: row.problem,
  customerId: row.customer_id,
  accountId: row.account_id,
  measureId: row.measure_id,
  ofOrderId: row.of_order_id,
  scope: row.scope,
  amountMinor: row.amount_minor === null ? null : BigInt(row.amount_minor),
  receivedAt: toInstant(row.received_at),
  lapsesAt: toInstantOrNull(row.lapses_at),
  inForceAt: toInstantOrNull(row.in_force_at),
  endedAt: toInstantOrNull(row.ended_at),
  alarmedAt: toInstantOrNull(row.alarmed_at),
  hash: row.hash,
  payloadSealed: row.payload_sealed,
  version: row.version,
});

const COLUMNS =
  sql.raw(`id, number, message_id, act, authority, case_number, of_message_id, state, problem, customer_id,
  account_id, measure_id, of_order_id, scope, amount_minor, received_at, lapses_at, in_force_at, ended_at, alarmed_at, hash, payload_sealed, version`);

type Reader = Pick<Scope, "tx" | "actor">;

async function one({ tx, actor }: Reader, where: ReturnType<typeof sql>, lock: boolean) {
  const { rows } = await tx.execute<Row>(sql`select ${COLUMNS} from electronic_orders
    where programme_id = ${actor.programmeId} and ${where}${lock ? sql` for update` : sql``}`);
  return rows[0] && read(rows[0]);
}

/** An order by its id; undefined where this actor has none. */
export const findOrder = (scope: Reader, id: string, { lock }: { readonly lock: boolean }) =>
  one(scope, sql`id = ${id}::uuid`, lock);

/** An order by the platform's id of its message. */
export const findMessage = (scope: Reader, messageId: string, { lock }: { readonly lock: boolean }) =>
  one(scope, sql`message_id = ${messageId}`, lock);

/**
 * An order, locked, with whatever else is about the same message kept waiting: a release and the order it names are never
 * carried out side by side, each without seeing the other.
 */
export async function holdOrder(scope: Reader, id: string): Promise<StoredOrder | undefined> {
  const seen = await findOrder(scope, id, { lock: false });
  if (!seen) return undefined;
  const about = `electronic-order:${scope.actor.programmeId}:${seen.ofMessageId ?? seen.messageId}`;
  await scope.tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${about}, 0))`);
  return findOrder(scope, id, { lock: true });
}

async function many({ tx, actor }: Reader, where: ReturnType<typeof sql>): Promise<StoredOrder[]> {
  const { rows } = await tx.execute<Row>(sql`select ${COLUMNS} from electronic_orders
    where programme_id = ${actor.programmeId} and ${where} order by received_at, id for update`);
  return rows.map(read);
}

/** Renewals and releases that came before the message they name, locked; the oldest first. */
export const waitingFor = (scope: Reader, messageId: string) =>
  many(scope, sql`of_message_id = ${messageId} and state = 'mismatch' and problem = 'order-unknown'`);

/** Orders that wait for what becomes of a measure, locked: the one that gave it and those that end it. */
export const awaiting = (scope: Reader, measureId: string) => many(scope, sql`measure_id = ${measureId}::uuid`);

/** Stops and freezes of an account that hold or wait, locked; the oldest first. */
export const standingOn = (scope: Reader, accountId: string) =>
  many(
    scope,
    sql`account_id = ${accountId}::uuid and act in ('stop', 'freeze') and ended_at is null
      and state in ('queued', 'executed', 'answered')`,
  );

/** How often an account was stopped in the case of an order by its office so far, renewals included, on either road. */
export const stopsSoFar = (
  scope: Reader,
  { accountId, like }: { readonly accountId: string; readonly like: Pick<StoredOrder, "caseNumber" | "authority"> },
): Promise<number> => stopsGiven(scope, { accountId, authorityName: like.authority, caseNumber: like.caseNumber });

export const payloadPlace = (rowId: string) => ({ table: "electronic_orders", column: "payload_sealed", rowId });
export const notePlace = (rowId: string) => ({ table: "electronic_orders", column: "note_sealed", rowId });
export const ownerOf = (orderId: string) => ({ type: "order", id: orderId, retentionClass: "casework" }) as const;

/** The message of an order, opened and read; null where its key was destroyed. */
export async function messageIfKept(
  { vault }: Pick<Scope, "vault">,
  order: StoredOrder,
): Promise<PlatformMessage | null> {
  const raw = await vault.open(payloadPlace(order.id), order.payloadSealed);
  return raw === null ? null : platformMessage.parse(JSON.parse(raw));
}

/** The same of an order at work. Throws where it can no longer be opened. */
export async function messageOf(scope: Pick<Scope, "vault">, order: StoredOrder): Promise<PlatformMessage> {
  const message = await messageIfKept(scope, order);
  if (message === null) throw new Error("the message can no longer be opened");
  return message;
}

/** What changes of an order as it goes on; what is left out stays. */
export type OrderChange = {
  readonly state: ElectronicState;
  readonly problem?: string | null;
  readonly customerId?: string | null;
  readonly accountId?: string | null;
  readonly measureId?: string | null;
  readonly ofOrderId?: string | null;
  readonly scope?: string | null;
  readonly amountMinor?: bigint | null;
  readonly executedAt?: Instant;
  readonly inForceAt?: Instant | null;
  readonly lapsesAt?: Instant | null;
  readonly endedAt?: Instant | null;
  readonly alarmedAt?: Instant | null;
};

const CASTS: Readonly<Record<string, string>> = {
  customerId: "customer_id=uuid",
  accountId: "account_id=uuid",
  measureId: "measure_id=uuid",
  ofOrderId: "of_order_id=uuid",
  scope: "scope=text",
  problem: "problem=text",
  state: "state=text",
  amountMinor: "amount_minor=bigint",
  executedAt: "executed_at=timestamptz",
  inForceAt: "in_force_at=timestamptz",
  lapsesAt: "lapses_at=timestamptz",
  endedAt: "ended_at=timestamptz",
  alarmedAt: "alarmed_at=timestamptz",
};

/** Writes what changed of an order that is locked. */
export async function changeOrder(tx: Tx, id: string, change: OrderChange): Promise<void> {
  const sets = Object.entries(change).flatMap(([name, value]) => {
    const [column, type] = (CASTS[name] ?? "").split("=");
    if (!column || !type || value === undefined) return [];
    const bound = typeof value === "bigint" ? value.toString() : value;
    return [sql`${sql.raw(column)} = ${bound}::${sql.raw(type)}`];
  });
  await tx.execute(
    sql`update electronic_orders set ${sql.join(sets, sql`, `)}, version = version + 1 where id = ${id}::uuid`,
  );
}
