import { sql } from "drizzle-orm";
import { z } from "zod";
import { decideFinish } from "@/domain/evidence/decisions";
import { command, committed } from "@/server/kernel/command";
import { notFound } from "@/server/kernel/errors";
import { entryOf } from "../entry";
import { fileReceived } from "../events";
import { findFile } from "../store";

/** Hands a complete upload to the worker. `received` is what lies on disk, told by the server's own upload door. */
export const finishUpload = command({
  name: "evidence.file.finish",
  permission: "evidence.attach",
  input: z.strictObject({ fileId: z.uuid(), received: z.int().min(0) }),
  subject: ({ fileId }) => ({ type: "evidence-file", id: fileId }),
  async handle(scope, { fileId, received }) {
    const { tx, actor, now } = scope;
    const file = (await findFile(scope, fileId, { lock: true })) ?? notFound();
    if (actor.personId && file.uploadedBy !== actor.id) return notFound();
    const decision = decideFinish(file, received, now);
    if (!decision.ok) return decision;
    const first = decision.value === "finish";
    if (first) {
      await tx.execute(
        sql`update evidence_files set state = 'waiting', version = version + 1 where id = ${fileId}::uuid`,
      );
    }
    return committed({
      result: { state: first ? "waiting" : file.state },
      audit: [entryOf("evidence.file.finish", file, { file: fileId, bytes: received })],
      events: first ? [fileReceived({ fileId })] : [],
    });
  },
});
