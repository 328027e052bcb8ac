import { sql } from "drizzle-orm";
import { registerNoticeTarget } from "@/server/notifications/public";
import { PACKAGE } from "./store";

// A notice about a package names it only to who may see it when he reads.
registerNoticeTarget(PACKAGE, async ({ tx, actor }, ids) => {
  if (!actor.permissions.has("packages.read")) return new Set();
  const { rows } = await tx.execute<{ id: string }>(sql`select id from subject_packages
    where programme_id = ${actor.programmeId} and id = any(${sql.param([...ids])}::uuid[])`);
  return new Set(rows.map(({ id }) => id));
});
