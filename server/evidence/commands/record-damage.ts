import { sql } from "drizzle-orm";
import { z } from "zod";
import { command, committed } from "@/server/kernel/command";
import { notFound } from "@/server/kernel/errors";
import { entryOf } from "../entry";
import { findFile } from "../store";

/** Sounds the alarm: what lies in the store is not what was written there. Each read that finds it leaves an entry. */
export const recordDamage = command({
  name: "evidence.file.damaged",
  permission: "evidence.process",
  input: z.strictObject({ fileId: z.uuid(), part: z.enum(["original", "page"]), page: z.int().min(0) }),
  subject: ({ fileId }) => ({ type: "evidence-file", id: fileId }),
  async handle(scope, { fileId, part, page }) {
    const file = (await findFile(scope, fileId)) ?? notFound();
    await scope.tx.execute(sql`update evidence_files set damaged_at = coalesce(damaged_at, ${scope.now}::timestamptz),
        version = version + 1 where id = ${fileId}::uuid`);
    return committed({
      result: null,
      audit: [entryOf("evidence.file.damaged", file, { file: fileId, part, page })],
    });
  },
});
