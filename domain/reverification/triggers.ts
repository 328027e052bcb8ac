import { figureMinor } from "../rulebook/figures";
import type { Figure, Rules } from "../rulebook/model";
import { holdsOn } from "../rulebook/rules";
import { type Decided, decided } from "../shared/result";
import type { RuleRef } from "../shared/rule-ref";
import { addDays, type LocalDate } from "../shared/time";
import type { Finding, LedgerKind, Line, MetBy, Movement } from "./model";
import { TRIGGER_RULES } from "./model";
import { COUNTED_KINDS } from "./policy";

/** The lines of the ledger in force on a date: amount, thirty days, run of balances. A kind without a row in force is left out. */
export type LedgerLaw = {
  readonly single: { readonly ref: RuleRef; readonly line: Line } | null;
  readonly thirty: { readonly ref: RuleRef; readonly line: Line; readonly windowDays: number } | null;
  readonly balance: { readonly ref: RuleRef; readonly line: Line; readonly runDays: number } | null;
};

/** Which days are judged; movements before `from` may still count in a window. */
export type Span = { readonly from: LocalDate; readonly to: LocalDate };

/** The lines in force on a Shanghai date, from the rulebook. */
export function ledgerLaw(rules: Rules, on: LocalDate): LedgerLaw {
  const inForce = (kind: LedgerKind) =>
    rules.all().some((version) => version.id === TRIGGER_RULES[kind] && holdsOn(version, on));
  const base = (kind: LedgerKind) => {
    const id = TRIGGER_RULES[kind];
    const line: Line = { cny: amountOf(rules.figure(id, "cny", on)), usd: amountOf(rules.figure(id, "usd", on)) };
    return { ref: rules.ref(id, on), line };
  };
  const days = (kind: LedgerKind, name: string) => {
    const { op, value } = rules.figure(TRIGGER_RULES[kind], name, on);
    return op === "gt" ? Number(value) + 1 : Number(value);
  };
  return {
    single: inForce("single-amount") ? base("single-amount") : null,
    thirty: inForce("thirty-days") ? { ...base("thirty-days"), windowDays: days("thirty-days", "window") } : null,
    balance: inForce("balance-run") ? { ...base("balance-run"), runDays: days("balance-run", "days") } : null,
  };
}

function amountOf(figure: Figure): Line["cny"] {
  if (figure.op !== "ge" && figure.op !== "gt")
    throw new RangeError(`a line is reached from below: ${figure.name} ${figure.op}`);
  return { minor: figureMinor(figure), inclusive: figure.op === "ge" };
}

/** Stretches of days under one and the same law, in order: a change of the rulebook begins a new one. */
export function lawStretches(rules: Rules, span: Span): readonly (Span & { readonly law: LedgerLaw })[] {
  const ids: readonly string[] = ["single-amount", "thirty-days", "balance-run"].map(
    (kind) => TRIGGER_RULES[kind as LedgerKind],
  );
  const cuts = new Set<LocalDate>([span.from]);
  for (const version of rules.all()) {
    if (!ids.includes(version.id)) continue;
    if (version.validFrom !== null) cuts.add(version.validFrom);
    if (version.validTo !== null) cuts.add(addDays(version.validTo, 1));
  }
  const starts = [...cuts].filter((day) => day >= span.from && day <= span.to).sort();
  return starts.map((from, at) => {
    const next = starts[at + 1];
    return { from, to: next ? addDays(next, -1) : span.to, law: ledgerLaw(rules, from) };
  });
}

/** Which currency's line an amount meets; undefined when neither. Either is enough (trap-usd-or). */
export function metBy(cny: bigint | null, usd: bigint | null, line: Line): MetBy | undefined {
  const reaches = (amount: bigint | null, at: Line["cny"]) =>
    amount !== null && (at.inclusive ? amount >= at.minor : amount > at.minor);
  const yuan = reaches(cny, line.cny);
  if (reaches(usd, line.usd)) return yuan ? "both" : "usd";
  return yuan ? "cny" : undefined;
}

