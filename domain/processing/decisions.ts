import type { Rules } from "../rulebook/model";
import { type Decided, decided, type Result, refuse } from "../shared/result";
import { addMonths, type LocalDate } from "../shared/time";
import { FIELDS, type Field } from "../sharing/model";
import type { AssessmentCase, AssessmentMeasure, AssessmentState, Risk } from "./model";

/** Kinds of data the law calls sensitive: faces, papers, accounts. */
const SENSITIVE: readonly Field[] = ["face", "id-number", "id-image", "card-number", "account"];
export const isSensitive = (field: string): boolean =>
  SENSITIVE.some((one) => one === field) && FIELDS.includes(field as Field);

export type ProcessingFacts = {
  readonly fields: readonly string[];
  readonly automated: boolean;
  /** Given to others, worked on by others, or published. */
  readonly provided: boolean;
  readonly exported: boolean;
  readonly majorEffect: boolean;
};

/** In which of the five cases processing falls; none: nothing must be assessed first. */
export function assessmentCases(
  facts: ProcessingFacts,
  on: LocalDate,
  rules: Rules,
): Decided<readonly AssessmentCase[]> {
  const cases: AssessmentCase[] = [];
  if (facts.fields.some(isSensitive)) cases.push("sensitive");
  if (facts.automated) cases.push("automated");
  if (facts.provided) cases.push("provide");
  if (facts.exported) cases.push("export");
  if (facts.majorEffect) cases.push("major-effect");
  const sensitive = cases.includes("sensitive") ? [rules.ref("law-pipl-28", on)] : [];
  return decided(cases, [rules.ref("law-pipl-55", on), ...sensitive]);
}

export type Assessed = { readonly caseCode: AssessmentCase; readonly state: AssessmentState };

/** The cases among these that no accepted assessment covers: until there is one, it is not put into use. */
export function uncovered(
  cases: readonly AssessmentCase[],
  assessments: readonly Assessed[],
): readonly AssessmentCase[] {
  return cases.filter((one) => !assessments.some(({ caseCode, state }) => state === "accepted" && caseCode === one));
}

/** The last day a report and the records of what was processed are kept to at least (law-pipl-56). */
export function keptUntil(endedOn: LocalDate, rules: Rules): Decided<LocalDate> {
  const years = Number(rules.figure("law-pipl-56", "years", endedOn).value);
  return decided(addMonths(endedOn, years * 12), [rules.ref("law-pipl-56", endedOn)]);
}

/**
 * Concludes an assessment. Who made it does not; a high risk is not accepted as long as nothing is done about it, and where it
 * is, the policy must be changed as a major change (llpriv-major-change-6).
 */
export function conclude(
  input: {
    readonly outcome: "accepted" | "rejected";
    readonly risk: Risk;
    readonly measures: readonly AssessmentMeasure[];
    readonly madeBy: string;
    readonly decider: string;
    readonly state: AssessmentState;
  },
  on: LocalDate,
  rules: Rules,
): Result<{ readonly keptUntil: LocalDate; readonly majorChange: boolean }> {
  const basis = [rules.ref("law-pipl-55", on)];
  if (input.state !== "draft") return refuse("processing.assessment.not-draft");
  if (input.madeBy === input.decider) return refuse("processing.assessment.own", { basis });
  if (input.outcome === "accepted" && input.risk !== "low" && input.measures.length === 0)
    return refuse("processing.assessment.measures-missing", { basis });
  const kept = keptUntil(on, rules);
  const majorChange = input.outcome === "accepted" && input.risk === "high";
  return decided({ keptUntil: kept.value, majorChange }, [
    ...basis,
    ...kept.basis,
    ...(majorChange ? [rules.ref("llpriv-major-change-6", on)] : []),
  ]);
}
