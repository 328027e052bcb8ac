import type { LetterTemplate } from "../letters/templates";
import type { Rules } from "../rulebook/model";
import { type Decided, decided } from "../shared/result";
import type { LocalDate } from "../shared/time";
import type { MeasureReason, MeasureRelease } from "./codes";
import type { MeasureKind, MeasureState } from "./model";

/**
 * What a customer may be told of a measure, by what it rests on. `fraud`: reason, way out and papers; `neutral`: that it is
 * there, and the right to object; `holder`: that what he asked for was done; `elsewhere`: whoever gave the measure tells
 * him, in its own words; `never`: telling would tip him off.
 */
type Ruling = "fraud" | "neutral" | "holder" | "elsewhere" | "never";

/** One ruling for every reason there is: a new reason does not compile until somebody has ruled on it. */
const RULINGS: Readonly<Record<MeasureReason, Ruling>> = {
  // Suspicion moved us: no reason is given, and none can be guessed from how the letter differs.
  "risk-signs": "neutral",
  "unlawful-funds": "neutral",
  "urgent-risk": "neutral",
  // What the customer can put right himself.
  "doubtful-data": "fraud",
  "verification-refused": "fraud",
  "account-adjustment": "fraud",
  "merchant-breach": "fraud",
  "merchant-fraud-risk": "fraud",
  "identity-expired": "fraud",
  "dormant-since-opening": "fraud",
  "reverification-unanswered": "fraud",
  "real-name-incomplete": "fraud",
  // Stands for what may not be told, a list's hit included.
  "under-review": "never",
  "holder-applied": "holder",
  "loss-reported": "elsewhere",
  "caller-unverified": "elsewhere",
  "order-stop": "elsewhere",
  "order-freeze": "elsewhere",
  "order-deduction": "elsewhere",
  "order-aml-freeze": "never",
};

/** What a ruling looks at. */
export type TellableMeasure = {
  readonly reasonCode: MeasureReason;
  readonly kind: MeasureKind;
  readonly secret: boolean;
};

/** Rows that say where telling ends. */
const BOUNDARY = ["trap-tipping-off", "law-aml-35-str"] as const;

/** The template by which a customer hears of a measure when it takes hold; null where controls tells him nothing. */
export function mayTell(measure: TellableMeasure, rules: Rules, on: LocalDate): Decided<LetterTemplate | null> {
  const ruling = measure.secret ? "never" : RULINGS[measure.reasonCode];
  const basis = BOUNDARY.map((id) => rules.ref(id, on));
  switch (ruling) {
    case "fraud":
      return decided("measure.restricted", basis);
    case "neutral":
      return decided("measure.risk-neutral", basis);
    case "holder":
      return decided(measure.kind === "freeze" ? "measure.frozen-for-you" : "measure.stopped-for-you", basis);
    case "elsewhere":
    case "never":
      return decided(null, basis);
  }
}

/**
 * The template by which a customer hears of what just became of a measure: that it took hold, or ended, by its term or
 * otherwise. Null for every other step, and for a measure he was not told of: its end must not tell of it either.
 */
export function tellingOf(
  step: TellableMeasure & {
    readonly was: MeasureState;
    readonly state: MeasureState;
    readonly releaseReasonCode: MeasureRelease | null;
  },
  rules: Rules,
  on: LocalDate,
): Decided<LetterTemplate | null> {
  const imposed = mayTell(step, rules, on);
  if (imposed.value === null || step.was === step.state) return decided(null, imposed.basis);
  if (step.state === "in-force" && step.was === "instructed") return imposed;
  if (step.state !== "released") return decided(null, imposed.basis);
  return decided(step.releaseReasonCode === "term-ended" ? "measure.expired" : "measure.released", imposed.basis);
}
