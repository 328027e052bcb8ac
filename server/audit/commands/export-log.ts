import { sql } from "drizzle-orm";
import { z } from "zod";
import { refuse } from "@/domain/shared/result";
import { command, committed } from "@/server/kernel/command";

/**
 * Permits one export of the sealed log up to its present head, and says so in the log. The file itself is streamed
 * afterwards against the returned head. The log of what suspicion touches needs clearance.
 */
export const exportLog = command({
  name: "audit.log.export",
  permission: "audit.export",
  input: z.object({ clearance: z.enum(["general", "suspicion"]).default("general") }),
  subject: ({ clearance }) => ({ type: "audit-log", id: clearance }),
  async handle({ tx, actor }, { clearance }) {
    if (clearance === "suspicion" && actor.clearance !== "suspicion") return refuse("kernel.permission.denied");
    const log = `${actor.programmeId}.${clearance}`;
    const { rows } = await tx.execute<{ tree_size: string }>(
      sql`select tree_size from audit_heads where log = ${log} order by tree_size desc limit 1`,
    );
    const treeSize = Number(rows[0]?.tree_size ?? 0);
    return committed({
      result: { log, treeSize },
      audit: [{ kind: "audit.log.export", subject: { type: "audit-log", id: log }, data: { treeSize } }],
    });
  },
});
