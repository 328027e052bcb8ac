import type { Rules, RuleVersion } from "../rulebook/model";
import { type Decided, decided } from "../shared/result";
import type { RuleRef } from "../shared/rule-ref";
import {
  addDays,
  addDuration,
  addMonths,
  type Instant,
  type LocalDate,
  shanghaiDate,
  startOfDay,
} from "../shared/time";
import { BASIS_DEFINITIONS, classFigure, PROPERTY_CLASSES, type PropertyClass, type TermFigure } from "./bases";
import type { OrderFlag, RefusalGround } from "./codes";
import type { OrderBasis, OrderTerm } from "./model";

const MONTHS_OF_YEAR = 12;

/**
 * The moment at which a term ends. Hours run from the moment itself (law-cc-hour-from-moment); days, months and years
 * leave out the first day and end at 24:00 in Shanghai of their last, which for months and years is the matching day, or
 * the month's last (law-cc-start-day-excluded, law-cc-month-end). Rest days change nothing: a freeze is no time to act in.
 */
export function endOfTerm(term: OrderTerm, from: Instant): Instant {
  const start = shanghaiDate(from);
  switch (term.unit) {
    case "hours":
      return addDuration(from, { hours: term.count });
    case "until":
      return endOfDay(term.on);
    case "days":
      return endOfDay(addDays(start, term.count));
    case "months":
      return endOfDay(addMonths(start, term.count));
    case "years":
      return endOfDay(addMonths(start, term.count * MONTHS_OF_YEAR));
  }
}

const endOfDay = (day: LocalDate): Instant => startOfDay(addDays(day, 1));

/** The rows that say how a term is counted. */
export function countingBasis(term: OrderTerm, rules: Rules, from: Instant): readonly RuleRef[] {
  const on = shanghaiDate(from);
  if (term.unit === "hours") return [rules.ref("law-cc-hour-from-moment", on)];
  if (term.unit === "until") return [];
  return [
    rules.ref("law-cc-start-day-excluded", on),
    ...(term.unit === "days" ? [] : [rules.ref("law-cc-month-end", on)]),
  ];
}

export type TermVerdict = {
  readonly endsAt: Instant;
  readonly ground: RefusalGround | null;
  readonly flags: readonly OrderFlag[];
  readonly basis: readonly RuleRef[];
};

/**
 * Judges a term by its basis. `from`: when the term begins; `now` decides whether it is over already. Longer than a
 * confirmed maximum is a ground to refuse; longer than one that nobody has confirmed yet, or than that of deposits where
 * the class of the money is unsettled, is carried out as the paper says and flagged.
 */
export function judgeTerm(input: {
  readonly basis: OrderBasis;
  readonly renewal: boolean;
  readonly term: OrderTerm;
  readonly from: Instant;
  readonly now: Instant;
  readonly rules: Rules;
}): TermVerdict {
  const { term, from, now, rules } = input;
  const definition = BASIS_DEFINITIONS[input.basis];
  const limit = input.renewal ? definition.renewal : definition.term;
  const endsAt = endOfTerm(term, from);
  const counted = countingBasis(term, rules, from);
  const on = shanghaiDate(now);
  const verdict = (ground: RefusalGround | null, flags: readonly OrderFlag[], basis: readonly RuleRef[]) => {
    const judged = decided({ endsAt, ground, flags }, basis);
    return { ...judged.value, basis: judged.basis };
  };
  if (endsAt <= now) return verdict("term-over", [], [...counted, rules.ref("trap-freeze-lapse", on)]);
  if (!limit) return verdict(null, [], counted);
  const row = rules.get(limit.rule, on);
  const basis = [...counted, refOf(row)];
  if (endsAt <= longest(limit, rules, from, now)) return verdict(null, [], basis);
  if (definition.unsettled) {
    const within = endsAt <= longest(definition.unsettled, rules, from, now);
    const cited = [...basis, rules.ref("trap-freeze-class", on)];
    return within ? verdict(null, ["class-unsettled"], cited) : verdict("term-too-long", [], cited);
  }
  return row.status === "unconfirmed"
    ? verdict(null, ["term-unconfirmed"], basis)
    : verdict("term-too-long", [], basis);
}

/** The latest moment to which a figure reaches, counted from `from`, as it stands at `now`. */
function longest(limit: TermFigure, rules: Rules, from: Instant, now: Instant): Instant {
  const count = Number(rules.figure(limit.rule, limit.figure, shanghaiDate(now)).value);
  return endOfTerm({ unit: limit.unit, count }, from);
}

const refOf = ({ id, version }: RuleVersion): RuleRef => ({ ruleId: id, version });

/**
 * The classes of property a court's term would keep to: where it is unsettled which one a balance is, they show what the
 * court took it for. None for another basis, or without an end.
 */
export function fittingClasses(
  order: { readonly basis: OrderBasis; readonly from: Instant; readonly endsAt: Instant | null },
  rules: Rules,
  now: Instant,
): Decided<readonly PropertyClass[]> {
  const { basis, from, endsAt } = order;
  if (basis !== "civil" || endsAt === null) return decided([]);
  const fits = PROPERTY_CLASSES.filter((name) => endsAt <= longest(classFigure(name), rules, from, now));
  const on = shanghaiDate(now);
  return decided(fits, [rules.ref("law-order-civil", on), rules.ref("trap-freeze-class", on)]);
}

/** The last day on which the authority hands its decision to whom it concerns; null where the basis names no time. */
export function handoverBy(basis: OrderBasis, from: Instant, rules: Rules): Decided<LocalDate | null> {
  const { handover } = BASIS_DEFINITIONS[basis];
  if (!handover) return decided(null);
  const on = shanghaiDate(from);
  const days = Number(rules.figure(handover.rule, handover.figure, on).value);
  return decided(addDays(on, days), [rules.ref(handover.rule, on)]);
}
