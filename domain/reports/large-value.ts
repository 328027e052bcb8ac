import type { Calendar } from "../clocks/calendar";
import { clockFigure } from "../clocks/counting-rules";
import { computeDue } from "../clocks/due-date";
import type { Due } from "../clocks/model";
import { DIRECTIONS } from "../ledger/model";
import { figureMinor } from "../rulebook/figures";
import type { Figure, Rules } from "../rulebook/model";
import { holdsOn } from "../rulebook/rules";
import { type Decided, decided } from "../shared/result";
import type { RuleRef } from "../shared/rule-ref";
import type { Instant, LocalDate } from "../shared/time";
import {
  type AssessedLeg,
  type LargeValue,
  type LargeValueLine,
  LINE_CLASSES,
  type LineClass,
  type MetBy,
} from "./model";

/** The rulebook row of each line. */
export const LINE_RULES: Readonly<Record<LineClass, string>> = {
  cash: "law-hvt-cash",
  nonnatural: "law-hvt-nonnatural",
  "natural-domestic": "law-hvt-natural-domestic",
  "natural-crossborder": "law-hvt-natural-crossborder",
};

/** That sums run per customer, one direction and one natural day. */
export const ONE_SIDE_RULE = "law-hvt-one-side";
/** By when a large-value transaction is reported. */
export const REPORT_TERM = { rule: "law-hvt-5wd", figure: "days" } as const;

/** Which line a leg counts towards: cash first, then by who holds the account and where the money went. */
export function lineClassOf(leg: Pick<AssessedLeg, "cash" | "naturalPerson" | "crossBorder">): LineClass {
  if (leg.cash) return "cash";
  if (!leg.naturalPerson) return "nonnatural";
  return leg.crossBorder ? "natural-crossborder" : "natural-domestic";
}

/** The lines in force on a Shanghai date, from the rulebook; empty before the rule existed. Throws where sums run over more than a day. */
export function largeValueLines(rules: Rules, on: LocalDate): readonly LargeValueLine[] {
  const inForce = (id: string) => rules.all().some((version) => version.id === id && holdsOn(version, on));
  if (inForce(ONE_SIDE_RULE)) mustBeOneDay(rules, on);
  return LINE_CLASSES.filter((lineClass) => inForce(LINE_RULES[lineClass])).map((lineClass) => {
    const id = LINE_RULES[lineClass];
    return {
      lineClass,
      ref: rules.ref(id, on),
      cny: lineFigure(rules.figure(id, "cny", on)),
      usd: lineFigure(rules.figure(id, "usd", on)),
    };
  });
}

/** Sums are taken day by day; a law that adds up longer must not be followed in silence by sums of a day. */
function mustBeOneDay(rules: Rules, on: LocalDate): void {
  const window = rules.get(ONE_SIDE_RULE, on).figures.find(({ name }) => name === "window");
  if (window !== undefined && Number(window.value) !== 1)
    throw new RangeError(`${ONE_SIDE_RULE} adds up ${window.value} days: sums are of one`);
}

function lineFigure(figure: Figure): { minor: bigint; inclusive: boolean } {
  if (figure.op !== "ge" && figure.op !== "gt")
    throw new RangeError(`a line is reached from below: ${figure.name} ${figure.op}`);
  return { minor: figureMinor(figure), inclusive: figure.op === "ge" };
}

/** Whether an amount in minor units reaches one currency's figure of a line. */
export function reaches(amount: bigint | null, line: { readonly minor: bigint; readonly inclusive: boolean }): boolean {
  return amount !== null && (line.inclusive ? amount >= line.minor : amount > line.minor);
}

/**
 * What of one customer's live legs of one Shanghai day must be reported: one entry per direction and line that the sum
 * reaches, both currencies tested, either triggers. Cites the lines reached and the rule of one-sided sums.
 */
export function assess(legs: readonly AssessedLeg[], rules: Rules, on: LocalDate): Decided<readonly LargeValue[]> {
  const found: LargeValue[] = [];
  for (const direction of DIRECTIONS) {
    for (const line of largeValueLines(rules, on)) {
      const counted = legs.filter((leg) => leg.direction === direction && lineClassOf(leg) === line.lineClass);
      const reached = counted.length > 0 ? sumUp(counted, line) : undefined;
      if (reached) found.push({ direction, line, ...reached });
    }
  }
  const basis: RuleRef[] = found.map(({ line }) => line.ref);
  if (found.length > 0) basis.push(rules.ref(ONE_SIDE_RULE, on));
  return decided(found, basis);
}

function sumUp(legs: readonly AssessedLeg[], line: LargeValueLine): Omit<LargeValue, "direction" | "line"> | undefined {
  const total = (values: readonly (bigint | null)[]) => values.reduce<bigint>((sum, value) => sum + (value ?? 0n), 0n);
  const cnySum = total(legs.map((leg) => leg.cnyMinor));
  const rated = legs.some((leg) => leg.usdMinor !== null);
  const usdSum = rated ? total(legs.map((leg) => leg.usdMinor)) : null;
  const metBy = metByOf(reaches(cnySum, line.cny), reaches(usdSum, line.usd));
  if (!metBy) return undefined;
  const single = legs.some((leg) => reaches(leg.cnyMinor, line.cny) || reaches(leg.usdMinor, line.usd));
  const unrated = legs.filter((leg) => leg.cnyMinor === null || leg.usdMinor === null).length;
  return { metBy, cnySum, usdSum, count: legs.length, unrated, single };
}

function metByOf(cny: boolean, usd: boolean): MetBy | undefined {
  if (cny) return usd ? "both" : "cny";
  return usd ? "usd" : undefined;
}

/** By when a transaction of a Shanghai date is reported: the days of law-hvt-5wd after it, working days. */
export function reportDue(on: LocalDate, context: { rules: Rules; calendar: Calendar; now: Instant }): Decided<Due> {
  const figure = clockFigure(context.rules, REPORT_TERM.rule, REPORT_TERM.figure, on);
  const due = computeDue({ startedOn: on, figure, ...context });
  return decided(due, due.basis);
}
