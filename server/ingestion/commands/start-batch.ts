import { sql } from "drizzle-orm";
import { startBatchInput } from "@/domain/ingestion/schema";
import { refuse } from "@/domain/shared/result";
import { addDuration } from "@/domain/shared/time";
import { command, committed } from "@/server/kernel/command";
import { takeNumber } from "@/server/kernel/numbers";
import { batchStarted } from "../events";
import { resolveMapping } from "../mappings";
import { wasPreviewed } from "../preview-token";

/** After so long the worker looks whether somebody who attended to an import himself has ended it. */
const ATTENDED_MINUTES = 10;

/**
 * Opens a batch for a received file; the worker takes its rows in. Refuses an unknown mapping, a file token used before,
 * and a mapping a person wrote under which this file was not previewed.
 */
export const startBatch = command({
  name: "ingestion.batch.start",
  permission: "ingestion.import",
  input: startBatchInput,
  subject: (input) => ({ type: "import-batch", id: input.fileToken }),
  async handle({ tx, actor, now, keyRing }, input) {
    const mapping = await resolveMapping(tx, actor.programmeId, input.mapping);
    if (!mapping) return refuse("ingestion.batch.unknown-mapping", { field: "mapping" });
    const asPreviewed = { fileToken: input.fileToken, mapping };
    if (!mapping.builtIn && !wasPreviewed(keyRing, asPreviewed, input.previewed)) {
      return refuse("ingestion.batch.preview-first", { field: "mapping" });
    }
    const number = await takeNumber(tx, "import");
    const fileName =
      input.fileName
        .normalize("NFKC")
        .replace(/[\p{Cc}\p{Cf}]/gu, "")
        .trim() || "-";
    const added =
      await tx.execute(sql`insert into import_batches (id, programme_id, legal_entity_id, number, mapping, file_name,
        file_sha256, file_bytes, state, started_by, started_at)
      values (${input.fileToken}::uuid, ${actor.programmeId}, ${actor.legalEntityId}, ${number}, ${mapping.ref}, ${fileName},
        ${input.sha256}, ${input.bytes}::int8, 'incomplete', ${actor.id}, ${now}::timestamptz)
      on conflict (id) do nothing`);
    if (added.rowCount !== 1) return refuse("ingestion.batch.file-used", { field: "fileToken" });
    const batchId = input.fileToken;
    const runAt = input.attended ? { runAt: addDuration(now, { minutes: ATTENDED_MINUTES }) } : {};
    return committed({
      result: { batchId, number },
      audit: [
        {
          kind: "ingestion.batch.start",
          subject: { type: "import-batch", id: batchId },
          data: { number, mapping: mapping.ref, fileSha256: input.sha256, fileBytes: input.bytes },
        },
      ],
      events: [batchStarted({ batchId }, { jobKey: `ingestion-batch:${batchId}`, ...runAt })],
    });
  },
});
