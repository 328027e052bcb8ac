import { z } from "zod";
import { defineTopic } from "@/server/kernel/outbox";

/** A person may no longer come in: whoever keeps work for people gives it back. */
export const personDisabled = defineTopic({
  topic: "people.person.disabled",
  clearance: "general",
  payload: z.object({ personId: z.uuid() }),
});
