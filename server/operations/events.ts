import { z } from "zod";
import { defineTopic } from "@/server/kernel/outbox";

/** A new master key is wanted, and every data key under it. */
export const rotationRequested = defineTopic({
  topic: "operations.rotation.requested",
  clearance: "general",
  payload: z.object({ rotationId: z.uuid() }),
});
