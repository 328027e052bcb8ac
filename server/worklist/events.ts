import { z } from "zod";
import { defineTopic } from "@/server/kernel/outbox";

/** A deed on many items waits to be done. */
export const bulkStarted = defineTopic({
  topic: "worklist.bulk.run",
  clearance: "general",
  payload: z.object({ bulkId: z.uuid() }),
});
