import type { Rules } from "../rulebook/model";
import { decided, type Refusal, type Result, refuse } from "../shared/result";
import type { RuleRef } from "../shared/rule-ref";
import { type Instant, shanghaiDate } from "../shared/time";
import { EVIDENCE_RULES, IDENTITY_RULES, PROTECTION_RULES, REVIEW_FINDINGS, type ReviewFinding } from "./codes";
import {
  type CallBackOutcome,
  type CallBackState,
  type Ending,
  type EvidenceKind,
  type EvidenceState,
  isFrozen,
  isOpenReport,
  type ReportFacts,
  type ReportState,
} from "./model";

type Law = { readonly rules: Rules; readonly now: Instant };

const refs = (ids: readonly string[], { rules, now }: Law): readonly RuleRef[] =>
  ids.map((id) => rules.ref(id, shanghaiDate(now)));

/** Refuses what is no longer open, and what changed since it was shown. */
export function refuseUnlessOpen(report: ReportFacts, version: number): Refusal | undefined {
  if (!isOpenReport(report.state)) return refuse("losses.report.not-open");
  return report.version === version ? undefined : refuse("losses.report.stale");
}

/** What a call back brings: the freeze instead of the stop, the stop's end, or nothing but an attempt. */
export type CallBackEffect = { readonly next: CallBackState; readonly effect: "freeze" | "end-stop" | "none" };

/**
 * The holder was called back. Whoever answers says nothing before he is known: the number may be in a thief's hands, and
 * so neither a yes nor a no of an unknown voice changes anything. Refuses where no call back is due.
 */
export function decideCallBack(
  report: ReportFacts,
  call: { readonly version: number; readonly outcome: CallBackOutcome; readonly verified: boolean },
  law: Law,
): Result<CallBackEffect> {
  const refusal = refuseUnlessOpen(report, call.version);
  if (refusal) return refusal;
  if (report.state !== "stopped" || (report.callBack !== "due" && report.callBack !== "unreached"))
    return refuse("losses.call-back.not-due");
  const basis = refs([...IDENTITY_RULES, ...PROTECTION_RULES], law);
  if (call.outcome === "no-answer") return decided({ next: "unreached", effect: "none" }, basis);
  if (!call.verified) return refuse("losses.call-back.not-verified", { basis });
  return call.outcome === "confirmed"
    ? decided({ next: "confirmed", effect: "freeze" }, basis)
    : decided({ next: "denied", effect: "end-stop" }, basis);
}

/**
 * A paper of the set came in, or the customer will not give it. Nothing else is held back for that: only confirming
 * waits. A refused paper may still be given later. Refuses a report that is no longer protected.
 */
export function recordEvidence(
  report: ReportFacts,
  told: {
    readonly version: number;
    readonly kind: EvidenceKind;
    readonly state: EvidenceState;
    readonly file: boolean;
  },
  law: Law,
): Result<ReportState> {
  const refusal = refuseUnlessOpen(report, told.version);
  if (refusal) return refusal;
  if (!isFrozen(report.state)) return refuse("losses.restore.not-protected");
  if (told.state === "received" && !told.file) return refuse("losses.evidence.file-missing", { field: "fileId" });
  return decided(report.state === "protected" ? "evidence" : report.state, refs(EVIDENCE_RULES[told.kind], law));
}

/** Which papers must be there before a report is confirmed: who he is, twice. Vouchers and others as the case has them. */
export const EVIDENCE_NEEDED = ["id-copy", "hand-held-photo"] as const satisfies readonly EvidenceKind[];

/** Confirms that the report is the holder's and its papers are complete. Refuses a paper that was refused or is missing. */
export function confirmReport(
  report: ReportFacts,
  version: number,
  papers: ReadonlyMap<EvidenceKind, EvidenceState>,
  law: Law,
): Result<"confirmed"> {
  const refusal = refuseUnlessOpen(report, version);
  if (refusal) return refusal;
  if (report.state !== "protected" && report.state !== "evidence") return refuse("losses.confirm.not-now");
  const basis = refs(["mipriv-step-evidence", "mipriv-evidence-set"], law);
  const states = EVIDENCE_NEEDED.map((kind) => papers.get(kind));
  if (states.includes("refused")) return refuse("losses.evidence.refused", { basis });
  if (states.includes(undefined)) return refuse("losses.evidence.incomplete", { basis });
  return decided("confirmed", basis);
}

/**
 * Proposes that protection ends, because the holder has his things back (`restored`) or the report was a mistake
 * (`withdrawn`). Only a caller known anew, by more than protection took, gets that far; a second person agrees.
 */
export function proposeEnding(
  report: ReportFacts,
  asked: { readonly version: number; readonly ending: Ending; readonly verified: boolean },
  law: Law,
): Result<"restoring"> {
  const refusal = refuseUnlessOpen(report, asked.version);
  if (refusal) return refusal;
  if (report.state !== "protected" && report.state !== "evidence" && report.state !== "confirmed")
    return refuse("losses.restore.not-protected");
  const basis = refs(IDENTITY_RULES, law);
  if (!asked.verified) return refuse("losses.restore.not-verified", { basis });
  return decided("restoring", basis);
}

/** A second person agreed. `checkedBy` took the caller's answers, and is never the one who agrees. */
export function endProtection(
  report: ReportFacts,
  given: { readonly ending: Ending; readonly checkedBy: string; readonly agreedBy: string },
  law: Law,
): Result<Ending> {
  if (report.state !== "restoring") return refuse("losses.restore.not-proposed");
  const basis = refs(IDENTITY_RULES, law);
  if (given.checkedBy === given.agreedBy) return refuse("losses.restore.same-caller-check", { basis });
  return decided(given.ending, basis);
}

/** Hands the accounts of a confirmed report to be closed and replaced. The freeze stands until they are. */
export function proposeClosing(report: ReportFacts, version: number, law: Law): Result<"closing"> {
  const refusal = refuseUnlessOpen(report, version);
  if (refusal) return refusal;
  if (report.state !== "confirmed") return refuse("losses.close.not-confirmed");
  return decided("closing", refs(PROTECTION_RULES, law));
}

/** A lead looked at the stop of an unverified caller. It ends nothing. Refuses where none waits, and one's own stop. */
export function reviewStop(
  stop: { readonly waits: boolean; readonly givenBy: string },
  look: { readonly by: string; readonly finding: ReviewFinding },
  law: Law,
): Result<ReviewFinding> {
  if (!stop.waits) return refuse("losses.review.none");
  if (stop.givenBy === look.by) return refuse("losses.review.own-stop");
  return decided(look.finding, refs(REVIEW_FINDINGS[look.finding], law));
}
