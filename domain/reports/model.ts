import type { Direction } from "../ledger/model";
import type { RuleRef } from "../shared/rule-ref";
import type { LocalDate } from "../shared/time";

/** What kind of leg a line of the law counts. A leg belongs to exactly one. */
export const LINE_CLASSES = ["cash", "nonnatural", "natural-domestic", "natural-crossborder"] as const;
export type LineClass = (typeof LINE_CLASSES)[number];

/** A line of the law in force on a date: both currency legs are tested, either triggers. */
export type LargeValueLine = {
  readonly lineClass: LineClass;
  readonly ref: RuleRef;
  /** Fen and US cents; `inclusive` says whether the figure itself already meets the line. */
  readonly cny: { readonly minor: bigint; readonly inclusive: boolean };
  readonly usd: { readonly minor: bigint; readonly inclusive: boolean };
};

/** What a same-day sum reads of a leg. Equivalents are null while no rate of the date is known. */
export type AssessedLeg = {
  readonly direction: Direction;
  readonly cash: boolean;
  readonly naturalPerson: boolean;
  readonly crossBorder: boolean;
  readonly cnyMinor: bigint | null;
  readonly usdMinor: bigint | null;
};

export type MetBy = "cny" | "usd" | "both";

/** A customer's day in one direction that reached a line. */
export type LargeValue = {
  readonly direction: Direction;
  readonly line: LargeValueLine;
  readonly metBy: MetBy;
  readonly cnySum: bigint;
  /** Null when no leg has a dollar equivalent. */
  readonly usdSum: bigint | null;
  readonly count: number;
  /** Legs of which an equivalent is missing: the sums are lower bounds. */
  readonly unrated: number;
  /** One leg alone reaches the line; otherwise only the day's total does. */
  readonly single: boolean;
};

/** `exempt`: a person and a second one found that the law asks for no report of it. */
export const CANDIDATE_STATES = ["open", "confirmed", "exempt", "withdrawn"] as const;
export type CandidateState = (typeof CANDIDATE_STATES)[number];

export type Candidate = {
  readonly state: CandidateState;
  readonly version: number;
  readonly final: boolean;
  readonly businessDate: LocalDate;
};
