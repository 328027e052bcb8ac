import type { Rules } from "../rulebook/model";
import { holdsOn } from "../rulebook/rules";
import type { Regime } from "../shared/regime";
import { type Decided, decided } from "../shared/result";
import type { RuleRef } from "../shared/rule-ref";
import { addMonths, type LocalDate, localDate } from "../shared/time";
import type { Anchor, RetentionClass } from "./model";
import { PAYMENTS_HERE, VOUCHERS_HERE } from "./policy";

/** The ends terms run from; null where there is none yet, or never was. */
export type Ends = {
  readonly relationship: LocalDate | null;
  readonly trade: LocalDate | null;
  readonly casework: LocalDate | null;
};

/** A term as it came out for a subject: by which rule, how many years from which event, and its last day. */
export type Term = {
  readonly rule: RuleRef;
  readonly years: number;
  readonly anchor: Anchor;
  readonly from: LocalDate;
  readonly until: LocalDate;
  /** The rule's figure is not confirmed. */
  readonly unconfirmed: boolean;
};

/** All terms of a class, and the one that ends last; null: nothing asks for it. */
export type Kept = { readonly terms: readonly Term[]; readonly longest: Term | null };

/** What of a programme changes its terms. */
export type Circumstances = { readonly vouchers: boolean; readonly payments: boolean };
const HERE: Circumstances = { vouchers: VOUCHERS_HERE, payments: PAYMENTS_HERE };

type Source = { readonly rule: string; readonly figure: string; readonly anchor: Anchor };
const by = (anchor: Anchor, rules: string, figure = "years"): Source[] =>
  rules.split(" ").map((rule) => ({ rule, figure, anchor }));

const LAW = "law-aml-34 law-aml-34-old";
/** The nine items of the customer file name occupation, telephone and address: they are identity by law (mipriv-aml-nine). */
const FILE = [
  ...by("relationship-end", `${LAW} law-aml-34-transition law-54 mipriv-retain-5y`),
  ...by("agreement-end-year", "llpriv-retain-id-5y"),
];

const TERMS: Readonly<Record<Regime, Readonly<Record<RetentionClass, readonly Source[]>>>> = {
  payment: {
    identity: FILE,
    contact: FILE,
    trade: [
      ...by("trade-end", `${LAW} law-aml-34-transition law-np-trace law-ecom-31 mipriv-retain-5y`),
      ...by("booking-year", "llpriv-retain-tx-5y llpay-retain-5y"),
      // Records of the account itself, which outlive its trade.
      ...by("relationship-end", "mipriv-retain-5y"),
    ],
    casework: by("case-end", `${LAW} law-aml-34-transition`),
    service: [],
  },
  marketplace: {
    identity: [],
    contact: [],
    trade: by("completion", "law-ecom-31 youpin-retain-3y"),
    // What a platform must be able to produce in a dispute is kept as the trade it is about.
    casework: by("case-end", "law-ecom-31"),
    service: [],
  },
};

/** Where trade is also a record of a payment, and where it is a voucher. */
const MORE = {
  payments: by("trade-end", LAW),
  vouchers: by("fiscal-year-end", "law-acct-archive", "vouchers"),
};

function sourcesOf(regime: Regime, of: RetentionClass, { payments, vouchers }: Circumstances): readonly Source[] {
  if (of !== "trade") return TERMS[regime][of];
  return [
    ...TERMS[regime].trade,
    ...(payments && regime === "marketplace" ? MORE.payments : []),
    ...(vouchers ? MORE.vouchers : []),
  ];
}

function endOf(anchor: Anchor, ends: Ends): LocalDate | null {
  if (anchor === "relationship-end" || anchor === "agreement-end-year") return ends.relationship;
  return anchor === "case-end" ? ends.casework : ends.trade;
}

/**
 * The last day of a term. From a day: the same day so many years on. By calendar years, the event's own is the first of
 * them; from the end of the fiscal year, which is the calendar year, all of them come after it.
 */
