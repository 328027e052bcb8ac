import { sql } from "drizzle-orm";
import type { ReviewState } from "@/domain/processing/model";
import { decideReviewInput } from "@/domain/processing/schema";
import { refuse } from "@/domain/shared/result";
import { shanghaiDate } from "@/domain/shared/time";
import { command, committed } from "@/server/kernel/command";
import { notFound } from "@/server/kernel/errors";
import { checkNotHeld, closeItems } from "@/server/worklist/public";
import { REVIEW } from "../store";

/**
 * Says what a person found: the decision stands, or it was changed, on the desk it is of. Refuses who asked for the look, a
 * look that a colleague holds, and one that is over.
 */
export const decideReview = command({
  name: "processing.review.decide",
  permission: "processing.review",
  input: decideReviewInput,
  subject: ({ id }) => ({ type: REVIEW, id }),
  async handle(scope, { id, version, outcome }) {
    const { tx, actor, now, rules } = scope;
    type Row = { number: string; state: ReviewState; requested_by: string; decision_kind: string; version: number };
    const { rows } =
      await tx.execute<Row>(sql`select number, state, requested_by, decision_kind, version from decision_reviews
      where id = ${id}::uuid and programme_id = ${actor.programmeId} for update`);
    const review = rows[0] ?? notFound();
    if (review.state !== "open") return refuse("processing.review.not-open");
    if (review.version !== version) return refuse("processing.review.stale");
    if (review.requested_by === actor.id) return refuse("processing.review.own");
    const free = await checkNotHeld(tx, actor, { kind: REVIEW, subjectId: id }, now);
    if (!free.ok) return free;
    await tx.execute(sql`update decision_reviews set state = ${outcome}, decided_by = ${actor.id}, decided_at = ${now}::timestamptz,
        version = version + 1 where id = ${id}::uuid`);
    await closeItems(tx, actor, { kind: REVIEW, subjectIds: [id] }, now);
    return committed({
      result: { id, state: outcome },
      audit: [
        {
          kind: "processing.review.decide",
          subject: { type: REVIEW, id },
          basis: [rules.ref("law-pipl-24", shanghaiDate(now))],
          data: { number: review.number, decision: review.decision_kind, outcome },
        },
      ],
    });
  },
});
