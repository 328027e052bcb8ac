import { sql } from "drizzle-orm";
import { registerNoticeTarget } from "@/server/notifications/public";
import { REPORT_SUBJECT } from "./protect";

// A notice about a loss report names it only to who may see it when he reads.
registerNoticeTarget(REPORT_SUBJECT, async ({ tx, actor }, ids) => {
  if (!actor.permissions.has("losses.read")) return new Set();
  const { rows } = await tx.execute<{ id: string }>(sql`select id from loss_reports
    where programme_id = ${actor.programmeId} and id = any(${sql.param([...ids])}::uuid[])`);
  return new Set(rows.map(({ id }) => id));
});
