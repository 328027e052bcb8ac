import { z } from "zod";
import { endWithdrawal } from "@/domain/ingestion/decisions";
import { command, committed } from "@/server/kernel/command";
import { batchPosted, batchSettled } from "../events";
import { loadBatch, setBatchState } from "../store";

/** Ends a withdrawal, once all legs are retired and what rested on them is computed again. */
export const endWithdrawalCommand = command({
  name: "ingestion.batch.withdrawn",
  permission: "ingestion.process",
  input: z.object({ batchId: z.uuid() }),
  subject: (input) => ({ type: "import-batch", id: input.batchId }),
  async handle(scope, { batchId }) {
    const batch = await loadBatch(scope.tx, scope.actor.programmeId, batchId, { lock: true });
    const decision = endWithdrawal(batch);
    if (!decision.ok) return decision;
    await setBatchState(scope, batch.id, decision.value, { candidates: 0 });
    return committed({
      result: { batchId: batch.id },
      audit: [
        {
          kind: "ingestion.batch.withdrawn",
          subject: { type: "import-batch", id: batch.id },
          data: { number: batch.number, fileSha256: batch.fileSha256, legs: batch.legs },
        },
      ],
      events: [batchSettled({ batchId: batch.id }), batchPosted({ batchId: batch.id })],
    });
  },
});
