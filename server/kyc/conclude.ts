import { sql } from "drizzle-orm";
import type { CheckName } from "@/domain/kyc/checks/names";
import type { RejectReason } from "@/domain/kyc/codes";
import type { AccountClass, Decision, SubmissionState } from "@/domain/kyc/model";
import { decided, type Result, refuse } from "@/domain/shared/result";
import { epochMilliseconds } from "@/domain/shared/time";
import type { OutboxEvent } from "@/server/kernel/outbox";
import type { Scope } from "@/server/kernel/scope";
import { closeItems, type Holding } from "@/server/worklist/public";
import { KYC_ITEM } from "./case";
import { submissionDecided } from "./events";
import { type StoredSubmission, saveSubmission } from "./store";

/** Longest time on one submission that is counted: who leaves it open over lunch did not work on it. */
const LONGEST_SECONDS = 3_600;

/** Seconds the actor has had the item; null where it is not his, or he had it longer than anybody works on one. */
export function secondsSince({ actor, now }: Pick<Scope, "actor" | "now">, holding: Holding | null): number | null {
  if (holding?.holderId !== actor.personId || !holding?.since) return null;
  const seconds = Math.round((epochMilliseconds(now) - epochMilliseconds(holding.since)) / 1000);
  return seconds <= LONGEST_SECONDS ? seconds : null;
}

/** A decision as it is kept. `by`: whose decision it is; the maker's where a second person agreed to it. */
export type Concluded = {
  readonly decision: Decision;
  readonly state: Extract<SubmissionState, "accepted" | "rejected" | "asked">;
  readonly reasons: readonly RejectReason[];
  readonly overridden: readonly CheckName[];
  readonly approvalId: string | null;
  readonly note: string | undefined;
  readonly by: string;
  readonly seconds: number | null;
  readonly outcomeClass: AccountClass | null;
};

const notePlace = (rowId: string) => ({ table: "kyc_decisions", column: "note_sealed", rowId });

/**
 * Writes a decision: the submission's state, a line of its history, its item done, and the news of it. Refuses `stale`
 * when the submission changed under the caller.
 */
export async function conclude(
  scope: Scope,
  submission: StoredSubmission,
  of: Concluded,
): Promise<Result<{ version: number; events: readonly OutboxEvent[] }>> {
  const { tx, actor, now, vault, newId } = scope;
  const version = await saveSubmission(scope, submission, {
    state: of.state,
    decidedBy: of.by,
    decidedAt: now,
    outcomeClass: of.outcomeClass,
  });
  if (version === undefined) return refuse("kyc.submission.stale");
  const id = newId<"kyc-decision">();
  const owner = { type: "customer", id: submission.customerId, retentionClass: "casework" } as const;
  const note = of.note ? await vault.seal(owner, notePlace(id), of.note) : null;
  await tx.execute(sql`insert into kyc_decisions (id, programme_id, legal_entity_id, submission_id, customer_id, decision, reasons,
      note_sealed, overridden, approval_id, decided_by, decided_at, seconds)
    values (${id}, ${actor.programmeId}, ${actor.legalEntityId}, ${submission.id}, ${submission.customerId}::uuid, ${of.decision},
      ${sql.param([...of.reasons])}::text[], ${note}::bytea, ${sql.param([...of.overridden])}::text[], ${of.approvalId}::uuid,
      ${of.by}, ${now}::timestamptz, ${of.seconds}::int)`);
  await closeItems(tx, actor, { kind: KYC_ITEM, subjectIds: [submission.id] }, now);
  const { id: submissionId, customerId, requestId } = submission;
  const told = submissionDecided({
    submissionId,
    customerId,
    decision: of.decision,
    ...(requestId === null ? {} : { requestId }),
  });
  return decided({ version, events: [told] });
}

/** Fields of every entry about a decision: numbers, codes and counts. */
export function decisionData(submission: StoredSubmission, of: Pick<Concluded, "reasons" | "overridden" | "seconds">) {
  return {
    number: submission.number,
    customerId: submission.customerId,
    purpose: submission.purpose,
    checkRun: submission.checkRun,
    failed: submission.failed,
    warned: submission.warned,
    reasons: [...of.reasons],
    overridden: [...of.overridden],
    seconds: of.seconds,
  };
}
