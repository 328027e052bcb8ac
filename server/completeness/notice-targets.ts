import { type SQL, sql } from "drizzle-orm";
import type { Scope } from "@/server/kernel/scope";
import { type NoticeTarget, registerNoticeTarget } from "@/server/notifications/public";

const seenIn =
  (table: SQL): NoticeTarget =>
  async ({ tx, actor }: Scope, ids: readonly string[]) => {
    if (!actor.permissions.has("completeness.read")) return new Set<string>();
    const { rows } = await tx.execute<{ id: string }>(
      sql`select id from ${table} where programme_id = ${actor.programmeId} and id = any(${`{${ids.join(",")}}`}::uuid[])`,
    );
    return new Set(rows.map(({ id }) => id));
  };

registerNoticeTarget("control-miss", seenIn(sql`control_misses`));
registerNoticeTarget("difference", seenIn(sql`tie_differences`));
