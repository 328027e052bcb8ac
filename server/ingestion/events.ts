import { z } from "zod";
import { defineTopic } from "@/server/kernel/outbox";

const batch = z.object({ batchId: z.uuid() });

/** A file waits to be taken in. */
export const batchStarted = defineTopic({ topic: "ingestion.batch.started", clearance: "general", payload: batch });
/** All rows of a batch are in; what rests on them is to be computed before it counts as whole. */
export const batchLoaded = defineTopic({ topic: "ingestion.batch.loaded", clearance: "general", payload: batch });
/** What rests on a batch at once is computed and its state is final: whole, or taken back. */
export const batchSettled = defineTopic({ topic: "ingestion.batch.settled", clearance: "general", payload: batch });
/** The same news for what adds up the ledger: sums that hold legs of the batch are to be taken anew. */
export const batchPosted = defineTopic({ topic: "ingestion.batch.posted", clearance: "general", payload: batch });
/** A batch is to be taken back. */
export const batchWithdrawing = defineTopic({
  topic: "ingestion.batch.withdrawing",
  clearance: "general",
  payload: batch,
});
/** All legs of a batch are retired; what rested on them is to be computed again. */
export const batchRetired = defineTopic({ topic: "ingestion.batch.retired", clearance: "general", payload: batch });
