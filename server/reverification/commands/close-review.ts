import { closeReview as decide } from "@/domain/reverification/decisions";
import { closeInput } from "@/domain/reverification/schema";
import { command, committed } from "@/server/kernel/command";
import { checkNotHeld } from "@/server/worklist/public";
import { isRestricted } from "../restrict";
import { endReview, loadReview, REVIEW_ITEM } from "../store";

/** Ends a review without a new submission, with a reason. Refuses while its customer is suspended on its account. */
export const closeReview = command({
  name: "reverification.review.close",
  permission: "reverification.work",
  input: closeInput,
  subject: ({ id }) => ({ type: REVIEW_ITEM, id }),
  async handle(scope, { id, version, reason, note }) {
    const { tx, actor, now, vault } = scope;
    const review = await loadReview(scope, id, { lock: true });
    const decision = decide({ ...review, restricted: await isRestricted(scope, review.id) }, version);
    if (!decision.ok) return decision;
    const free = await checkNotHeld(tx, actor, { kind: REVIEW_ITEM, subjectId: review.id }, now);
    if (!free.ok) return free;
    const subject = { type: "customer", id: review.customerId, retentionClass: "casework" } as const;
    const place = { table: "reverifications", column: "end_note_sealed", rowId: review.id };
    const noteSealed = await vault.seal(subject, place, note);
    const ended = await endReview(scope, review, { state: "closed", reason, noteSealed });
    return committed({
      result: { id: review.id, state: decision.value, version: review.version + 1 },
      audit: [
        {
          kind: "reverification.review.close",
          subject: { type: REVIEW_ITEM, id: review.id },
          basis: decision.basis,
          data: { number: review.number, reason, version: review.version },
        },
      ],
      events: [ended],
    });
  },
});
