import { z } from "zod";
import { isOpenReview } from "@/domain/reverification/decisions";
import { refuse } from "@/domain/shared/result";
import { command, committed } from "@/server/kernel/command";
import { withdrawRequest } from "@/server/kyc/public";
import { liftAll } from "../restrict";
import { loadReview, REVIEW_ITEM } from "../store";

/** Sees to a review that has ended: what was asked is withdrawn, what was restricted on its account is lifted. Refuses an open one. */
export const settleReview = command({
  name: "reverification.review.settle",
  permission: "reverification.run",
  input: z.object({ reviewId: z.uuid() }),
  subject: ({ reviewId }) => ({ type: REVIEW_ITEM, id: reviewId }),
  async handle(scope, { reviewId }) {
    const review = await loadReview(scope, reviewId, { lock: true });
    if (isOpenReview(review.state)) return refuse("reverification.review.open");
    const withdrawn = review.requestId ? await withdrawRequest(scope, review.requestId) : null;
    const { audit, events, lifted } = await liftAll(scope, review.id);
    return committed({
      result: { reviewId: review.id, lifted },
      audit: [
        {
          kind: "reverification.review.settle",
          subject: { type: REVIEW_ITEM, id: review.id },
          data: { number: review.number, state: review.state, lifted, withdrawn: withdrawn !== null },
        },
        ...(withdrawn ? [withdrawn] : []),
        ...audit,
      ],
      events,
    });
  },
});