export function lastDay(anchor: Anchor, from: LocalDate, years: number): LocalDate {
  const year = Number(from.slice(0, 4));
  if (anchor === "agreement-end-year" || anchor === "booking-year") return localDate(`${year + years - 1}-12-31`);
  return anchor === "fiscal-year-end" ? localDate(`${year + years}-12-31`) : addMonths(from, years * 12);
}

/** The transition speaks of what had ended before the law that raised the term. */
const speaks = ({ rule }: Source, from: LocalDate, rules: Rules, today: LocalDate): boolean => {
  if (rule !== "law-aml-34-transition") return true;
  const since = rules.get(rule, today).validFrom;
  return since !== null && from < since;
};

/**
 * How long a class is kept, by the law of `today`: every term from its own event, and of all the one that ends last
 * (trap-retention-5-10, trap-retention-anchor). What was held when a term was lengthened is kept for the longer one. No
 * term: it goes when its purpose is met.
 */
export function retentionOf(
  of: RetentionClass,
  where: { readonly regime: Regime; readonly ends: Ends; readonly circumstances?: Circumstances },
  rules: Rules,
  today: LocalDate,
): Decided<Kept> {
  const { regime, ends, circumstances = HERE } = where;
  const terms = weigh(sourcesOf(regime, of, circumstances), ends, rules, today).value;
  const most = terms.reduce<LocalDate | null>(
    (last, { until }) => (last === null || until > last ? until : last),
    null,
  );
  const deciding = terms.filter(({ until }) => until === most);
  // A confirmed row is named before one that is not.
  const longest = deciding.find(({ unconfirmed }) => !unconfirmed) ?? deciding[0] ?? null;
  const others = alsoOf(regime, of, longest !== null).map((id) => rules.ref(id, today));
  return decided(
    { terms, longest },
    unique([...(longest ? [longest.rule] : []), ...deciding.map((t) => t.rule), ...others]),
  );
}

/** Every term that runs, with its row: all of them decide, in that none of the others ends later. */
function weigh(sources: readonly Source[], ends: Ends, rules: Rules, today: LocalDate): Decided<readonly Term[]> {
  const terms: Term[] = [];
  for (const source of sources) {
    const { rule, figure, anchor } = source;
    const from = endOf(anchor, ends);
    const inForce = rules.all().some((row) => row.id === rule && holdsOn(row, today));
    if (from === null || !inForce || !speaks(source, from, rules, today)) continue;
    const years = Number(rules.figure(rule, figure, today).value);
    const unconfirmed = rules.get(rule, today).status === "unconfirmed";
    terms.push({ rule: rules.ref(rule, today), years, anchor, from, until: lastDay(anchor, from, years), unconfirmed });
  }
  return decided(terms, unique(terms.map(({ rule }) => rule)));
}

/** What stands beside the terms: how they are to be taken, and what says that the rest goes. */
function alsoOf(regime: Regime, of: RetentionClass, kept: boolean): readonly string[] {
  if (regime === "marketplace") {
    if (!kept) return ["law-ecom-24", "law-pipl-19", "youpin-mask-after-purpose"];
    return of === "trade" ? ["trap-ecom-floor", "trap-retention-anchor"] : ["law-ecom-62"];
  }
  const least = ["law-pipl-19", "mipriv-retain-min", "llpriv-retain-min"];
  const nine = of === "contact" || of === "identity" ? ["mipriv-aml-nine"] : [];
  return kept ? [...nine, "trap-retention-5-10", "trap-retention-anchor", ...least] : least;
}

const unique = (refs: readonly RuleRef[]): RuleRef[] => [...new Map(refs.map((ref) => [ref.ruleId, ref])).values()];

/** Every rule whose figure keeps data. */
export const KEEPING_RULES: ReadonlySet<string> = new Set(
  [...Object.values(TERMS).flatMap((regime) => Object.values(regime).flat()), ...MORE.payments, ...MORE.vouchers].map(
    ({ rule }) => rule,
  ),
);
