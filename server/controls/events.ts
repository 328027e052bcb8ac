import { z } from "zod";
import { defineTopic } from "@/server/kernel/outbox";

/** An instruction waits to be handed to the payment core. */
export const instructionQueued = defineTopic({
  topic: "controls.instruction.send",
  clearance: "general",
  payload: z.object({ instructionId: z.uuid() }),
});
