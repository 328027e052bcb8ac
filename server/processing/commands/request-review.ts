import { requestReviewInput } from "@/domain/processing/schema";
import { command, committed } from "@/server/kernel/command";
import { requestHumanReview } from "../human-review";

/** Asks, for a customer, that a person look again at an automatic decision. Refuses as `requestHumanReview` does. */
export const requestReview = command({
  name: "processing.review.request",
  permission: "consents.record",
  input: requestReviewInput,
  subject: ({ customerId }) => ({ type: "customer", id: customerId }),
  async handle(scope, { customerId, kind, decisionId }) {
    const asked = await requestHumanReview(scope, { customerId, decision: { kind, id: decisionId }, requestId: null });
    if (!asked.ok) return asked;
    const { reviewId, number, audit, events } = asked.value;
    const [first, ...rest] = audit;
    if (!first) throw new Error("a request without an entry");
    return committed({ result: { id: reviewId, number }, audit: [first, ...rest], events });
  },
});
