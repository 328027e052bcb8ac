import { decideDiscard } from "@/domain/evidence/decisions";
import { discardInput } from "@/domain/evidence/schema";
import { command, committed } from "@/server/kernel/command";
import { entryOf } from "../entry";
import { fileEnded } from "../events";
import { tellSettled } from "../listeners";
import { endFile, openFile } from "../store";

/** Takes back a file one has brought, while no decision rests on it: its key is destroyed, the entry stays. */
export const discardFile = command({
  name: "evidence.file.discard",
  permission: "evidence.attach",
  input: discardInput,
  subject: ({ fileId }) => ({ type: "evidence-file", id: fileId }),
  async handle(scope, { fileId, reason }) {
    const file = await openFile(scope, fileId, { lock: true });
    const decision = decideDiscard(file, scope.actor.id);
    if (!decision.ok) return decision;
    await endFile(scope, file, { state: "erased", code: "discarded", destroyKey: true });
    return committed({
      result: { state: "erased" as const },
      audit: [entryOf("evidence.file.discard", file, { file: fileId, reason })],
      events: [fileEnded({ fileId }), ...(await tellSettled(scope, file, "gone"))],
    });
  },
});
