import { sql } from "drizzle-orm";
import { z } from "zod";
import { refuse } from "@/domain/shared/result";
import { addDuration } from "@/domain/shared/time";
import { command, committed } from "@/server/kernel/command";
import { writeToken } from "../download-token";

/** How long the file may be asked for after the permission. */
const FETCH_WITHIN = { minutes: 2 } as const;

/**
 * Permits one export of the sealed log up to its present head, and says so in the log. The file itself is streamed
 * afterwards against the returned head. The log of what suspicion touches needs clearance.
 */
export const exportLog = command({
  name: "audit.log.export",
  permission: "audit.export",
  input: z.object({ clearance: z.enum(["general", "suspicion"]).default("general") }),
  subject: ({ clearance }) => ({ type: "audit-log", id: clearance }),
  async handle({ tx, actor, now, keyRing, newId }, { clearance }) {
    if (clearance === "suspicion" && actor.clearance !== "suspicion") return refuse("kernel.permission.denied");
    const log = `${actor.programmeId}.${clearance}`;
    const { rows } = await tx.execute<{ tree_size: string }>(
      sql`select tree_size from audit_heads where log = ${log} order by tree_size desc limit 1`,
    );
    const treeSize = Number(rows[0]?.tree_size ?? 0);
    return committed({
      result: {
        log,
        treeSize,
        // Somebody at a screen fetches the file with this; a program has the head and needs none.
        token: actor.sessionId
          ? writeToken(keyRing, {
              log,
              treeSize,
              sessionId: actor.sessionId,
              expiresAt: addDuration(now, FETCH_WITHIN),
              nonce: newId(),
            })
          : null,
      },
      audit: [{ kind: "audit.log.export", subject: { type: "audit-log", id: log }, data: { treeSize } }],
    });
  },
});
