import { z } from "zod";
import { defineTopic } from "@/server/kernel/outbox";

/** An account of a confirmed report is to be closed and replaced; the freeze stands until it is. */
export const reportClosing = defineTopic({
  topic: "losses.report.closing",
  clearance: "general",
  payload: z.object({ reportId: z.uuid(), customerId: z.uuid(), accountId: z.uuid() }),
});
