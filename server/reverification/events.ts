import { z } from "zod";
import { defineTopic } from "@/server/kernel/outbox";

const review = z.object({ reviewId: z.uuid() });

/** A review was opened: its customer is to be asked, and suspended where the rule says so at once. */
export const reviewOpened = defineTopic({
  topic: "reverification.review.opened",
  clearance: "general",
  payload: review,
});

/** A review has ended: what was asked is withdrawn, what was restricted on its account is lifted. */
export const reviewEnded = defineTopic({ topic: "reverification.review.ended", clearance: "general", payload: review });

/** A line of the ledger has changed in the rulebook: the ledger is to be gone through again. */
export const linesChanged = defineTopic({
  topic: "reverification.lines.changed",
  clearance: "general",
  payload: z.object({ changeId: z.string() }),
});

/**
 * The door for other capabilities: a customer bought or sold a financial product, or a desk found reason to doubt who he
 * is. `reference` names the occasion: told twice, it counts once. What rests on suspicion comes by `raiseDoubt`.
 */
export const eventTold = defineTopic({
  topic: "reverification.event.told",
  clearance: "general",
  payload: z.object({
    customerId: z.uuid(),
    kind: z.enum(["financial-product", "doubt"]),
    reference: z.uuid(),
    on: z.iso.date(),
  }),
});
