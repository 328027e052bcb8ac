import type { RuleRef } from "../shared/rule-ref";
import type { Instant, LocalDate } from "../shared/time";

/** How sure we are of a row's text: see docs/reference/rulebook.md. `unconfirmed` shows a flag wherever it decides. */
export type RuleStatus = "verified-seed" | "verified" | "secondary" | "unconfirmed";

export type RuleKind =
  | "right"
  | "duty-u"
  | "duty-i"
  | "power-i"
  | "limit"
  | "trigger"
  | "clock"
  | "ban"
  | "liability"
  | "data"
  | "notice"
  | "forum"
  | "def"
  | "law"
  | "trap";

export type FigureUnit =
  | "CNY"
  | "USD"
  | "calendar-day"
  | "working-day"
  | "natural-day"
  | "hour"
  | "minute"
  | "month"
  | "year"
  | "count"
  | "percent"
  | "age"
  | "factor"
  | "channel";

/**
 * One number of a rule. `value` is a decimal in major units (text, exact). `op` says how a measured value x meets
 * it: ge x≥v, gt x>v, le x≤v, lt x<v, eq x=v (law-cc-inclusive-words).
 */
export type Figure = {
  readonly name: string;
  readonly value: string;
  readonly unit: FigureUnit;
  readonly op: "ge" | "gt" | "le" | "lt" | "eq";
};

/**
 * How a contract clause stands to the law behind it, or to a clause of another document: `superseded` (the law's figure decides), `conflict` (the clause may
 * not be applied as written), `tension` (to be applied with care), `gap` (the clause is silent where the law speaks).
 */
export type Stance = "superseded" | "conflict" | "tension" | "gap";

export type Bilingual = { readonly zh: string; readonly en: string };

/** One version of one rule. Immutable; valid time (law) and known time (house) are both kept. */
export type RuleVersion = {
  readonly id: string;
  readonly version: number;
  /** "000"…"004", "003-annex" for the seeds, or the statute's short name. */
  readonly document: string;
  readonly clause: string;
  readonly kind: RuleKind;
  readonly title: Bilingual;
  readonly figures: readonly Figure[];
  readonly status: RuleStatus;
  /** First and last day on which it holds; null = open. */
  readonly validFrom: LocalDate | null;
  readonly validTo: LocalDate | null;
  readonly knownFrom: Instant;
  /** Ids of the law rows it rests on. */
  readonly lawBehind: readonly string[];
  readonly stance?: Stance;
  /** Where the row came from: the files of `rulebook/`, or a four-eyes change on the console (wins over files). */
  readonly source: "file" | "console";
};

/** What decisions ask: "what holds on this date, as known now". */
export interface Rules {
  /** The version in force on a date. Throws RangeError for an unknown id or when none is in force: a defect. */
  get(id: string, on: LocalDate): RuleVersion;
  /** One figure of that version. Throws RangeError when the row has no such figure. */
  figure(id: string, name: string, on: LocalDate): Figure;
  /** The pointer to cite. */
  ref(id: string, on: LocalDate): RuleRef;
  /** All versions, for the rulebook page and for generated SQL. */
  all(): readonly RuleVersion[];
}
