import { sql } from "drizzle-orm";
import { toInstant } from "@/db/schema/columns";
import type { RejectReason } from "@/domain/objections/codes";
import type { ObjectionGround, ObjectionState } from "@/domain/objections/model";
import type { Instant } from "@/domain/shared/time";
import { notFound } from "@/server/kernel/errors";
import type { Scope } from "@/server/kernel/scope";

/** Kind of the work item, and subject type, of an objection. */
export const OBJECTION = "objection";

export type StoredObjection = {
  readonly id: string;
  readonly number: string;
  readonly measureId: string;
  readonly accountId: string;
  readonly customerId: string;
  readonly ground: ObjectionGround;
  readonly state: ObjectionState;
  readonly receivedAt: Instant;
  readonly dueAt: Instant;
  readonly registeredBy: string;
  readonly version: number;
};

type Row = {
  id: string;
  number: string;
  measure_id: string;
  account_id: string;
  customer_id: string;
  ground: ObjectionGround;
  state: ObjectionState;
  received_at: string;
  due_at: string;
  registered_by: string;
  version: number;
};

/** An objection of the programme; locked when asked. Throws not-found otherwise. */
export async function loadObjection(
  { tx, actor }: Pick<Scope, "tx" | "actor">,
  id: string,
  options: { lock?: boolean } = {},
): Promise<StoredObjection> {
  const { rows } =
    await tx.execute<Row>(sql`select id, number, measure_id, account_id, customer_id, ground, state, received_at,
      due_at, registered_by, version
    from objections where id = ${id}::uuid and programme_id = ${actor.programmeId} ${options.lock ? sql`for update` : sql``}`);
  const row = rows[0] ?? notFound();
  return {
    id: row.id,
    number: row.number,
    measureId: row.measure_id,
    accountId: row.account_id,
    customerId: row.customer_id,
    ground: row.ground,
    state: row.state,
    receivedAt: toInstant(row.received_at),
    dueAt: toInstant(row.due_at),
    registeredBy: row.registered_by,
    version: row.version,
  };
}

/** The open objection to a measure, if there is one. */
export async function openObjectionTo(
  { tx, actor }: Pick<Scope, "tx" | "actor">,
  measureId: string,
): Promise<{ id: string; number: string } | undefined> {
  const { rows } = await tx.execute<{ id: string; number: string }>(sql`select id, number from objections
    where measure_id = ${measureId}::uuid and programme_id = ${actor.programmeId} and state = 'open'`);
  return rows[0];
}

/** Ends a locked objection. */
export async function endObjection(
  { tx, actor, now }: Scope,
  objection: StoredObjection,
  end: {
    readonly state: Exclude<ObjectionState, "open">;
    readonly late: boolean;
    readonly rejectReason: RejectReason | null;
    readonly answerSealed: Buffer;
    readonly narrowerId: string | null;
  },
): Promise<void> {
  await tx.execute(sql`update objections set state = ${end.state}, late = ${end.late}::boolean, reject_reason = ${end.rejectReason}::text,
      answer_sealed = ${end.answerSealed}::bytea, narrower_id = ${end.narrowerId}::uuid, decided_by = ${actor.id},
      decided_at = ${now}::timestamptz, version = version + 1 where id = ${objection.id}::uuid`);
}

/** Where a text of an objection is sealed, and under whose key. */
export const sealedPlace = (rowId: string, column: "words_sealed" | "answer_sealed") => ({
  table: "objections",
  column,
  rowId,
});
export const casework = (customerId: string) =>
  ({ type: "customer", id: customerId, retentionClass: "casework" }) as const;
