import { z } from "zod";
import { defineTopic } from "@/server/kernel/outbox";

/** A message of the platform is kept and waits to be carried out; whoever takes it first, does it. */
export const messageKept = defineTopic({
  topic: "orders.electronic.kept",
  clearance: "general",
  payload: z.object({ orderId: z.uuid() }),
});

/** An answer waits to be handed to the platform. */
export const answerQueued = defineTopic({
  topic: "orders.electronic.answer",
  clearance: "general",
  payload: z.object({ answerId: z.uuid() }),
});

/** Something that held an account has been let go: who waits for it, behind the wall too, is looked for at once. */
export const accountLetGo = defineTopic({
  topic: "orders.queue.look",
  clearance: "general",
  payload: z.object({ accountId: z.uuid() }),
});
