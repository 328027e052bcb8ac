import { sql } from "drizzle-orm";
import { registerNoticeTarget } from "@/server/notifications/public";

// A notice about a submission names it only to who may see it when he reads.
registerNoticeTarget("submission", async ({ tx, actor }, ids) => {
  if (!actor.permissions.has("kyc.read")) return new Set();
  const { rows } = await tx.execute<{ id: string }>(sql`select id from kyc_submissions
    where programme_id = ${actor.programmeId} and id = any(${sql.param([...ids])}::uuid[])`);
  return new Set(rows.map(({ id }) => id));
});
