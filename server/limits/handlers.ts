import { batchPosted } from "@/server/ingestion/events";
import { execute } from "@/server/kernel/command";
import { handler, type JobHandler } from "@/server/kernel/jobs";
import { recomputeBooks } from "./commands/recompute-books";

export { limitsSchedules } from "./overdue";

export const limitsHandlers: JobHandler[] = [
  handler(batchPosted, async ({ runtime, principal, eventId, requestId }, { batchId }) => {
    await execute(runtime, recomputeBooks, { principal, input: { batchId }, key: eventId, requestId });
  }),
];
