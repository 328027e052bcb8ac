import { sql } from "drizzle-orm";
import { toInstant } from "@/db/schema/columns";
import type { DeskCause, HoldState, ReviewState, TriggerKind } from "@/domain/reverification/model";
import type { Instant, LocalDate } from "@/domain/shared/time";
import { notFound } from "@/server/kernel/errors";
import type { Scope } from "@/server/kernel/scope";
import { closeItems, openItems } from "@/server/worklist/public";
import { reviewEnded } from "./events";

/** Kind of the work item, and subject type, of a review. */
export const REVIEW_ITEM = "reverification";

export type StoredReview = {
  readonly id: string;
  readonly number: string;
  readonly customerId: string;
  readonly ground: TriggerKind;
  readonly state: ReviewState;
  readonly openedAt: Instant;
  readonly requestId: string | null;
  readonly dueOn: LocalDate | null;
  readonly deskCause: DeskCause | null;
  readonly atDeskOn: LocalDate | null;
  readonly version: number;
};

type Row = {
  id: string;
  number: string;
  customer_id: string;
  ground: TriggerKind;
  state: ReviewState;
  opened_at: string;
  request_id: string | null;
  due_on: LocalDate | null;
  desk_cause: DeskCause | null;
  at_desk_on: LocalDate | null;
  version: number;
};

const COLUMNS = sql.raw(
  "id, number, customer_id, ground, state, opened_at, request_id, due_on, desk_cause, at_desk_on, version",
);

const toReview = (row: Row): StoredReview => ({
  id: row.id,
  number: row.number,
  customerId: row.customer_id,
  ground: row.ground,
  state: row.state,
  openedAt: toInstant(row.opened_at),
  requestId: row.request_id,
  dueOn: row.due_on,
  deskCause: row.desk_cause,
  atDeskOn: row.at_desk_on,
  version: row.version,
});

type Reader = Pick<Scope, "tx" | "actor">;

/** A review of the programme; locked when asked. Throws not-found otherwise. */
export async function loadReview(
  { tx, actor }: Reader,
  id: string,
  options: { lock?: boolean } = {},
): Promise<StoredReview> {
  const { rows } = await tx.execute<Row>(sql`select ${COLUMNS} from reverifications
    where id = ${id}::uuid and programme_id = ${actor.programmeId} ${options.lock ? sql`for update` : sql``}`);
  const row = rows[0] ?? notFound();
  return toReview(row);
}

/** The open review of a customer, locked; undefined without one. */
export async function lockOpenReview({ tx, actor }: Reader, customerId: string): Promise<StoredReview | undefined> {
  const { rows } = await tx.execute<Row>(sql`select ${COLUMNS} from reverifications
    where customer_id = ${customerId}::uuid and programme_id = ${actor.programmeId} and state in ('asked', 'at-desk') for update`);
  return rows[0] && toReview(rows[0]);
}

/** Brings an open review to the desk: the customer did not answer, or what he gave was refused. Opens its work item. */
export async function bringToDesk(
  scope: Scope,
  review: StoredReview,
  cause: DeskCause,
  today: LocalDate,
): Promise<void> {
  const { tx, actor, now } = scope;
  await tx.execute(sql`update reverifications set state = 'at-desk', desk_cause = ${cause},
      at_desk_on = coalesce(at_desk_on, ${today}::date), version = version + 1 where id = ${review.id}::uuid`);
  const item = {
    kind: REVIEW_ITEM,
    number: review.number,
    subjectType: REVIEW_ITEM,
    subjectId: review.id,
    customerId: review.customerId,
    dueOn: today,
  };
  await openItems(tx, actor, [item], now);
}

/** Ends an open review and its work item. The returned news sees to what was asked and restricted. */
export async function endReview(
  { tx, actor, now }: Scope,
  review: StoredReview,
  end: {
    readonly state: "done" | "closed";
    readonly submissionId?: string | undefined;
    readonly reason?: string;
    readonly noteSealed?: Buffer;
  },
) {
  await tx.execute(sql`update reverifications set state = ${end.state}, submission_id = ${end.submissionId ?? null}::uuid,
      end_reason = ${end.reason ?? null}::text, end_note_sealed = ${end.noteSealed ?? null}::bytea, ended_at = ${now}::timestamptz,
      ended_by = ${actor.id}, version = version + 1 where id = ${review.id}::uuid`);
  await closeItems(tx, actor, { kind: REVIEW_ITEM, subjectIds: [review.id], as: "done" }, now);
  return reviewEnded({ reviewId: review.id });
}

export type StoredHold = {
  readonly id: string;
  readonly number: string;
  readonly kind: TriggerKind;
  readonly state: HoldState;
  readonly held: number;
  readonly version: number;
};

/** A hold of the programme, locked. Throws not-found otherwise. */
export async function lockHold({ tx, actor }: Reader, id: string): Promise<StoredHold> {
  const { rows } =
    await tx.execute<StoredHold>(sql`select id, number, kind, state, held, version from reverification_holds
    where id = ${id}::uuid and programme_id = ${actor.programmeId} for update`);
  return rows[0] ?? notFound();
}

/** Ends a locked hold with what was decided. */
export async function saveHold(
  { tx, actor, now }: Scope,
  hold: StoredHold,
  state: Exclude<HoldState, "open">,
  reason: string | null,
): Promise<void> {
  await tx.execute(sql`update reverification_holds set state = ${state}, reason_code = ${reason}::text, decided_by = ${actor.id},
    decided_at = ${now}::timestamptz, version = version + 1 where id = ${hold.id}::uuid`);
}
