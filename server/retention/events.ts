import { z } from "zod";
import { defineTopic } from "@/server/kernel/outbox";

/** Classes of a customer's data are due: the worker looks again and erases them. */
export const classesDue = defineTopic({
  topic: "retention.classes.due",
  clearance: "general",
  payload: z.object({ entryIds: z.array(z.uuid()).min(1).max(5) }),
});

/** A rule that keeps data changed: what is planned is planned again. */
export const termsChanged = defineTopic({
  topic: "retention.terms.changed",
  clearance: "general",
  payload: z.object({ changeId: z.uuid() }),
});
