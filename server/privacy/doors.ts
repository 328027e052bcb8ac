import { sql } from "drizzle-orm";
import type { RequestType } from "@/domain/privacy/model";
import { onClocksMoved } from "@/server/clocks/public";
import { onCorrectionSettled } from "@/server/corrections/public";
import { registerEvidenceSubject } from "@/server/evidence/public";
import { registerNoticeTarget } from "@/server/notifications/public";
import { onPackageSettled } from "@/server/packages/public";
import { registerRetentionHold } from "@/server/retention/public";
import { termOf } from "./clock";
import { followCorrection, followPackage } from "./follow";
import { findRequests, REQUEST } from "./store";

// Papers handed in with a request are seen by whoever sees the request.
registerEvidenceSubject({
  type: REQUEST,
  permission: "privacy.read",
  async find({ tx, actor }, id) {
    const { rows } = await tx.execute<{ customer_id: string | null }>(sql`select customer_id from privacy_requests
      where id = ${id}::uuid and programme_id = ${actor.programmeId}`);
    return rows[0] && { customerId: rows[0].customer_id, clearance: "general" };
  },
});

// A notice about a request names it only to who may see it when he reads.
registerNoticeTarget(REQUEST, async ({ tx, actor }, ids) => {
  if (!actor.permissions.has("privacy.read")) return new Set();
  const { rows } = await tx.execute<{ id: string }>(sql`select id from privacy_requests
    where programme_id = ${actor.programmeId} and id = any(${sql.param([...ids])}::uuid[])`);
  return new Set(rows.map(({ id }) => id));
});

// The term is kept beside the request: it follows the clock. So does the term without pauses, counted anew where there were some.
onClocksMoved("privacy", async (scope, moved) => {
  const { tx, actor } = scope;
  for (const { subjectType, subjectId, due } of moved) {
    if (subjectType !== REQUEST) continue;
    const [request] = await findRequests(scope, sql`id = ${subjectId}::uuid and ended_at is null`, true);
    if (!request) continue;
    const whole = request.papersAsked.length > 0 || due.paused ? termOf(scope, request).value.due : due;
    await tx.execute(sql`update privacy_requests set due_raw = ${due.dueRaw}::date, due_at = ${due.dueAt}::timestamptz,
        provisional = ${due.provisional}::boolean, receipt_due = ${whole.dueRaw}::date, receipt_due_at = ${whole.dueAt}::timestamptz
      where id = ${subjectId}::uuid and programme_id = ${actor.programmeId}`);
  }
});

/** What is answered out of the data themselves: nothing of them goes before its answer. */
const ANSWERED_FROM_DATA: readonly RequestType[] = ["access", "copy", "portability", "correction"];

// Of two requests of one person the copy comes before the erasure. What a stranger sent without proving himself keeps nothing.
registerRetentionHold({
  code: REQUEST,
  clearance: "general",
  async check({ tx, actor }, customerIds) {
    const { rows } = await tx.execute<{
      customer_id: string;
      id: string;
      number: string;
    }>(sql`select customer_id, id, number
      from privacy_requests where programme_id = ${actor.programmeId} and ended_at is null and verified_at is not null
        and type in ${[...ANSWERED_FROM_DATA]} and customer_id = any(${sql.param([...customerIds])}::uuid[]) order by id`);
    return rows.map(({ customer_id: customerId, id, number }) => ({
      customerId,
      code: REQUEST,
      subject: { type: REQUEST, id, number },
    }));
  },
});

onPackageSettled("privacy", followPackage);
onCorrectionSettled("privacy", followCorrection);
