import type { Rules } from "../rulebook/model";
import { decided, type Result, refuse } from "../shared/result";
import type { LocalDate } from "../shared/time";
import { type CorrectionField, type CorrectionItem, type CorrectionState, isIdentityField } from "./model";
import { readValue } from "./values";

/** What is on record, in clear, while a correction of it is weighed. Null: nothing is kept. */
export type OnRecord = {
  readonly kind: "person" | "enterprise";
  readonly values: Readonly<Record<CorrectionField, string | null>>;
  /** The kind of the valid paper that fields of a paper belong to; null where there is none. */
  readonly documentType: string | null;
};

/** A change as it will be made: both values as they are kept. */
export type Change = { readonly field: CorrectionField; readonly before: string | null; readonly after: string };
export type Correction = { readonly changes: readonly Change[]; readonly fourEyes: boolean };

type Proposal = {
  readonly record: OnRecord;
  readonly items: readonly CorrectionItem[];
  readonly restricted: boolean;
  readonly openAlready: boolean;
  /** The customer asked for it himself, proven; without that and without papers nothing is changed. */
  readonly asked: boolean;
  /** How many papers were named, and how many of them are taken in and his. */
  readonly evidence: { readonly named: number; readonly usable: number };
  readonly today: LocalDate;
  readonly rules: Rules;
};

/** The rows a correction rests on: the law's, both policies', and the customer's own duty to keep his data current. */
const BASIS = ["law-pipl-46", "mipriv-correct", "llpriv-view-correct-supplement", "mipay-info-update"] as const;
const PERSONAL: readonly CorrectionField[] = ["occupation", "nationality"];

/**
 * May these fields be put right? What says who somebody is needs papers and a second person; the rest takes effect at
 * once on the customer's own proven word or on papers. A delay or refusal touches nothing else: no trade is cancelled and
 * no payment refused over it (mipay-info-update). Refuses a restricted customer, a second open correction, what is named twice,
 * cannot be read, did not change or has no paper to stand on, and evidence that is missing or not his.
 */
export function proposeCorrection(proposal: Proposal): Result<Correction> {
  const { items, record, evidence, rules, today } = proposal;
  const basis = BASIS.map((id) => rules.ref(id, today));
  if (proposal.restricted) return refuse("corrections.correction.restricted", { basis });
  if (proposal.openAlready) return refuse("corrections.correction.already-open", { basis });
  if (items.length === 0) return refuse("corrections.correction.empty", { basis });
  const read = readItems(items, record, today);
  if (!read.ok) return { ...read, basis };
  const fourEyes = read.value.some(({ field }) => isIdentityField(field));
  if (evidence.usable < evidence.named)
    return refuse("corrections.evidence.not-usable", { basis, field: "evidenceIds" });
  if (evidence.named === 0 && (fourEyes || !proposal.asked))
    return refuse("corrections.evidence.missing", { basis, field: "evidenceIds" });
  return decided({ changes: read.value, fourEyes }, basis);
}

function readItems(items: readonly CorrectionItem[], record: OnRecord, today: LocalDate): Result<readonly Change[]> {
  const changes: Change[] = [];
  for (const { field, value } of items) {
    if (changes.some((one) => one.field === field)) return refuse("corrections.item.twice", { field });
    if (record.kind === "enterprise" && PERSONAL.includes(field))
      return refuse("corrections.item.not-for-enterprise", { field });
    if (field.startsWith("document-") && record.documentType === null)
      return refuse("corrections.item.no-document", { field });
    const after = readValue(field, value, { documentType: record.documentType, today });
    if (after === undefined) return refuse("corrections.item.malformed", { field });
    const before = record.values[field];
    if (before === after) return refuse("corrections.item.unchanged", { field });
    changes.push({ field, before, after });
  }
  const after = (field: CorrectionField) =>
    changes.find((one) => one.field === field)?.after ?? record.values[field] ?? null;
  const [from, to] = [after("document-valid-from"), after("document-valid-to")];
  if (from !== null && to !== null && from >= to && changes.some(({ field }) => field.startsWith("document-valid")))
    return refuse("corrections.item.reversed", { field: "document-valid-to" });
  return decided(changes);
}

/** May a correction be carried out now? Refuses one that has ended, and one whose record has changed since it was proposed. */
export function applyCorrection(
  correction: { readonly state: CorrectionState; readonly recordVersion: number; readonly restricted: boolean },
  recordVersion: number,
  rules: Rules,
  today: LocalDate,
): Result<true> {
  const basis = BASIS.map((id) => rules.ref(id, today));
  if (correction.state !== "proposed") return refuse("corrections.correction.not-open", { basis });
  if (correction.restricted) return refuse("corrections.correction.restricted", { basis });
  if (correction.recordVersion !== recordVersion) return refuse("corrections.correction.stale", { basis });
  return decided(true, basis);
}
