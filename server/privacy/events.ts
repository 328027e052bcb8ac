import { z } from "zod";
import { defineTopic } from "@/server/kernel/outbox";

/** A request came by the public form: the worker looks whose it is. */
export const requestReceived = defineTopic({
  topic: "privacy.request.received",
  clearance: "general",
  payload: z.object({ requestId: z.uuid() }),
});
