import { z } from "zod";
import { ingestionFileCodes } from "@/domain/ingestion/codes";
import { failBatch } from "@/domain/ingestion/decisions";
import { command, committed } from "@/server/kernel/command";
import { loadBatch, setBatchState } from "../store";

/** Ends a batch whose file cannot be read. */
export const failBatchCommand = command({
  name: "ingestion.batch.fail",
  permission: "ingestion.process",
  input: z.object({
    batchId: z.uuid(),
    code: z.enum(ingestionFileCodes),
    params: z.record(z.string(), z.union([z.string().max(500), z.number()])),
  }),
  subject: (input) => ({ type: "import-batch", id: input.batchId }),
  async handle(scope, input) {
    const batch = await loadBatch(scope.tx, scope.actor.programmeId, input.batchId, { lock: true });
    const decision = failBatch(batch);
    if (!decision.ok) return decision;
    await setBatchState(scope, batch.id, decision.value, { failureCode: input.code, failureParams: input.params });
    return committed({
      result: { batchId: batch.id },
      audit: [
        {
          kind: "ingestion.batch.fail",
          subject: { type: "import-batch", id: batch.id },
          data: { number: batch.number, fileSha256: batch.fileSha256, reason: input.code },
        },
      ],
    });
  },
});
