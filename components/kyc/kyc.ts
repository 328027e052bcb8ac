import type { z } from "zod";
import type { Tone } from "@/components/patterns/tone";
import { CHECKS, type CheckName } from "@/domain/kyc/checks/names";
import type { RejectReason } from "@/domain/kyc/codes";
import type { FieldName } from "@/domain/kyc/fields";
import { type DocumentState, ENDED_STATES, type SubmissionState } from "@/domain/kyc/model";
import type { BenchRow, documentSchema, findingSchema, SubmissionDetail, submissionRow } from "@/domain/kyc/schema";

export type SubmissionRow = z.output<typeof submissionRow>;
export type BenchDocument = z.output<typeof documentSchema>;
export type BenchFinding = z.output<typeof findingSchema>;

export const STATE_TONE: Readonly<Record<SubmissionState, Tone>> = {
  collecting: "prov",
  reading: "prov",
  ready: "wait",
  held: "idle",
  overriding: "wait",
  asked: "wait",
  accepted: "done",
  rejected: "late",
  superseded: "none",
  lapsed: "none",
};

export const DOCUMENT_TONE: Readonly<Record<DocumentState, Tone>> = {
  waiting: "idle",
  accepted: "done",
  rejected: "late",
  asked: "wait",
};

/** True once a decision, a newer submission or time has ended it. */
export function isEnded(state: SubmissionState): boolean {
  return (ENDED_STATES as readonly SubmissionState[]).includes(state);
}

/** True while the house itself is still at work on it, and it changes without anybody's hand. */
export function isUnderway(state: SubmissionState): boolean {
  return state === "collecting" || state === "reading";
}

/** Whether the submission lies before the reader: to be decided, to be looked at again, or to be checked once more. */
export function isMine(item: Pick<SubmissionDetail, "item" | "secondLook" | "recheck">): boolean {
  return item.item?.mine === true || item.secondLook?.mine === true || item.recheck?.mine === true;
}

const WORST_FIRST = ["fail", "warn", "unknown", "pass"] as const;

/** How many checks there are of each outcome, a check counting once as its worst finding. */
export function tally(findings: readonly BenchFinding[]): Readonly<Record<BenchFinding["outcome"], number>> {
  const count = { fail: 0, warn: 0, unknown: 0, pass: 0 };
  for (const name of new Set(findings.map(({ check }) => check))) {
    const own = new Set(findings.filter(({ check }) => check === name).map(({ outcome }) => outcome));
    const worst = WORST_FIRST.find((outcome) => own.has(outcome));
    if (worst) count[worst] += 1;
  }
  return count;
}

/** The failed checks that a second person may let pass, each once. */
export function overridable(findings: readonly BenchFinding[]): readonly CheckName[] {
  const failed = findings.filter(({ outcome, check }) => outcome === "fail" && CHECKS[check].override !== "held");
  return [...new Set(failed.map(({ check }) => check))];
}

/** What stands in the way of an acceptance, the first of: nobody decided a document, one was refused, a check, the class. */
export type Obstacle = "undecided" | "refused" | "failed" | "class";

export function obstacleOf(item: SubmissionDetail): Obstacle | null {
  if (item.documents.some(({ state }) => state === "waiting")) return "undecided";
  if (item.documents.some(({ state }) => state !== "accepted")) return "refused";
  if (item.findings.some(({ outcome }) => outcome === "fail")) return "failed";
  const { requestedClass, reachedClass } = item;
  return requestedClass !== null && (reachedClass ?? 0) < requestedClass ? "class" : null;
}

export const VERBS = ["accept", "override", "ask", "reject"] as const;
export type Verb = (typeof VERBS)[number];

/** The verb that the decided documents and the checks lead to; the others stay beside it. */
export function leadingVerb(item: SubmissionDetail): Verb {
  if (item.documents.some(({ state }) => state === "rejected")) return "reject";
  if (item.documents.some(({ state }) => state === "asked")) return "ask";
  return obstacleOf(item) === "failed" && overridable(item.findings).length > 0 ? "override" : "accept";
}

