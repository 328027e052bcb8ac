import { sql } from "drizzle-orm";
import { toInstant, toInstantOrNull } from "@/db/schema/columns";
import type { Adjustment, AdjustmentState } from "@/domain/limits/adjustments";
import type { AdjustmentEnd } from "@/domain/limits/codes";
import type { Instant } from "@/domain/shared/time";
import { notFound } from "@/server/kernel/errors";
import type { Scope } from "@/server/kernel/scope";

/** An adjustment as it is kept. */
export type StoredAdjustment = Adjustment & {
  readonly number: string;
  readonly accountId: string;
  readonly customerId: string;
  readonly noteSealed: Buffer | null;
  readonly requestedBy: string;
  readonly requestedAt: Instant;
  readonly approvalId: string | null;
  readonly version: number;
};

export type AdjustmentRow = {
  id: string;
  number: string;
  account_id: string;
  customer_id: string;
  kind: Adjustment["kind"];
  direction: Adjustment["direction"];
  value: string;
  day_minor: string | null;
  note_sealed: Buffer | null;
  state: AdjustmentState;
  requested_by: string;
  requested_at: string;
  approval_id: string | null;
  ends_at: string | null;
  version: number;
};

export const ADJUSTMENT_COLUMNS = sql.raw(
  ["id", "number", "account_id", "customer_id", "kind", "direction", "value", "day_minor", "note_sealed", "state"]
    .concat(["requested_by", "requested_at", "approval_id", "ends_at", "version"])
    .map((column) => `l.${column}`)
    .join(", "),
);

const toStored = (row: AdjustmentRow): StoredAdjustment => ({
  id: row.id,
  number: row.number,
  accountId: row.account_id,
  customerId: row.customer_id,
  kind: row.kind,
  direction: row.direction,
  value: BigInt(row.value),
  dayMinor: row.day_minor === null ? null : BigInt(row.day_minor),
  noteSealed: row.note_sealed,
  state: row.state,
  requestedBy: row.requested_by,
  requestedAt: toInstant(row.requested_at),
  approvalId: row.approval_id,
  endsAt: toInstantOrNull(row.ends_at),
  version: row.version,
});

/** One adjustment; locked when asked. Throws not-found for what is out of sight. */
export async function loadAdjustment(
  { tx, actor }: Pick<Scope, "tx" | "actor">,
  id: string,
  options: { lock?: boolean } = {},
): Promise<StoredAdjustment> {
  const { rows } = await tx.execute<AdjustmentRow>(sql`select ${ADJUSTMENT_COLUMNS} from limit_adjustments l
    where l.id = ${id}::uuid and l.programme_id = ${actor.programmeId} ${options.lock ? sql`for update` : sql``}`);
  return rows[0] ? toStored(rows[0]) : notFound();
}

/** A note of an adjustment lies under the customer's key. */
export const notePlace = (rowId: string) => ({ table: "limit_adjustments", column: "note_sealed", rowId });

/** Keeps a new adjustment. `startedAt` is set for one that holds at once. */
export async function insertAdjustment(
  { tx, actor }: Pick<Scope, "tx" | "actor">,
  one: StoredAdjustment & { readonly startedAt: Instant | null },
): Promise<void> {
  await tx.execute(sql`insert into limit_adjustments (id, programme_id, legal_entity_id, number, account_id, customer_id, kind, direction,
      value, day_minor, note_sealed, state, requested_by, requested_at, approval_id, started_at, ends_at)
    values (${one.id}::uuid, ${actor.programmeId}, ${actor.legalEntityId}, ${one.number}, ${one.accountId}::uuid, ${one.customerId}::uuid,
      ${one.kind}, ${one.direction}, ${one.value}::int8, ${one.dayMinor}::int8, ${one.noteSealed}, ${one.state}, ${one.requestedBy},
      ${one.requestedAt}::timestamptz, ${one.approvalId}::uuid, ${one.startedAt}::timestamptz, ${one.endsAt}::timestamptz)`);
}

/** Ends a locked proposal without effect, or puts it in force. */
export async function setAdjustment(
  { tx, actor, now }: Pick<Scope, "tx" | "actor" | "now">,
  id: string,
  state: "rejected" | "withdrawn" | "void" | "in-force",
): Promise<void> {
  const started = state === "in-force" ? now : null;
  await tx.execute(sql`update limit_adjustments set state = ${state}, started_at = ${started}::timestamptz, version = version + 1
    where id = ${id}::uuid and programme_id = ${actor.programmeId}`);
}

/** Ends an adjustment in force. */
export async function endAdjustmentRow(
  { tx, actor, now }: Pick<Scope, "tx" | "actor" | "now">,
  id: string,
  as: AdjustmentEnd,
  at: Instant = now,
): Promise<void> {
  await tx.execute(sql`update limit_adjustments set state = 'ended', ended_as = ${as}, ended_at = ${at}::timestamptz, version = version + 1
    where id = ${id}::uuid and programme_id = ${actor.programmeId} and state = 'in-force'`);
}

/** The adjustments of an account in force for one limit, in one direction or both. */
export async function inForceOf(
  { tx, actor }: Pick<Scope, "tx" | "actor">,
  of: { readonly accountId: string; readonly kind: Adjustment["kind"]; readonly direction?: Adjustment["direction"] },
): Promise<StoredAdjustment[]> {
  const { rows } = await tx.execute<AdjustmentRow>(sql`select ${ADJUSTMENT_COLUMNS} from limit_adjustments l
    where l.account_id = ${of.accountId}::uuid and l.kind = ${of.kind} and l.state = 'in-force' and l.programme_id = ${actor.programmeId}
      ${of.direction ? sql`and l.direction = ${of.direction}` : sql``} for update`);
  return rows.map(toStored);
}
