import { sql } from "drizzle-orm";
import { z } from "zod";
import { TRIGGER_RULES } from "@/domain/reverification/model";
import { refuse } from "@/domain/shared/result";
import { shanghaiDate } from "@/domain/shared/time";
import { command, committed } from "@/server/kernel/command";
import { askForPapers } from "@/server/kyc/public";
import { remindersDue, wantedPictures } from "../papers";
import { loadReview, REVIEW_ITEM } from "../store";

/**
 * Asks the customer of an open review again when his paper comes to a further stage before its end: by a new request, which
 * takes the place of the one that ran out. The review stays where it is. Refuses one for which there is nothing to remind of.
 */
export const remindCustomer = command({
  name: "reverification.review.remind",
  permission: "reverification.run",
  input: z.object({ reviewId: z.uuid() }),
  subject: ({ reviewId }) => ({ type: REVIEW_ITEM, id: reviewId }),
  async handle(scope, { reviewId }) {
    const { tx, rules, now } = scope;
    const { id, number, customerId } = await loadReview(scope, reviewId, { lock: true });
    if ((await remindersDue(scope, id)).length === 0) return refuse("reverification.review.unchanged");
    const request = await askForPapers(scope, {
      customerId,
      ground: "re-verification",
      subjectId: id,
      documents: await wantedPictures(scope, customerId),
      reasons: ["expired"],
    });
    await tx.execute(sql`update reverifications set request_id = ${request.id}::uuid, due_on = ${request.dueOn}::date,
      version = version + 1 where id = ${id}::uuid`);
    return committed({
      result: { reviewId: id, requestId: request.id },
      audit: [
        {
          kind: "reverification.review.remind",
          subject: { type: REVIEW_ITEM, id },
          basis: [rules.ref(TRIGGER_RULES["document-expiring"], shanghaiDate(now))],
          data: { number, customerId, request: request.number, dueOn: request.dueOn },
        },
        request.audit,
      ],
    });
  },
});
