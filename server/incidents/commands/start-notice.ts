import { sql } from "drizzle-orm";
import { noticeInput } from "@/domain/incidents/schema";
import { refuse } from "@/domain/shared/result";
import { command, committed } from "@/server/kernel/command";
import { checkNotice } from "../check-notice";
import { noticeMoved } from "../events";
import { noticeAsShown } from "../notices";
import { countPersons, NOTICE } from "../store";

/**
 * Starts sending an agreed notice to everybody still untold, or goes on with one that was called off. The worker does it, a
 * step at a time. Refuses one not agreed to, a public one, and one that lacks a content by now.
 */
export const startNotice = command({
  name: "incidents.notice.start",
  permission: "incidents.work",
  input: noticeInput,
  subject: ({ noticeId }) => ({ type: NOTICE, id: noticeId }),
  async handle(scope, input) {
    const { tx, now } = scope;
    const found = await noticeAsShown(scope, input);
    if (!found.ok) return found;
    const notice = found.value;
    const agreed = notice.state === "approved" || notice.state === "stopped";
    if (!agreed || notice.kind !== "individual")
      return refuse("incidents.notice.not-approved", { params: { state: notice.state } });
    const right = await checkNotice(scope, notice);
    if (!right.ok) return right;
    const { named } = await countPersons(scope, notice.incidentId);
    const total = notice.told + named;
    await tx.execute(sql`update incident_notices set state = 'sending', started_at = coalesce(started_at, ${now}::timestamptz),
        last_at = ${now}::timestamptz, total = ${total}::int, ended_at = null, ended_by = null, version = version + 1
      where id = ${notice.id}::uuid`);
    return committed({
      result: { noticeId: notice.id, version: notice.version + 1, total },
      audit: [
        {
          kind: "incidents.notice.start",
          subject: { type: NOTICE, id: notice.id },
          basis: right.basis,
          data: { incident: notice.incidentId, total, again: notice.state === "stopped" },
        },
      ],
      events: [noticeMoved({ noticeId: notice.id })],
    });
  },
});
