import { sql } from "drizzle-orm";
import type { EvidenceRefusal } from "@/domain/evidence/codes";
import { acceptInput } from "@/domain/evidence/schema";
import { refuse } from "@/domain/shared/result";
import { command, committed } from "@/server/kernel/command";
import { notFound } from "@/server/kernel/errors";
import { entryOf } from "../entry";
import { tellSettled } from "../listeners";
import { blobsOf, findFile } from "../store";

/** Takes a file in: looked at, its pages made, its original sealed. From now on it may be shown. */
export const acceptFile = command({
  name: "evidence.file.accept",
  permission: "evidence.process",
  input: acceptInput,
  subject: ({ fileId }) => ({ type: "evidence-file", id: fileId }),
  async handle(scope, { fileId, mediaType, sha256, pages }) {
    const { tx, now } = scope;
    const file = (await findFile(scope, fileId, { lock: true })) ?? notFound();
    const originals = await blobsOf(scope, fileId, "original");
    const made = await blobsOf(scope, fileId, "page");
    const whole = originals.length === 1 && originals[0]?.sha256 === sha256 && made.length === pages;
    if (file.state !== "waiting" || !whole) return refuse("evidence.file.not-waiting" satisfies EvidenceRefusal);
    await tx.execute(sql`update evidence_files set state = 'ready', media_type = ${mediaType}, sha256 = ${sha256}, pages = ${pages},
        ready_at = ${now}::timestamptz, version = version + 1 where id = ${fileId}::uuid`);
    return committed({
      result: { state: "ready" as const },
      audit: [entryOf("evidence.file.accept", file, { file: fileId, mediaType, sha256, pages })],
      events: await tellSettled(scope, file, "ready"),
    });
  },
});
