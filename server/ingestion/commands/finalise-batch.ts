import { z } from "zod";
import { finaliseBatch } from "@/domain/ingestion/decisions";
import { command, committed } from "@/server/kernel/command";
import { batchPosted, batchSettled } from "../events";
import { type Batch, loadBatch, setBatchState } from "../store";

/** What a batch's entry in the audit log says of it: the file's hash and the counts. */
function summary(batch: Batch) {
  return {
    number: batch.number,
    mapping: batch.mapping,
    fileSha256: batch.fileSha256,
    rows: batch.rowsRead,
    accepted: batch.rowsAccepted,
    rejected: batch.rowsRejected,
    duplicate: batch.rowsDuplicate,
    legs: batch.legs,
    newCustomers: batch.newCustomers,
    firstDate: batch.firstDate,
    lastDate: batch.lastDate,
  };
}

/** Declares a batch whole, once everything that rests on its rows is computed. One audit entry for all of it. */
export const finaliseBatchCommand = command({
  name: "ingestion.batch.finalise",
  permission: "ingestion.process",
  input: z.object({
    batchId: z.uuid(),
    candidates: z.number().int().min(0),
    basis: z.array(z.strictObject({ ruleId: z.string(), version: z.number().int() })),
  }),
  subject: (input) => ({ type: "import-batch", id: input.batchId }),
  async handle(scope, input) {
    const batch = await loadBatch(scope.tx, scope.actor.programmeId, input.batchId, { lock: true });
    const decision = finaliseBatch(batch);
    if (!decision.ok) return decision;
    await setBatchState(scope, batch.id, decision.value, { candidates: input.candidates });
    return committed({
      result: { batchId: batch.id, number: batch.number },
      audit: [
        {
          kind: "ingestion.batch.finalise",
          subject: { type: "import-batch", id: batch.id },
          basis: input.basis,
          data: { ...summary(batch), candidates: input.candidates },
        },
      ],
      events: [batchSettled({ batchId: batch.id }), batchPosted({ batchId: batch.id })],
    });
  },
});
