import { decided, type Refusal, type Result, refuse } from "../shared/result";
import type { RuleRef } from "../shared/rule-ref";
import { CHECKS, type CheckName } from "./checks/names";
import { failedChecks } from "./checks/run";
import { REJECT_REASONS, type RejectReason } from "./codes";
import type { Decision, DocumentKind, DocumentState, Finding, ReadState, SubmissionState } from "./model";

/** What a decision at the bench rests on. `mine`: the open item is locked to whoever decides. */
export type Case = {
  readonly state: SubmissionState;
  readonly version: number;
  /** The latest run of the checks; 0 before the first. */
  readonly checkRun: number;
  readonly mine: boolean;
  readonly documents: readonly {
    readonly kind: DocumentKind;
    readonly state: DocumentState;
    readonly reason: RejectReason | null;
    readonly readState: ReadState;
  }[];
  readonly findings: readonly Finding[];
};

const basisOf = (findings: readonly Finding[]): readonly RuleRef[] =>
  findings.filter(({ outcome }) => outcome === "fail").flatMap(({ basis }) => basis);

/**
 * Whether the bench may decide at all: `held` and whatever is not ready never, nothing without having it, nothing that
 * changed since it was shown. In this order; null where it may.
 */
function notDecidable(facts: Case, version: number): Refusal | null {
  if (facts.state === "held" || failedChecks(facts.findings).some((name) => CHECKS[name].override === "held"))
    return refuse("kyc.submission.held");
  if (facts.state !== "ready" || facts.checkRun === 0)
    return refuse("kyc.submission.not-ready", { params: { state: facts.state } });
  if (!facts.mine) return refuse("kyc.submission.not-yours");
  if (facts.version !== version) return refuse("kyc.submission.stale", { params: { version: facts.version } });
  return null;
}

/** Whether the whole is decided document by document and none of them is refused; null where it is. */
function documentsOpen({ documents }: Case): Refusal | null {
  const undecided = documents.filter(({ state }) => state === "waiting").length;
  if (undecided > 0) return refuse("kyc.submission.documents-undecided", { params: { count: undecided } });
  const refused = documents.filter(({ state }) => state !== "accepted").length;
  return refused > 0 ? refuse("kyc.submission.documents-refused", { params: { count: refused } }) : null;
}

/** Codes a customer can be told, and no others. */
const known = (reasons: readonly RejectReason[]): boolean =>
  reasons.every((reason) => Object.hasOwn(REJECT_REASONS, reason));

/**
 * Decides one document. Refuses what `accept` and the others refuse of the submission, a picture that is not there
 * or still being read (one that could not be read may be accepted by eye), and a refusal without a reason. Gives the document's new state and what stays with it.
 */
export function decideDocument(
  facts: Case,
  document: { readonly readState: ReadState },
  decision: Decision,
  reason: RejectReason | undefined,
  version: number,
): Result<{ state: DocumentState; reason: RejectReason | null }> {
  const no = notDecidable(facts, version);
  if (no) return no;
  const seen = document.readState === "read" || document.readState === "failed";
  if (document.readState === "waiting" || (decision === "accept" && !seen))
    return refuse("kyc.document.not-readable-yet", { params: { state: document.readState } });
  if (decision === "accept") return decided({ state: "accepted", reason: null });
  if (reason === undefined || !known([reason])) return refuse("kyc.submission.reason-missing", { field: "reason" });
  return decided({ state: decision === "reject" ? "rejected" : "asked", reason });
}

/**
 * Accepts the whole. Refuses while a document is undecided or refused, and against a failed check that no second
 * person let pass: `overridden` names the checks of a granted override, empty without one.
 */
export function acceptSubmission(
  facts: Case,
  version: number,
  overridden: readonly CheckName[],
): Result<{ state: "accepted" }> {
  const no = notDecidable(facts, version) ?? documentsOpen(facts);
  if (no) return no;
  const standing = failedChecks(facts.findings).filter((name) => !overridden.includes(name));
  const basis = basisOf(facts.findings);
  if (standing.length > 0)
    return refuse("kyc.submission.check-failed", {
      params: { count: standing.length, check: standing[0] ?? "" },
      basis,
    });
  return decided({ state: "accepted" }, basis);
}

/** The reasons of a refusal: those given and those its documents carry, each once. */
function reasonsOf(facts: Case, given: readonly RejectReason[], state: DocumentState): readonly RejectReason[] {
  const carried = facts.documents.flatMap((one) => (one.state === state && one.reason ? [one.reason] : []));
  return [...new Set([...given, ...carried])];
}

