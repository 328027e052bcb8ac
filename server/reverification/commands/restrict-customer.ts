import { z } from "zod";
import { isOpenReview } from "@/domain/reverification/decisions";
import { refuse } from "@/domain/shared/result";
import { command, committed } from "@/server/kernel/command";
import { suspend, suspensionsNow } from "../restrict";
import { loadReview, REVIEW_ITEM } from "../store";

/** Suspends the customer of an open review whose time has come (`suspensionsOf`). Refuses where it has not, or all is suspended already. */
export const restrictCustomer = command({
  name: "reverification.review.restrict",
  permission: "reverification.run",
  input: z.object({ reviewId: z.uuid() }),
  subject: ({ reviewId }) => ({ type: REVIEW_ITEM, id: reviewId }),
  async handle(scope, { reviewId }) {
    const review = await loadReview(scope, reviewId, { lock: true });
    if (!isOpenReview(review.state)) return refuse("reverification.review.not-due");
    const suspensions = await suspensionsNow(scope, review);
    const { audit, events, accounts } = await suspend(scope, review, suspensions.value);
    if (accounts === 0) return refuse("reverification.review.not-due");
    return committed({
      result: { reviewId: review.id, accounts },
      audit: [
        {
          kind: "reverification.review.restrict",
          subject: { type: REVIEW_ITEM, id: review.id },
          basis: suspensions.basis,
          data: { number: review.number, reasons: suspensions.value.map(({ reason }) => reason), accounts },
        },
        ...audit,
      ],
      events,
    });
  },
});
