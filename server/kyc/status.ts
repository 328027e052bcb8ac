import { sql } from "drizzle-orm";
import { z } from "zod";
import type { RejectReason } from "@/domain/kyc/codes";
import { customerReference } from "@/domain/kyc/intake";
import { REQUEST_STATES, type SubmissionState } from "@/domain/kyc/model";
import { requestStatus, submissionStatus } from "@/domain/kyc/status";
import { customerOfReference } from "@/server/customers/public";
import { notFound } from "@/server/kernel/errors";
import { query } from "@/server/kernel/query";
import type { Scope } from "@/server/kernel/scope";
import { requestsOf } from "./requests";
import { loadDocuments, loadSubmission, type StoredSubmission } from "./store";

/** Why the last decision was not an acceptance; nothing after one. */
async function reasonsOf({ tx, actor }: Scope, { id }: StoredSubmission): Promise<RejectReason[]> {
  const { rows } = await tx.execute<{ reasons: RejectReason[] }>(sql`select reasons from kyc_decisions
    where submission_id = ${id}::uuid and programme_id = ${actor.programmeId} order by decided_at desc, id desc limit 1`);
  return rows[0]?.reasons ?? [];
}

/** What the house does inside is one state to whoever handed in: that a second person looks, or another desk, is not told. */
export function toldState(state: SubmissionState): SubmissionState {
  return state === "held" || state === "overriding" ? "ready" : state;
}

/** How a submission stands; never what was handed in, nor what the checks found. */
export const submissionStatusQuery = query({
  name: "kyc.submission.status",
  permission: "connections.submissions.read",
  clearance: "general",
  input: z.object({ id: z.uuid() }),
  output: submissionStatus,
  async resolve(scope, { id }) {
    const submission = (await loadSubmission(scope, id)) ?? notFound();
    const documents = await loadDocuments(scope, id);
    const { rows } = await scope.tx.execute<{ id: string }>(sql`select id from kyc_requests
      where submission_id = ${id}::uuid and programme_id = ${scope.actor.programmeId} and state = 'open' limit 1`);
    const { number, customerId, purpose, receivedAt } = submission;
    const decided = submission.state === "accepted" || submission.state === "rejected" || submission.state === "asked";
    return {
      id: submission.id,
      number,
      customerId,
      purpose,
      state: toldState(submission.state),
      receivedAt,
      decidedAt: decided ? submission.decidedAt : null,
      accountClass: submission.outcomeClass,
      documents: documents.map((one) => ({
        kind: one.kind,
        // What a reviewer has ticked so far is not told before he has decided.
        state: decided ? one.state : ("waiting" as const),
        reading: one.readState,
        problem: one.readProblem,
        reason: decided ? one.reason : null,
      })),
      reasons: await reasonsOf(scope, submission),
      requestId: rows[0]?.id ?? null,
    };
  },
});

/** What was asked of a customer, the newest first. Not-found for a reference the house does not know. */
export const requestsStatusQuery = query({
  name: "kyc.requests.status",
  permission: "connections.submissions.read",
  clearance: "general",
  input: z.object({ customerRef: customerReference, state: z.enum(REQUEST_STATES).optional() }),
  output: z.object({ items: z.array(requestStatus) }),
  async resolve(scope, { customerRef, state }) {
    const customerId = (await customerOfReference(scope, customerRef)) ?? notFound();
    const requests = await requestsOf(scope, customerId);
    return {
      items: requests
        .filter((one) => state === undefined || one.state === state)
        .map((one) => ({ ...one, documents: [...one.documents], reasons: [...one.reasons] })),
    };
  },
});
