import { sql } from "drizzle-orm";
import { z } from "zod";
import { toInstant } from "@/db/schema/columns";
import type { CheckName } from "@/domain/kyc/checks/names";
import { CHECKS } from "@/domain/kyc/checks/names";
import { failedChecks } from "@/domain/kyc/checks/run";
import type { RejectReason } from "@/domain/kyc/codes";
import { FIELD_NAMES } from "@/domain/kyc/fields";
import type { AccountClass, Decision } from "@/domain/kyc/model";
import { missingNine } from "@/domain/kyc/nine";
import { targetClass } from "@/domain/kyc/outcome";
import { submissionDetail } from "@/domain/kyc/schema";
import { limitsOf } from "@/domain/limits/class-caps";
import { shanghaiDate } from "@/domain/shared/time";
import { findApproval, pendingApproval } from "@/server/approvals/public";
import { notFound } from "@/server/kernel/errors";
import { query } from "@/server/kernel/query";
import type { Scope } from "@/server/kernel/scope";
import { holdingOf, namesOf, personOf } from "@/server/worklist/public";
import { type LoadedCase, loadCase, RECHECK_ITEM, SECOND_LOOK_ITEM } from "./case";
import { loadChannels } from "./document-store";
import { maySend } from "./documents";
import { findLook } from "./looks";
import { verificationOf } from "./outcome";
import { OVERRIDE_KIND } from "./overrides";
import { declaredOwnership } from "./ownership";
import { loadRequest, requestsOf } from "./requests";
import { customersOf } from "./rows";
import { openDeclared } from "./sealed";
import type { StoredSubmission } from "./store";

type DecisionRow = {
  decision: Decision;
  reasons: RejectReason[];
  overridden: CheckName[];
  decided_by: string;
  decided_at: string;
};

async function decisionsOf({ tx, actor }: Scope, submissionId: string): Promise<DecisionRow[]> {
  const { rows } = await tx.execute<DecisionRow>(sql`select decision, reasons, overridden, decided_by, decided_at
    from kyc_decisions where submission_id = ${submissionId}::uuid and programme_id = ${actor.programmeId}
    order by decided_at, id limit 50`);
  return rows;
}

/** The id of a person as the page names him in `people`; what is no person stays as it is. */
const who = (actorId: string): string => personOf(actorId) ?? actorId;

/** What the reader may do now: of the bench, only who has the item; nothing of what is held. */
function mayOf(scope: Scope, { facts, submission }: LoadedCase, looks: { mine: boolean }, makerId: string | null) {
  const decide = facts.mine && facts.state === "ready" && scope.actor.permissions.has("kyc.decide");
  const failed = failedChecks(facts.findings);
  const held = failed.some((name) => CHECKS[name].override === "held");
  return {
    view: submission.state !== "held" && (facts.mine || looks.mine),
    decide: decide && !held,
    override: decide && failed.length > 0 && !held,
    ask: decide && !held,
    withdraw: makerId !== null && makerId === scope.actor.personId,
    send: maySend(scope, submission),
  };
}

async function looksOf(scope: Scope, submissionId: string) {
  const { tx, actor, now } = scope;
  const has = async (kind: string) => {
    const holding = await holdingOf(tx, actor, { kind, subjectId: submissionId }, now);
    return { open: holding !== null, mine: holding?.holderId != null && holding.holderId === actor.personId };
  };
  const look = await findLook(scope, submissionId);
  const [second, recheck] = [await has(SECOND_LOOK_ITEM), await has(RECHECK_ITEM)];
  // Who decided first learns that somebody looked only when that somebody disagreed.
  const shown = look && (actor.permissions.has("kyc.second-look") || look.verdict === "disagree");
  const secondLook = shown
    ? {
        verdict: look.verdict,
        reason: look.reason,
        lookedAt: look.lookedAt,
        version: look.version,
        mine: second.mine,
      }
    : null;
  return { secondLook, recheck: recheck.open ? { mine: recheck.mine } : null, mine: second.mine || recheck.mine };
}

/** The limits of the class that was given, or else would be, or is within reach. */
function limitsShown({ rules, now }: Scope, submission: StoredSubmission, reached: AccountClass | null) {
  const accountClass = submission.outcomeClass ?? targetClass({ ...submission, reached }) ?? reached;
  if (accountClass === null) return null;
  const { uses, usesBasis, caps } = limitsOf(accountClass, rules, shanghaiDate(now));
  const cap = caps.reduce((least, one) => (one.minor < least.minor ? one : least));
  return {
    accountClass,
    uses: [...uses],
    window: cap.window,
    ownName: cap.ownName,
    capMinor: cap.minor,
    basis: [usesBasis, ...caps.map(({ basis }) => basis)],
  };
}

