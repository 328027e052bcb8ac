import { decideServe } from "@/domain/evidence/decisions";
import { EVIDENCE_POLICY } from "@/domain/evidence/policy";
import { fileInput } from "@/domain/evidence/schema";
import { addDuration, epochMilliseconds } from "@/domain/shared/time";
import { command, committed } from "@/server/kernel/command";
import { entryOf } from "../entry";
import { signLink } from "../link";
import { blobsOf, openFile } from "../store";

/** Opens a file for looking at: leaves the entry of it and gives a link for this session and a few minutes. */
export const viewFile = command({
  name: "evidence.file.view",
  permission: "evidence.read",
  input: fileInput,
  storesResult: false,
  subject: ({ fileId }) => ({ type: "evidence-file", id: fileId }),
  async handle(scope, { fileId }) {
    const { actor, now, keyRing } = scope;
    const file = await openFile(scope, fileId);
    const decision = decideServe(file);
    if (!decision.ok) return decision;
    const until = addDuration(now, { minutes: EVIDENCE_POLICY.linkMinutes });
    const link = signLink(keyRing, {
      file: fileId,
      session: actor.sessionId ?? "",
      programme: actor.programmeId,
      part: "page",
      until: epochMilliseconds(until),
    });
    const pages = await blobsOf(scope, fileId, "page");
    return committed({
      result: {
        link,
        until,
        pages: pages.map(({ page, width, height }) => ({ page, width: width ?? 0, height: height ?? 0 })),
      },
      audit: [entryOf("evidence.file.view", file, { file: fileId })],
    });
  },
});
