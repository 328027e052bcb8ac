import { z } from "zod";
import { defineTopic } from "@/server/kernel/outbox";

/** A letter was written: its text is to be made and its messages sent. */
export const letterWritten = defineTopic({
  topic: "letters.letter",
  clearance: "general",
  payload: z.strictObject({ letterId: z.uuid() }),
});

/** A message waits to be handed over. */
export const dispatchWaiting = defineTopic({
  topic: "letters.dispatch",
  clearance: "general",
  payload: z.strictObject({ dispatchId: z.uuid() }),
});
