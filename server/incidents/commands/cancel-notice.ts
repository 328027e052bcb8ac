import { sql } from "drizzle-orm";
import { noticeInput } from "@/domain/incidents/schema";
import { refuse } from "@/domain/shared/result";
import { command, committed } from "@/server/kernel/command";
import { loadNotice } from "../notices";
import { NOTICE } from "../store";

/** Calls the rest of a mass notice off: who was written to was, the others stay untold and are shown so. */
export const cancelNotice = command({
  name: "incidents.notice.cancel",
  permission: "incidents.work",
  // What was seen has moved on by the time it is called off: the version only says which notice was open.
  input: noticeInput,
  subject: ({ noticeId }) => ({ type: NOTICE, id: noticeId }),
  async handle(scope, { noticeId }) {
    const { tx, actor, now } = scope;
    const notice = await loadNotice(scope, noticeId, { lock: true });
    if (notice.state !== "sending") return refuse("incidents.notice.not-sending", { params: { state: notice.state } });
    await tx.execute(sql`update incident_notices set state = 'stopped', ended_at = ${now}::timestamptz, ended_by = ${actor.id},
        version = version + 1 where id = ${noticeId}::uuid`);
    return committed({
      result: { noticeId, version: notice.version + 1, told: notice.told, left: notice.total - notice.told },
      audit: [
        {
          kind: "incidents.notice.cancel",
          subject: { type: NOTICE, id: noticeId },
          data: { incident: notice.incidentId, told: notice.told, left: notice.total - notice.told },
        },
      ],
    });
  },
});
