import type { EvidenceRefusal } from "@/domain/evidence/codes";
import { fileInput } from "@/domain/evidence/schema";
import { refuse } from "@/domain/shared/result";
import { command, committed } from "@/server/kernel/command";
import { notFound } from "@/server/kernel/errors";
import { entryOf } from "../entry";
import { fileEnded } from "../events";
import { tellSettled } from "../listeners";
import { endFile, findFile } from "../store";

/** Throws away an upload that was not finished in time, with its key. */
export const expireUpload = command({
  name: "evidence.file.expire",
  permission: "evidence.process",
  input: fileInput,
  subject: ({ fileId }) => ({ type: "evidence-file", id: fileId }),
  async handle(scope, { fileId }) {
    const file = (await findFile(scope, fileId, { lock: true })) ?? notFound();
    if (file.state !== "uploading" || scope.now < file.expiresAt) {
      return refuse("evidence.file.not-uploading" satisfies EvidenceRefusal);
    }
    await endFile(scope, file, { state: "erased", code: "expired", destroyKey: true });
    return committed({
      result: { state: "erased" as const },
      audit: [entryOf("evidence.file.expire", file, { file: fileId })],
      events: [fileEnded({ fileId }), ...(await tellSettled(scope, file, "gone"))],
    });
  },
});
