import { sql } from "drizzle-orm";
import { registerNoticeTarget } from "@/server/notifications/public";
import { ORDER_SUBJECT } from "./items";

// A notice about an electronic order opens it for who may see it.
registerNoticeTarget(ORDER_SUBJECT, async ({ tx, actor }, ids) => {
  if (!actor.permissions.has("orders.read")) return new Set();
  const { rows } = await tx.execute<{ id: string }>(sql`select id from electronic_orders
    where programme_id = ${actor.programmeId} and id = any(${`{${ids.join(",")}}`}::uuid[])`);
  return new Set(rows.map(({ id }) => id));
});
