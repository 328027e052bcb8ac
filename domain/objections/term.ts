import type { Calendar } from "../clocks/calendar";
import { clockFigure } from "../clocks/counting-rules";
import { computeDue } from "../clocks/due-date";
import type { Due } from "../clocks/model";
import { MEASURE_REASONS } from "../controls/codes";
import type { Rules } from "../rulebook/model";
import { type Decided, decided } from "../shared/result";
import type { RuleRef } from "../shared/rule-ref";
import { addDuration, daysBetween, type Instant, shanghaiDate } from "../shared/time";
import type { ContestedMeasure, ObjectionGround } from "./model";
import { PROMPT_HOURS } from "./policy";

/**
 * By which law an objection is answered. `order`: an authority's measure; `fraud`: a measure against fraud, heard and
 * lifted promptly; `risk`: every other measure of the house.
 */
export const REGIMES = ["risk", "fraud", "order"] as const;
export type Regime = (typeof REGIMES)[number];

/** The row, and its figure, that sets the last day of an answer. Fraud has none of its own: the other law's is the outer limit. */
export const TERM = {
  risk: { rule: "law-aml-39", figure: "days" },
  fraud: { rule: "law-aml-39", figure: "days" },
  order: { rule: "law-order-network", figure: "days" },
} as const satisfies Record<Regime, { readonly rule: string; readonly figure: string }>;

const rulesOfReason = (reasonCode: string): readonly string[] =>
  (MEASURE_REASONS as Readonly<Record<string, readonly string[]>>)[reasonCode] ?? [];

/** Which law an objection to a measure is answered under: its source first, then the rows of its reason. */
export function regimeOf({ source, reasonCode }: Pick<ContestedMeasure, "source" | "reasonCode">): Regime {
  if (source === "authority") return "order";
  return rulesOfReason(reasonCode).some((id) => id.startsWith("law-antifraud-")) ? "fraud" : "risk";
}

/** Until when an objection is to be answered. `promptBy`: the house's own earlier moment, where the law says at once. */
export type Term = {
  readonly regime: Regime;
  readonly rule: RuleRef;
  readonly due: Due;
  readonly promptBy: Instant | null;
};

/**
 * The term of an objection, from its receipt. Fifteen calendar days by the law of the regime, worked to the day before
 * any roll over a rest day (trap-15d-aml39: not the working days of a privacy request); what asks for basic needs, and
 * what is about a measure against fraud, is due at once besides.
 */
export function termOf(input: {
  readonly measure: Pick<ContestedMeasure, "source" | "reasonCode">;
  readonly ground: ObjectionGround;
  readonly receivedAt: Instant;
  readonly rules: Rules;
  readonly calendar: Calendar;
  readonly now: Instant;
}): Decided<Term> {
  const { measure, ground, receivedAt, rules, calendar, now } = input;
  const regime = regimeOf(measure);
  const { rule: id, figure: name } = TERM[regime];
  const on = shanghaiDate(receivedAt);
  const figure = clockFigure(rules, id, name, on);
  const due = computeDue({ startedAt: receivedAt, figure, calendar, rules, now });
  const prompt = ground === "basic-needs" || regime === "fraud";
  const rule = rules.ref(id, on);
  const basis = [
    rule,
    rules.ref("trap-15d-aml39", on),
    ...(regime === "fraud" ? [rules.ref("law-antifraud-32", on)] : []),
    ...(ground === "basic-needs" ? [rules.ref("law-aml-40", on)] : []),
    ...due.basis,
  ];
  const promptBy = prompt ? addDuration(receivedAt, { hours: PROMPT_HOURS }) : null;
  return decided({ regime, rule, due, promptBy }, basis);
}

/** Days of the term that were gone when the objection was entered. */
export function daysLost(receivedAt: Instant, registeredAt: Instant): number {
  return Math.max(0, daysBetween(shanghaiDate(receivedAt), shanghaiDate(registeredAt)));
}
