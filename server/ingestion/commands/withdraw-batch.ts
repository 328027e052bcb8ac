import { withdrawBatch as decide } from "@/domain/ingestion/decisions";
import { withdrawBatchInput } from "@/domain/ingestion/schema";
import { command, committed } from "@/server/kernel/command";
import { batchWithdrawing } from "../events";
import { loadBatch, setBatchState } from "../store";

/** Takes a batch back as a whole; the worker retires its legs. What was opened for its customers stays. */
export const withdrawBatch = command({
  name: "ingestion.batch.withdraw",
  permission: "ingestion.withdraw",
  input: withdrawBatchInput,
  subject: (input) => ({ type: "import-batch", id: input.batchId }),
  async handle(scope, { batchId, reason }) {
    const batch = await loadBatch(scope.tx, scope.actor.programmeId, batchId, { lock: true });
    const decision = decide(batch);
    if (!decision.ok) return decision;
    await setBatchState(scope, batch.id, decision.value, { ended: false });
    return committed({
      result: { batchId: batch.id, state: decision.value },
      audit: [
        {
          kind: "ingestion.batch.withdraw",
          subject: { type: "import-batch", id: batch.id },
          data: { number: batch.number, fileSha256: batch.fileSha256, before: batch.state, legs: batch.legs, reason },
        },
      ],
      events: [batchWithdrawing({ batchId: batch.id }, { jobKey: `ingestion-withdraw:${batch.id}` })],
    });
  },
});
