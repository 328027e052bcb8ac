import type { Rules } from "../rulebook/model";
import type { Regime } from "../shared/regime";
import { type Decided, decided, type Refusal, type Result, refuse } from "../shared/result";
import { addMonths, type Instant, type LocalDate, shanghaiDate } from "../shared/time";
import { EVIDENCE_KINDS, type EvidenceKind, type EvidenceRefusal } from "./codes";
import { cleanName } from "./file-name";
import type { EvidenceFile } from "./model";
import { EVIDENCE_POLICY } from "./policy";

const MONTHS = 12;
const no = (code: EvidenceRefusal, options: Parameters<typeof refuse>[1] = {}): Refusal => refuse(code, options);

/** What somebody wants to attach, and how much is there already. */
export type AttachRequest = {
  readonly name: string;
  readonly bytes: number;
  /** Files of the subject that are neither refused nor erased. */
  readonly files: number;
  /** Unfinished uploads of the person. */
  readonly uploads: number;
};

/** Whether an upload may begin; gives the name to keep. Says nothing of the content: only the worker has seen that. */
export function decideAttach(request: AttachRequest): Result<{ readonly name: string }> {
  const { maxBytes, maxFiles, maxUploads } = EVIDENCE_POLICY;
  const name = cleanName(request.name);
  if (name === "") return no("evidence.file.empty-name", { field: "name" });
  if (request.bytes === 0) return no("evidence.content.empty", { field: "bytes" });
  if (request.bytes > maxBytes) return no("evidence.file.too-large", { field: "bytes", params: { maxBytes } });
  if (request.files >= maxFiles) return no("evidence.file.too-many", { params: { maxFiles } });
  if (request.uploads >= maxUploads) return no("evidence.file.too-many-uploads", { params: { maxUploads } });
  return decided({ name });
}

/** The row that sets how long a kind is kept: the customer file and what shows trade by the law of payments, a marketplace's by its own. */
const keepingRule = (kind: EvidenceKind, regime: Regime): string => {
  if (regime === "payment") return EVIDENCE_KINDS[kind].rules[0];
  const { class: of } = EVIDENCE_KINDS[kind];
  return of === "trade" || of === "casework" ? "law-ecom-31" : "law-pipl-19";
};

/**
 * First day on which a file of this kind may be erased, counted from the day it came in; null where the law names no
 * minimum and the shortest necessary time holds. The true term starts later, with the end of the business relation:
 * `decideErase` asks for that too.
 */
export function keepUntil(kind: EvidenceKind, regime: Regime, on: LocalDate, rules: Rules): Decided<LocalDate | null> {
  const rule = keepingRule(kind, regime);
  const basis = [rules.ref(rule, on)];
  if (rule === "law-pipl-19") return decided(null, basis);
  return decided(addMonths(on, Number(rules.figure(rule, "years", on).value) * MONTHS), basis);
}

/** Whether a file may be taken back: by whom brought it, and only while nothing rests on it. */
export function decideDiscard(file: EvidenceFile, actorId: string): Result<null> {
  if (file.state === "erased") return no("evidence.file.gone");
  if (file.usedAt !== null) return no("evidence.file.used");
  if (file.uploadedBy !== actorId) return no("evidence.file.not-yours");
  return decided(null);
}

/** Whether a file may be shown or taken away. */
export function decideServe(file: Pick<EvidenceFile, "state">): Result<null> {
  if (file.state === "erased") return no("evidence.file.gone");
  return file.state === "ready" ? decided(null) : no("evidence.file.not-ready");
}

/** Whether the complete upload may be handed to the worker. A second time is no fault. */
export function decideFinish(file: EvidenceFile, received: number, now: Instant): Result<"finish" | "done"> {
  if (file.state === "waiting" || file.state === "ready") return decided("done");
  if (file.state !== "uploading") return no("evidence.file.not-uploading");
  if (now >= file.expiresAt) return no("evidence.file.expired");
  if (received !== file.bytes) return no("evidence.file.incomplete", { params: { received, expected: file.bytes } });
  return decided("finish");
}

/**
 * Whether a file's key may be destroyed: not before the law's term is over, and not while its customer is one, whose
 * term has not begun. Files that were never taken in go at once.
 */
export function decideErase(
  file: EvidenceFile,
  facts: { readonly customerActive: boolean; readonly regime: Regime; readonly now: Instant },
  rules: Rules,
): Result<null> {
  if (file.state === "erased") return no("evidence.file.gone");
  if (file.state !== "ready") return no("evidence.file.not-ready");
  const on = shanghaiDate(facts.now);
  const basis = [rules.ref(keepingRule(file.kind, facts.regime), on)];
  if (file.keepUntil !== null && on < file.keepUntil)
    return no("evidence.file.kept-by-law", { params: { date: file.keepUntil }, basis });
  if (file.keepUntil !== null && facts.customerActive) return no("evidence.file.customer-active", { basis });
  return decided(null, basis);
}
