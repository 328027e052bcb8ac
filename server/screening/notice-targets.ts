import { sql } from "drizzle-orm";
import { registerNoticeTarget } from "@/server/notifications/public";

// A notice about a hit opens it only for who works hits; the fence leaves it out for everybody else.
registerNoticeTarget("list-hit", async ({ tx, actor }, ids) => {
  if (!actor.permissions.has("screening.read")) return new Set();
  const { rows } = await tx.execute<{ id: string }>(sql`select id from screening_hits
    where programme_id = ${actor.programmeId} and id = any(${`{${ids.join(",")}}`}::uuid[])`);
  return new Set(rows.map(({ id }) => id));
});
