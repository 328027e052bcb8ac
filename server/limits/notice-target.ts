import { sql } from "drizzle-orm";
import { registerNoticeTarget } from "@/server/notifications/public";

// A notice about a limit opens its account, for who may see it when he reads.
registerNoticeTarget("account", async ({ tx, actor }, ids) => {
  if (!actor.permissions.has("accounts.read")) return new Set();
  const { rows } = await tx.execute<{ id: string }>(sql`select id from accounts
    where programme_id = ${actor.programmeId} and id = any(${sql.param([...ids])}::uuid[])`);
  return new Set(rows.map(({ id }) => id));
});
