import { sql } from "drizzle-orm";
import { z } from "zod";
import { toInstant, toInstantOrNull } from "@/db/schema/columns";
import type { GoodReason } from "@/domain/reverification/codes";
import { suspendExpiredFrom } from "@/domain/reverification/dates";
import { answerOwed, isOpenReview } from "@/domain/reverification/decisions";
import { UNANSWERED_GRACE_DAYS } from "@/domain/reverification/policy";
import { reviewDetail } from "@/domain/reverification/schema";
import { addDays, type LocalDate, shanghaiDate } from "@/domain/shared/time";
import { notFound } from "@/server/kernel/errors";
import { query } from "@/server/kernel/query";
import type { Scope } from "@/server/kernel/scope";
import { suspensionFacts, suspensionsNow } from "./restrict";
import {
  presentReviews,
  presentTriggers,
  REVIEW_COLUMNS,
  type ReviewColumns,
  TRIGGER_COLUMNS,
  type TriggerColumns,
} from "./rows";
import { loadReview, type StoredReview } from "./store";

const NAME = (column: string) =>
  sql.raw(`coalesce((select p.name_zh from people p where 'person:' || p.id::text = ${column}), ${column})`);

type RequestRow = {
  id: string;
  number: string;
  state: string;
  documents: string[];
  asked_at: string;
  due_on: string;
  ended_at: string | null;
};
type ReasonRow = {
  id: string;
  reason_code: GoodReason;
  until_on: string;
  note_sealed: Buffer | null;
  by: string;
  recorded_at: string;
};
type MeasureRow = {
  id: string;
  number: string;
  account_id: string;
  account_number: string;
  reason_code: string;
  state: string;
  imposed_at: string;
  lifted_at: string | null;
};
type EndRow = {
  end_reason: string | null;
  end_note_sealed: Buffer | null;
  ended_by: string | null;
  submission_id: string | null;
  submission_number: string | null;
};

async function requestOf({ tx }: Scope, review: StoredReview) {
  const { rows } =
    await tx.execute<RequestRow>(sql`select id, number, state, documents, asked_at, due_on::text as due_on, ended_at
    from kyc_requests where id = ${review.requestId}::uuid`);
  const row = rows[0];
  if (!row) return null;
  return {
    id: row.id,
    number: row.number,
    state: row.state,
    documents: row.documents,
    askedAt: toInstant(row.asked_at),
    dueOn: row.due_on,
    endedAt: toInstantOrNull(row.ended_at),
  };
}

async function reasonsOf({ tx, vault }: Scope, review: StoredReview) {
  const { rows } = await tx.execute<ReasonRow>(sql`select id, reason_code, until_on::text as until_on, note_sealed,
      ${NAME("recorded_by")} as by, recorded_at
    from reverification_reasons where review_id = ${review.id}::uuid order by recorded_at desc, id desc`);
  const notes = await vault.openAll(
    rows.map((row) => ({
      place: { table: "reverification_reasons", column: "note_sealed", rowId: row.id },
      sealed: row.note_sealed,
    })),
  );
  return rows.map((row, at) => ({
    id: row.id,
    reason: row.reason_code,
    until: row.until_on,
    note: notes[at] ?? null,
    by: row.by,
    at: toInstant(row.recorded_at),
  }));
}

async function measuresOf({ tx }: Scope, review: StoredReview) {
  const { rows } =
    await tx.execute<MeasureRow>(sql`select m.id, m.number, s.account_id, a.number as account_number, s.reason_code, m.state,
      s.imposed_at, s.lifted_at
    from reverification_measures s join measures m on m.id = s.measure_id join accounts a on a.id = s.account_id
    where s.review_id = ${review.id}::uuid order by s.imposed_at, s.id`);
  return rows.map((row) => ({
    id: row.id,
    number: row.number,
    account: { id: row.account_id, number: row.account_number },
    reason: row.reason_code,
    state: row.state,
    imposedAt: toInstant(row.imposed_at),
    liftedAt: toInstantOrNull(row.lifted_at),
  }));
}

/** The first day on which business is suspended if nothing changes. */
async function suspendFrom(
  scope: Scope,
  review: StoredReview,
): Promise<{ on: LocalDate; unconfirmed: boolean } | null> {
  if (!isOpenReview(review.state)) return null;
  const facts = await suspensionFacts(scope, review);
  const expired = facts.expiredOn && suspendExpiredFrom(facts.expiredOn, facts.goodReasonUntil);
  const silent = answerOwed(facts.kinds) && facts.atDeskOn && addDays(facts.atDeskOn, UNANSWERED_GRACE_DAYS + 1);
  const excused =
    silent && facts.goodReasonUntil && facts.goodReasonUntil >= silent ? addDays(facts.goodReasonUntil, 1) : silent;
  if (expired && (!excused || expired <= excused)) return { on: expired, unconfirmed: true };
  return excused ? { on: excused, unconfirmed: true } : null;
}

/** One review: what called for it with its arithmetic, what was asked, what is restricted, and why it ended. */
export const reviewDetailQuery = query({
  name: "reverification.reviews.detail",
  permission: "reverification.read",
  clearance: "general",
  input: z.object({ id: z.uuid() }),
  output: reviewDetail,
  async resolve(scope, { id }) {
    const { tx, actor, now, vault } = scope;
    const review = await loadReview(scope, id);
    const shown = await tx.execute<ReviewColumns>(
      sql`select ${REVIEW_COLUMNS} from reverifications r where r.id = ${id}::uuid`,
    );
    const triggers = await tx.execute<TriggerColumns>(sql`select ${TRIGGER_COLUMNS} from reverification_triggers g
      where g.review_id = ${id}::uuid order by g.found_at desc, g.id desc limit 200`);
    const ends =
      await tx.execute<EndRow>(sql`select r.end_reason, r.end_note_sealed, ${NAME("r.ended_by")} as ended_by, r.submission_id,
        (select s.number from kyc_submissions s where s.id = r.submission_id) as submission_number
      from reverifications r where r.id = ${id}::uuid`);
    const end = ends.rows[0] ?? notFound();
    const [row] = await presentReviews(scope, shown.rows);
    const place = { table: "reverifications", column: "end_note_sealed", rowId: id };
    const suspensions = isOpenReview(review.state) ? await suspensionsNow(scope, review) : null;
    return {
      ...(row ?? notFound()),
      triggers: await presentTriggers(scope, triggers.rows),
      request: review.requestId ? await requestOf(scope, review) : null,
      submission:
        end.submission_id && end.submission_number ? { id: end.submission_id, number: end.submission_number } : null,
      atDeskOn: review.atDeskOn,
      suspendFrom: await suspendFrom(scope, review),
      reasons: await reasonsOf(scope, review),
      measures: await measuresOf(scope, review),
      end: end.ended_by
        ? { reason: end.end_reason, note: await vault.open(place, end.end_note_sealed), by: end.ended_by }
        : null,
      basis: [...(suspensions?.basis ?? [])],
      today: shanghaiDate(now),
      may: {
        work: actor.permissions.has("reverification.work") && isOpenReview(review.state),
        raise: actor.permissions.has("reverification.raise"),
      },
    };
  },
});
