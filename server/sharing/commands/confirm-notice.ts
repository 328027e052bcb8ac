import { sql } from "drizzle-orm";
import { refuse } from "@/domain/shared/result";
import { shanghaiDate } from "@/domain/shared/time";
import { confirmNoticeInput } from "@/domain/sharing/schema";
import { command, committed } from "@/server/kernel/command";
import { closeItems } from "@/server/worklist/public";
import { loadNotice, saveNotice } from "../notice-store";
import { NOTICE } from "../store";

/** Keeps that a recipient confirmed. Refuses one that was never told, is confirmed, or has changed. */
export const confirmNotice = command({
  name: "sharing.notice.confirm",
  permission: "sharing.manage",
  input: confirmNoticeInput,
  subject: ({ id }) => ({ type: NOTICE, id }),
  async handle(scope, { id, version }) {
    const { tx, actor, now, rules } = scope;
    const notice = await loadNotice(scope, id, { lock: true });
    if (notice.state === "confirmed") return refuse("sharing.notice.confirmed");
    if (notice.state === "waiting") return refuse("sharing.notice.not-told");
    if (notice.version !== version) return refuse("sharing.notice.stale");
    await saveNotice(scope, id, [
      sql`state = 'confirmed'`,
      sql`confirmed_at = ${now}::timestamptz`,
      sql`confirmed_by = ${actor.id}`,
      sql`next_at = null`,
    ]);
    await closeItems(tx, actor, { kind: NOTICE, subjectIds: [id] }, now);
    return committed({
      result: { id, version: version + 1 },
      audit: [
        {
          kind: "sharing.notice.confirm",
          subject: { type: NOTICE, id },
          basis: [rules.ref("llpriv-delete-downstream", shanghaiDate(now))],
          data: { number: notice.number, late: now >= notice.dueAt },
        },
      ],
    });
  },
});
