import { sql } from "drizzle-orm";
import { z } from "zod";
import { isOpenReview } from "@/domain/reverification/decisions";
import { TRIGGER_RULES } from "@/domain/reverification/model";
import { refuse } from "@/domain/shared/result";
import { shanghaiDate } from "@/domain/shared/time";
import { command, committed } from "@/server/kernel/command";
import { askForPapers } from "@/server/kyc/public";
import { shownKinds, toldReasons, wantedPictures } from "../papers";
import { suspend, suspensionsNow } from "../restrict";
import { loadReview, REVIEW_ITEM } from "../store";

/**
 * Sees to a review that was opened: asks its customer for papers, and suspends where the rule says so at once. Refuses a
 * review that has ended or whose customer was asked already.
 */
export const askCustomer = command({
  name: "reverification.review.ask",
  permission: "reverification.run",
  input: z.object({ reviewId: z.uuid() }),
  subject: ({ reviewId }) => ({ type: REVIEW_ITEM, id: reviewId }),
  async handle(scope, { reviewId }) {
    const { tx, rules, now } = scope;
    const review = await loadReview(scope, reviewId, { lock: true });
    if (!isOpenReview(review.state) || review.requestId !== null)
      return refuse("reverification.review.not-open", { params: { state: review.state } });
    const kinds = await shownKinds(scope, review.id);
    const { customerId, number } = review;
    const request = await askForPapers(scope, {
      customerId,
      ground: "re-verification",
      subjectId: review.id,
      documents: await wantedPictures(scope, customerId),
      reasons: toldReasons(kinds),
    });
    await tx.execute(sql`update reverifications set request_id = ${request.id}::uuid, due_on = ${request.dueOn}::date,
      version = version + 1 where id = ${review.id}::uuid`);
    const suspensions = await suspensionsNow(scope, review);
    const effect = await suspend(scope, review, suspensions.value);
    const today = shanghaiDate(now);
    return committed({
      result: { reviewId: review.id, requestId: request.id },
      audit: [
        {
          kind: "reverification.review.ask",
          subject: { type: REVIEW_ITEM, id: review.id },
          basis: [...kinds.map((kind) => rules.ref(TRIGGER_RULES[kind], today)), ...suspensions.basis],
          data: {
            number,
            customerId,
            kinds: [...kinds],
            request: request.number,
            dueOn: request.dueOn,
            suspended: effect.accounts,
          },
        },
        request.audit,
        ...effect.audit,
      ],
      events: effect.events,
    });
  },
});
