import { sql } from "drizzle-orm";
import { registerNoticeTarget } from "@/server/notifications/public";
import { REVIEW } from "./store";

// A notice about a look names it only to who may see the register when he reads.
registerNoticeTarget(REVIEW, async ({ tx, actor }, ids) => {
  if (!actor.permissions.has("processing.read")) return new Set();
  const { rows } = await tx.execute<{ id: string }>(sql`select id from decision_reviews
    where programme_id = ${actor.programmeId} and id = any(${sql.param([...ids])}::uuid[])`);
  return new Set(rows.map(({ id }) => id));
});
