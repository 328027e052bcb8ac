import { sql } from "drizzle-orm";
import { z } from "zod";
import { refuse } from "@/domain/shared/result";
import { command, committed } from "@/server/kernel/command";
import { openItems, raiseItem } from "@/server/worklist/public";
import { loadNotice, saveNotice } from "../notice-store";
import { noticeItem } from "../notices";
import { NOTICE } from "../store";

/** Makes a notice that nobody confirmed in time the first work of the desk, once. Refuses one in time, or confirmed. */
export const escalateNotice = command({
  name: "sharing.notice.escalate",
  permission: "sharing.run",
  input: z.strictObject({ noticeId: z.uuid() }),
  subject: ({ noticeId }) => ({ type: NOTICE, id: noticeId }),
  async handle(scope, { noticeId }) {
    const { tx, actor, now } = scope;
    const notice = await loadNotice(scope, noticeId, { lock: true });
    if (notice.state === "confirmed" || notice.overdue || notice.dueAt > now) return refuse("sharing.notice.confirmed");
    await saveNotice(scope, noticeId, [sql`overdue_at = ${now}::timestamptz`]);
    await openItems(tx, actor, [noticeItem(notice)], now);
    await raiseItem(tx, actor, { kind: NOTICE, subjectId: noticeId });
    return committed({
      result: { noticeId },
      audit: [
        {
          kind: "sharing.notice.escalate",
          subject: { type: NOTICE, id: noticeId },
          data: { number: notice.number, due: notice.dueAt },
        },
      ],
    });
  },
});
