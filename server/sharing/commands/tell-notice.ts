import { sql } from "drizzle-orm";
import { refuse } from "@/domain/shared/result";
import { tellNoticeInput } from "@/domain/sharing/schema";
import { command, committed } from "@/server/kernel/command";
import { loadNotice, saveNotice } from "../notice-store";
import { NOTICE } from "../store";

/** Keeps that somebody told a recipient by letter or e-mail. It is open until the recipient confirms. */
export const tellNotice = command({
  name: "sharing.notice.tell",
  permission: "sharing.manage",
  input: tellNoticeInput,
  subject: ({ id }) => ({ type: NOTICE, id }),
  async handle(scope, { id, version, way }) {
    const { actor, now } = scope;
    const notice = await loadNotice(scope, id, { lock: true });
    if (notice.state === "confirmed") return refuse("sharing.notice.confirmed");
    if (notice.version !== version) return refuse("sharing.notice.stale");
    await saveNotice(scope, id, [
      sql`state = 'told'`,
      sql`told_at = ${now}::timestamptz`,
      sql`told_by = ${actor.id}`,
      sql`told_way = ${way}`,
      sql`rounds = rounds + 1`,
    ]);
    return committed({
      result: { id, version: version + 1 },
      audit: [
        {
          kind: "sharing.notice.tell",
          subject: { type: NOTICE, id },
          data: { number: notice.number, way, round: notice.rounds },
        },
      ],
    });
  },
});
