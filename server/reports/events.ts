import { z } from "zod";
import { defineTopic } from "@/server/kernel/outbox";

/** A line has changed from a date: candidates are to be computed again from there. */
export const lineChanged = defineTopic({
  topic: "reports.large-value.line-changed",
  clearance: "general",
  payload: z.object({ changeId: z.string(), from: z.iso.date(), until: z.iso.date().nullable() }),
});
