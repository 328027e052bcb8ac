import { z } from "zod";
import { defineTopic } from "@/server/kernel/outbox";

/** A comparison of all customers waits to go on. */
export const rescreenAsked = defineTopic({
  topic: "screening.run.advance",
  clearance: "suspicion",
  payload: z.object({ runId: z.uuid() }),
});

/** A hit was found. Whoever is about to decide on the customer stops. */
export const hitOpened = defineTopic({
  topic: "screening.hit.opened",
  clearance: "suspicion",
  payload: z.object({ customerId: z.uuid() }),
});

/** A hit fell away: it was another person. Whoever waited for that may go on. */
export const hitDismissed = defineTopic({
  topic: "screening.hit.dismissed",
  clearance: "suspicion",
  payload: z.object({ customerId: z.uuid() }),
});