/** Rejects the whole, for at least one reason the customer can act on. Documents may be left undecided. */
export function rejectSubmission(
  facts: Case,
  version: number,
  given: readonly RejectReason[],
): Result<{ state: "rejected"; reasons: readonly RejectReason[] }> {
  const no = notDecidable(facts, version);
  if (no) return no;
  const reasons = reasonsOf(facts, given, "rejected");
  if (reasons.length === 0 || !known(reasons)) return refuse("kyc.submission.reason-missing", { field: "reasons" });
  return decided({ state: "rejected", reasons });
}

/** Asks for papers again: which, and why. Papers and reasons of documents asked for again count among those given. */
export function askSubmission(
  facts: Case,
  version: number,
  given: { readonly documents: readonly DocumentKind[]; readonly reasons: readonly RejectReason[] },
): Result<{ state: "asked"; documents: readonly DocumentKind[]; reasons: readonly RejectReason[] }> {
  const no = notDecidable(facts, version);
  if (no) return no;
  const again = facts.documents.filter(({ state }) => state === "asked").map(({ kind }) => kind);
  const documents = [...new Set([...given.documents, ...again])];
  if (documents.length === 0) return refuse("kyc.submission.documents-missing", { field: "documents" });
  const reasons = reasonsOf(facts, given.reasons, "asked");
  if (reasons.length === 0 || !known(reasons)) return refuse("kyc.submission.reason-missing", { field: "reasons" });
  return decided({ state: "asked", documents, reasons });
}

/**
 * Proposes to accept against failed checks. The proposal names exactly the checks that failed, so that nobody lets pass
 * what he did not see; its documents are decided and none is refused, as for an acceptance.
 */
export function proposeOverride(
  facts: Case,
  version: number,
  checks: readonly CheckName[],
): Result<{ state: "overriding"; checks: readonly CheckName[] }> {
  const no = notDecidable(facts, version) ?? documentsOpen(facts);
  if (no) return no;
  const failed = failedChecks(facts.findings);
  if (failed.length === 0) return refuse("kyc.submission.nothing-failed");
  const named = new Set(checks);
  if (named.size !== failed.length || !failed.every((name) => named.has(name)))
    return refuse("kyc.override.checks-differ", { field: "checks", params: { count: failed.length } });
  return decided({ state: "overriding", checks: failed }, basisOf(facts.findings));
}

/**
 * A second person's yes: the acceptance goes through as it was proposed, or is refused as an acceptance is. Refused too
 * for who took the papers in: he says himself what he saw.
 */
export function grantOverride(
  facts: Case,
  checks: readonly CheckName[],
  by: { readonly receivedBy: string; readonly agreedBy: string },
): Result<{ state: "accepted" }> {
  if (facts.state !== "overriding") return refuse("kyc.override.not-proposed");
  if (by.receivedBy === by.agreedBy) return refuse("kyc.override.own-intake");
  return acceptSubmission({ ...facts, state: "ready", mine: true }, facts.version, checks);
}

/**
 * The verdict of a second look: once, by somebody else than who took the papers in, who decided first and who agreed to an
 * override (`agreedBy`; null without one); a disagreement says why.
 */
export function recordLook(
  look: {
    readonly receivedBy: string;
    readonly firstBy: string;
    readonly agreedBy: string | null;
    readonly verdict: string | null;
  },
  by: string,
  verdict: "agree" | "disagree",
  reason: RejectReason | undefined,
): Result<{ verdict: "agree" | "disagree"; reason: RejectReason | null }> {
  if (look.verdict !== null) return refuse("kyc.second-look.done");
  if (look.receivedBy === by || look.firstBy === by || look.agreedBy === by) return refuse("kyc.second-look.own");
  if (verdict === "agree") return decided({ verdict, reason: null });
  if (reason === undefined || !known([reason])) return refuse("kyc.submission.reason-missing", { field: "reason" });
  return decided({ verdict, reason });
}

const LOTS = 10_000;

/** The lot of a submission, 0 to 9,999: the first 32 bits of a hash of its id. The same id always draws the same. */
export function lotOf(submissionId: string, sha256Hex: (text: string) => string): number {
  return Number.parseInt(sha256Hex(`second-look:${submissionId}`).slice(0, 8), 16) % LOTS;
}

/** Whether a lot falls within a share given in basis points. */
export function isDrawn(lot: number, shareBp: number): boolean {
  return lot < shareBp;
}
