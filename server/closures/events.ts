import { z } from "zod";
import { defineTopic } from "@/server/kernel/outbox";

/** A closure was agreed to, or what was paid out has arrived: the worker looks again and takes the next step. */
export const closureMoved = defineTopic({
  topic: "closures.closure.moved",
  clearance: "general",
  payload: z.object({ closureId: z.uuid() }),
});

/** A customer signed in by a way the agreement accepts: his accounts are in use. */
export const customerSignedIn = defineTopic({
  topic: "closures.login.told",
  clearance: "general",
  payload: z.object({ customerId: z.uuid(), on: z.iso.date() }),
});
