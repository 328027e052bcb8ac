import { z } from "zod";
import { defineTopic } from "@/server/kernel/outbox";

/** A package was asked for, or its building broke off: the worker builds it. */
export const packageAsked = defineTopic({
  topic: "packages.package.asked",
  clearance: "general",
  payload: z.object({ packageId: z.uuid() }),
});

/** A package ended, or a try at it was given up: the bytes under this name are removed from the store. */
export const packageEnded = defineTopic({
  topic: "packages.package.ended",
  clearance: "general",
  payload: z.object({ packageId: z.uuid(), storeName: z.string() }),
});