const counted = ({ kind }: Movement) => (COUNTED_KINDS as readonly string[]).includes(kind);
const monthOf = (date: LocalDate) => date.slice(0, 7);

/** Movements of a customer by day, oldest first; only what counts as top-up, receipt or payment. */
function byDay(movements: readonly Movement[]): ReadonlyMap<LocalDate, readonly Movement[]> {
  const days = new Map<LocalDate, Movement[]>();
  for (const one of movements.filter(counted)) days.set(one.date, [...(days.get(one.date) ?? []), one]);
  return new Map([...days].sort(([a], [b]) => (a < b ? -1 : 1)));
}

const sumUp = (values: readonly (bigint | null)[]) => values.reduce<bigint>((sum, value) => sum + (value ?? 0n), 0n);
const unratedIn = (movements: readonly Movement[]) =>
  movements.filter(({ cnyMinor, usdMinor }) => cnyMinor === null || usdMinor === null).length;
const highest = (values: readonly (bigint | null)[]) =>
  values.reduce<bigint | null>(
    (most, value) => (value !== null && (most === null || value > most) ? value : most),
    null,
  );

/**
 * Single movements of one individual at or above the line (mipay-rekyc-single): one finding a day, telling how many
 * reached it and the largest of them. `movements` are his live legs.
 */
export function singleAmounts(movements: readonly Movement[], rules: Rules, span: Span): Decided<readonly Finding[]> {
  const found: Finding[] = [];
  for (const [day, legs] of byDay(movements)) {
    if (day < span.from || day > span.to) continue;
    const { single } = ledgerLaw(rules, day);
    if (!single) continue;
    const over = legs.filter(({ cnyMinor, usdMinor }) => metBy(cnyMinor, usdMinor, single.line) !== undefined);
    if (over.length === 0) continue;
    const cny = highest(over.map(({ cnyMinor }) => cnyMinor));
    const usd = highest(over.map(({ usdMinor }) => usdMinor));
    found.push({
      kind: "single-amount",
      key: day,
      on: day,
      metBy: metBy(cny, usd, single.line) ?? "cny",
      cnySum: cny,
      usdSum: usd,
      line: single.line,
      windowFrom: day,
      windowTo: day,
      count: over.length,
      unrated: unratedIn(over),
      rule: single.ref,
    });
  }
  return decided(found, basisOf(found));
}

/**
 * Totals of one individual over the window of days that ends with a movement (mipay-rekyc-30d), both directions and all
 * his accounts together. A customer who stays at or above the line is found once a calendar month, on its first such day.
 * A leg without a rate counts with the currency it has: the sum is a lower bound.
 */
export function thirtyDayTotals(movements: readonly Movement[], rules: Rules, span: Span): Decided<readonly Finding[]> {
  const found = new Map<string, Finding>();
  const days = byDay(movements);
  for (const day of days.keys()) {
    if (day < span.from || day > span.to || found.has(monthOf(day))) continue;
    const { thirty } = ledgerLaw(rules, day);
    if (!thirty) continue;
    const windowFrom = addDays(day, 1 - thirty.windowDays);
    const legs = [...days].filter(([date]) => date >= windowFrom && date <= day).flatMap(([, of]) => of);
    const cnySum = sumUp(legs.map(({ cnyMinor }) => cnyMinor));
    const usdSum = sumUp(legs.map(({ usdMinor }) => usdMinor));
    const met = metBy(cnySum, usdSum, thirty.line);
    if (!met) continue;
    found.set(monthOf(day), {
      kind: "thirty-days",
      key: monthOf(day),
      on: day,
      metBy: met,
      cnySum,
      usdSum,
      line: thirty.line,
      windowFrom,
      windowTo: day,
      count: legs.length,
      unrated: unratedIn(legs),
      rule: thirty.ref,
    });
  }
  return decided([...found.values()], basisOf([...found.values()]));
}

/** The rows that findings rest on, each once. */
export function basisOf(found: readonly { readonly rule: RuleRef }[]): readonly RuleRef[] {
  return [...new Map(found.map(({ rule }) => [`${rule.ruleId}@${rule.version}`, rule])).values()];
}