/** The next document to look at after one was decided: the first undecided one behind it, else the first undecided one. */
export function nextUndecided(documents: readonly BenchDocument[], after: string): string | null {
  const at = documents.findIndex(({ id }) => id === after);
  const waiting = (one: BenchDocument) => one.state === "waiting" && one.id !== after;
  return (documents.slice(at + 1).find(waiting) ?? documents.find(waiting))?.id ?? null;
}

/** How the sources of a row stand to each other: by its worst finding, else by the sources themselves. */
export type RowStanding = "differs" | "doubtful" | "agrees" | "single" | "none";

const CONCERN_ROWS: readonly CheckName[] = [
  "agreement",
  "registry",
  "mrz",
  "resident-number",
  "paper-number",
  "validity",
];

export function rowStanding(
  row: Pick<BenchRow, "field" | "declared" | "readings" | "registry" | "recorded" | "differs">,
  findings: readonly BenchFinding[],
): RowStanding {
  const own = fieldFindings(row.field, findings);
  if (own.some(({ outcome }) => outcome === "fail")) return "differs";
  if (own.some(({ outcome }) => outcome === "warn") || row.differs) return "doubtful";
  const sources = [row.declared !== null, row.readings.length > 0, row.registry === "match", row.recorded !== null];
  const count = sources.filter(Boolean).length;
  return count > 1 ? "agrees" : count === 1 ? "single" : "none";
}

/** The findings that concern one field's values. */
export function fieldFindings(field: FieldName, findings: readonly BenchFinding[]): readonly BenchFinding[] {
  return findings.filter((one) => CONCERN_ROWS.includes(one.check) && one.fields.includes(field));
}

export const ROW_TONE: Readonly<Record<RowStanding, Tone>> = {
  differs: "late",
  doubtful: "wait",
  agrees: "done",
  single: "none",
  none: "none",
};

/** Reasons that concern one picture, each with its digit 1 to 9 and 0. */
export const DOCUMENT_REASONS = [
  "not-readable",
  "cut-off",
  "glare",
  "wrong-side",
  "wrong-paper",
  "expired",
  "data-differs",
  "number-invalid",
  "face-unlike",
  "not-original",
] as const satisfies readonly RejectReason[];

/** Reasons that concern the whole submission, each with its digit. */
export const SUBMISSION_REASONS = [
  "data-differs",
  "number-invalid",
  "expired",
  "face-unlike",
  "phone-elsewhere",
  "too-young",
  "channels-short",
  "fields-missing",
  "owners-unclear",
  "authority-unclear",
] as const satisfies readonly RejectReason[];

const LEADS_TO: Readonly<Partial<Record<CheckName, RejectReason>>> = {
  "resident-number": "number-invalid",
  "paper-number": "number-invalid",
  "credit-code": "number-invalid",
  validity: "expired",
  age: "too-young",
  mrz: "data-differs",
  agreement: "data-differs",
  registry: "data-differs",
  quality: "not-readable",
  "phone-one-id": "phone-elsewhere",
  channels: "channels-short",
  completeness: "fields-missing",
  ownership: "owners-unclear",
};

/** The reasons the failed checks speak for; with a document, those that concern its picture. */
export function suggestedReasons(findings: readonly BenchFinding[], document?: BenchDocument): readonly RejectReason[] {
  const speaking = findings.filter(
    ({ outcome, documents }) =>
      (outcome === "fail" || (document !== undefined && outcome === "warn")) &&
      (document === undefined || documents.includes(document.kind)),
  );
  return [...new Set(speaking.flatMap(({ check }) => LEADS_TO[check] ?? []))];
}

/** The reasons that decided documents already carry. */
export function carriedReasons(documents: readonly BenchDocument[]): readonly RejectReason[] {
  return [...new Set(documents.flatMap(({ reason }) => reason ?? []))];
}

/** What is different between a submission as it was shown and as it is now. */
export function changesSince(seen: SubmissionDetail, now: SubmissionDetail) {
  return {
    state: seen.state !== now.state,
    checks: seen.checkRun !== now.checkRun,
    documents: now.documents.filter((one) => {
      const before = seen.documents.find(({ id }) => id === one.id);
      return before === undefined || before.state !== one.state || before.fileId !== one.fileId;
    }),
  };
}
