import type { EvidenceRefusal } from "@/domain/evidence/codes";
import { refuseInput } from "@/domain/evidence/schema";
import { refuse } from "@/domain/shared/result";
import { command, committed } from "@/server/kernel/command";
import { notFound } from "@/server/kernel/errors";
import { entryOf } from "../entry";
import { fileEnded } from "../events";
import { tellSettled } from "../listeners";
import { endFile, findFile } from "../store";

/** Turns a file away for what it is. Its bytes go; its name stays, so that who brought it can see which one it was. */
export const refuseFile = command({
  name: "evidence.file.refuse",
  permission: "evidence.process",
  input: refuseInput,
  subject: ({ fileId }) => ({ type: "evidence-file", id: fileId }),
  async handle(scope, { fileId, code }) {
    const file = (await findFile(scope, fileId, { lock: true })) ?? notFound();
    if (file.state !== "waiting") return refuse("evidence.file.not-waiting" satisfies EvidenceRefusal);
    await endFile(scope, file, { state: "refused", code: `evidence.content.${code}`, destroyKey: false });
    return committed({
      result: { state: "refused" as const },
      audit: [entryOf("evidence.file.refuse", file, { file: fileId, code })],
      events: [fileEnded({ fileId }), ...(await tellSettled(scope, file, "refused", `evidence.content.${code}`))],
    });
  },
});
