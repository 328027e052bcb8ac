import { z } from "zod";
import { refuse } from "@/domain/shared/result";
import { shanghaiDate } from "@/domain/shared/time";
import { command, committed } from "@/server/kernel/command";
import { bringToDesk, loadReview, REVIEW_ITEM } from "../store";

/** A customer let the request of his review run out: a colleague looks. Refuses a review that waits for nobody, or for another request. */
export const recordLapse = command({
  name: "reverification.lapse.record",
  permission: "reverification.run",
  input: z.object({ reviewId: z.uuid(), requestId: z.uuid() }),
  subject: ({ reviewId }) => ({ type: REVIEW_ITEM, id: reviewId }),
  async handle(scope, { reviewId, requestId }) {
    const review = await loadReview(scope, reviewId, { lock: true });
    if (review.state !== "asked" || review.requestId !== requestId)
      return refuse("reverification.review.not-open", { params: { state: review.state } });
    await bringToDesk(scope, review, "lapsed", shanghaiDate(scope.now));
    return committed({
      result: { reviewId: review.id },
      audit: [
        {
          kind: "reverification.lapse.record",
          subject: { type: REVIEW_ITEM, id: review.id },
          basis: [scope.rules.ref("mipay-rekyc-refusal", shanghaiDate(scope.now))],
          data: { number: review.number, requestId },
        },
      ],
    });
  },
});
