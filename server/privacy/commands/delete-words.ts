import { sql } from "drizzle-orm";
import { z } from "zod";
import { toInstantOrNull } from "@/db/schema/columns";
import { PRIVACY_POLICY } from "@/domain/privacy/policy";
import { refuse } from "@/domain/shared/result";
import { addDuration } from "@/domain/shared/time";
import { endFiles } from "@/server/evidence/public";
import { command, committed } from "@/server/kernel/command";
import { destroyKeys } from "@/server/kernel/erasure";
import { loadRequest, REQUEST } from "../store";

/**
 * Destroys a request's own key, and the papers of one nobody ever proved: what a stranger may have said of somebody is kept
 * as long as he may complain, and no longer. Refuses one that is open or younger.
 */
export const deleteWords = command({
  name: "privacy.words.delete",
  permission: "privacy.run",
  input: z.object({ requestId: z.uuid() }),
  subject: ({ requestId }) => ({ type: REQUEST, id: requestId }),
  async handle(scope, { requestId }) {
    const { number, verifiedAt } = await loadRequest(scope, requestId, { lock: true });
    const { rows } = await scope.tx.execute<{ ended_at: string | null }>(
      sql`select ended_at from privacy_requests where id = ${requestId}::uuid`,
    );
    const endedAt = toInstantOrNull(rows[0]?.ended_at ?? null);
    if (endedAt === null || addDuration(endedAt, { hours: 24 * PRIVACY_POLICY.unprovenKeepDays }) > scope.now)
      return refuse("privacy.words.kept");
    const own = { subjectType: REQUEST, subjectId: requestId, retentionClass: "casework" };
    const gone = await destroyKeys(scope, [own]);
    // What a proven subject handed in is his, and goes with his cases.
    const files = verifiedAt === null ? await endFiles(scope, { type: REQUEST, id: requestId }) : null;
    const data = { number, keys: [...gone.keys], files: files?.count ?? 0 };
    return committed({
      result: { requestId },
      audit: [{ kind: "privacy.words.delete", subject: { type: REQUEST, id: requestId }, data }],
      events: files?.events ?? [],
    });
  },
});
