import { sql } from "drizzle-orm";
import { z } from "zod";
import { toInstant } from "@/db/schema/columns";
import { DECISIONS, type Purpose } from "@/domain/kyc/model";
import { refuse } from "@/domain/shared/result";
import { shanghaiDate } from "@/domain/shared/time";
import { command, committed } from "@/server/kernel/command";
import { notFound } from "@/server/kernel/errors";
import { validCopyOnFile } from "@/server/kyc/public";
import { bringToDesk, endReview, lockOpenReview, REVIEW_ITEM } from "../store";

/** What a submission is for when its papers are what was decided on. */
const ABOUT_PAPERS: readonly Purpose[] = ["re-verification", "document-update"];

type Answer = { customer_id: string; kind: Purpose; request_id: string | null; received_at: string };

/**
 * What the desk decided of a customer's submission, for his open review. An acceptance ends it where it left a valid,
 * checked copy of his paper on file; a refusal of his papers brings it to a colleague. Refuses where no review is open, a
 * submission from before the review that does not answer it, and one that says nothing of his papers.
 */
export const recordAnswer = command({
  name: "reverification.answer.record",
  permission: "reverification.run",
  input: z.object({ submissionId: z.uuid(), decision: z.enum(DECISIONS) }),
  subject: ({ submissionId }) => ({ type: "submission", id: submissionId }),
  async handle(scope, { submissionId, decision }) {
    const { tx, actor, now } = scope;
    const today = shanghaiDate(now);
    const { rows } = await tx.execute<Answer>(sql`select customer_id, kind, request_id, received_at from kyc_submissions
      where id = ${submissionId}::uuid and programme_id = ${actor.programmeId}`);
    const submission = rows[0] ?? notFound();
    const review = await lockOpenReview(scope, submission.customer_id);
    if (!review) return refuse("reverification.review.none");
    const answers = submission.request_id !== null && submission.request_id === review.requestId;
    if (!answers && toInstant(submission.received_at) < review.openedAt) return refuse("reverification.review.earlier");
    const copy = decision === "accept" ? await validCopyOnFile(scope, submission.customer_id, { on: today }) : null;
    const known = copy !== null && copy.submissionId === submissionId;
    const refused =
      decision === "reject" &&
      (answers || ABOUT_PAPERS.includes(submission.kind)) &&
      !(review.state === "at-desk" && review.deskCause === "refused");
    if (!known && !refused) return refuse("reverification.review.unchanged");
    const ended = known ? await endReview(scope, review, { state: "done", submissionId }) : null;
    if (!ended) await bringToDesk(scope, review, "refused", today);
    return committed({
      result: { reviewId: review.id, state: ended ? ("done" as const) : ("at-desk" as const) },
      audit: [
        {
          kind: "reverification.answer.record",
          subject: { type: REVIEW_ITEM, id: review.id },
          data: { number: review.number, submissionId, decision, state: ended ? "done" : "at-desk" },
        },
      ],
      events: ended ? [ended] : [],
    });
  },
});