/** One submission without personal data in clear, its documents, findings and decisions, and whose turn it is. */
export const submissionQuery = query({
  name: "kyc.submission.detail",
  permission: "kyc.read",
  clearance: "general",
  input: z.object({ id: z.uuid() }),
  output: submissionDetail,
  async resolve(scope, { id }) {
    const loaded = await loadCase(scope, id);
    const { submission, documents, findings, holding } = loaded;
    const customer = (await customersOf(scope, [id])).get(id) ?? notFound();
    const channels = await loadChannels(scope, id);
    const decisions = await decisionsOf(scope, id);
    const looks = await looksOf(scope, id);
    const declared = await openDeclared(scope, submission);
    const there = documents.filter(({ readState }) => readState !== "missing" && readState !== "refused");
    const request = await requestOf(scope, loaded);
    const reached = submission.subject === "person" ? (await verificationOf(scope, submission)).reached : null;
    const approval = await pendingApproval(scope.tx, OVERRIDE_KIND, id);
    const proposal = approval && (await findApproval(scope.tx, approval.approvalId));
    const people = await namesOf(scope.tx, [
      holding?.holderId,
      personOf(submission.decidedBy),
      ...documents.map((one) => personOf(one.decidedBy)),
      ...decisions.map((one) => personOf(one.decided_by)),
    ]);
    return {
      id: submission.id,
      version: submission.version,
      number: submission.number,
      customer,
      purpose: submission.purpose,
      subject: submission.subject,
      origin: submission.origin,
      state: submission.state,
      faceToFace: submission.faceToFace,
      requestedClass: submission.requestedClass,
      reachedClass: reached,
      outcomeClass: submission.outcomeClass,
      limits: limitsShown(scope, submission, reached),
      receivedAt: submission.receivedAt,
      readyAt: submission.readyAt,
      decidedAt: submission.decidedAt,
      decidedBy: submission.decidedBy === null ? null : who(submission.decidedBy),
      item: holding && {
        id: holding.itemId,
        mine: loaded.facts.mine,
        lockedUntil: holding.lockedUntil,
        assignee: holding.holderId,
      },
      documents: documents.map((one) => ({
        id: one.id,
        kind: one.kind,
        fileId: one.fileId,
        pages: one.fileId === null ? 0 : 1,
        readState: one.readState,
        readProblem: one.readProblem,
        quality: one.quality,
        state: one.state,
        reason: one.reason,
        decidedAt: one.decidedAt,
        decidedBy: one.decidedBy === null ? null : who(one.decidedBy),
      })),
      channels: channels.map(({ type, provider, outcome, at }) => ({ type, provider, outcome, at })),
      findings: findings.map((one) => ({
        ...one,
        fields: [...one.fields],
        documents: [...one.documents],
        basis: [...one.basis],
      })),
      checkRun: submission.checkRun,
      declaredFields: FIELD_NAMES.filter((name) => declared[name] !== undefined),
      missingNine:
        submission.subject === "person"
          ? [
              ...missingNine(
                declared,
                there.map(({ kind }) => kind),
              ),
            ]
          : [],
      ownership: submission.subject === "enterprise" ? await declaredOwnership(scope, submission) : null,
      decisions: decisions.map((one) => ({
        decision: one.decision,
        reasons: one.reasons,
        overridden: one.overridden,
        by: who(one.decided_by),
        at: toInstant(one.decided_at),
      })),
      request,
      approvalId: approval?.approvalId ?? null,
      secondLook: looks.secondLook,
      recheck: looks.recheck,
      people: Object.fromEntries([...people].map(([personId, { name }]) => [personId, name])),
      may: mayOf(scope, loaded, looks, proposal?.approval.makerId ?? null),
    };
  },
});

/** What was asked of the customer about a submission, or else what it answers; null where nothing was. */
async function requestOf(scope: Scope, { submission }: LoadedCase) {
  const all = await requestsOf(scope, submission.customerId);
  const asked = all.find(({ submissionId }) => submissionId === submission.id);
  const request = asked ?? (submission.requestId ? await loadRequest(scope, submission.requestId) : undefined);
  if (!request) return null;
  const { id, number, state, dueOn, documents } = request;
  return { id, number, state, dueOn, documents: [...documents] };
}
