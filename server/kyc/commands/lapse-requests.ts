import { sql } from "drizzle-orm";
import { z } from "zod";
import { INTAKE_POLICY } from "@/domain/kyc/intake-policy";
import { refuse } from "@/domain/shared/result";
import { addDuration, shanghaiDate } from "@/domain/shared/time";
import type { AuditEvent } from "@/server/kernel/audit/append";
import { command, committed } from "@/server/kernel/command";
import type { OutboxEvent } from "@/server/kernel/outbox";
import type { Scope } from "@/server/kernel/scope";
import { requestLapsed } from "../events";
import { endRequest, overdueRequests } from "../requests";
import { loadSubmission, type StoredSubmission, saveSubmission } from "../store";

const HOURS = 24;

/** Lays a locked submission aside that nobody completed or answered. */
async function lay(scope: Scope, submission: StoredSubmission): Promise<AuditEvent> {
  await saveSubmission(scope, submission, { state: "lapsed" });
  const { id, number, customerId } = submission;
  return {
    kind: "kyc.submission.lapse",
    subject: { type: "submission", id },
    data: { number, customerId, was: submission.state },
  };
}

/** Submissions that have been incomplete for longer than the house waits, at most `most`. */
async function incomplete({ tx, actor, now }: Scope, most: number): Promise<string[]> {
  const before = addDuration(now, { hours: -INTAKE_POLICY.collectDays * HOURS });
  const { rows } = await tx.execute<{ id: string }>(sql`select id from kyc_submissions
    where programme_id = ${actor.programmeId} and status = 'collecting' and received_at < ${before}::timestamptz
    order by received_at limit ${most}`);
  return rows.map(({ id }) => id);
}

/**
 * Ends requests whose day is over and submissions that never became complete: one step of many. A submission that
 * waited for the answer is laid aside with its request. Refuses `nothing-due` when there is none.
 */
export const lapseRequests = command({
  name: "kyc.request.lapse",
  permission: "kyc.process",
  input: z.strictObject({}),
  subject: () => ({ type: "kyc-request", id: "due" }),
  async handle(scope) {
    const audit: AuditEvent[] = [];
    const events: OutboxEvent[] = [];
    const due = await overdueRequests(scope, shanghaiDate(scope.now), INTAKE_POLICY.lapseStep);
    for (const request of due) {
      audit.push(await endRequest(scope, request, "lapsed"));
      const { id: requestId, customerId, ground, submissionId, subjectId } = request;
      events.push(requestLapsed({ requestId, customerId, ground, submissionId, subjectId }));
      const asked = submissionId === null ? undefined : await loadSubmission(scope, submissionId, { lock: true });
      if (asked?.state === "asked") audit.push(await lay(scope, asked));
    }
    const old = await incomplete(scope, INTAKE_POLICY.lapseStep);
    for (const id of old) {
      const submission = await loadSubmission(scope, id, { lock: true });
      if (submission?.state === "collecting") audit.push(await lay(scope, submission));
    }
    const [first, ...rest] = audit;
    if (!first) return refuse("kyc.request.nothing-due");
    const more = due.length === INTAKE_POLICY.lapseStep || old.length === INTAKE_POLICY.lapseStep;
    return committed({
      result: { requests: due.length, submissions: old.length, more },
      audit: [first, ...rest],
      events,
    });
  },
});
