import type { CodedEntry } from "../rulebook/coded-entry";

/** Why somebody with a listed one's name or number is another. */
export const DISMISSALS = {
  "birth-differs": ["law-aml-41"],
  "nationality-differs": ["law-aml-41"],
  "number-differs": ["law-aml-41"],
  "kind-differs": ["law-aml-41"],
  delisted: ["law-aml-41"],
  "foreign-list": ["trap-sanctions-eu-us"],
} as const satisfies Record<string, readonly [string, ...string[]]>;
export type Dismissal = keyof typeof DISMISSALS;
export const DISMISSAL_NAMES = Object.keys(DISMISSALS) as [Dismissal, ...Dismissal[]];

/** Why a checker says no to a dismissal; `to-complete` gives it back to the maker. */
export const DISMISSAL_REJECTIONS = {
  "to-complete": ["law-aml-41"],
  "grounds-thin": ["law-aml-41"],
  "may-be-the-same": ["law-aml-40"],
} as const satisfies Record<string, readonly [string, ...string[]]>;

const entries = (group: string, reasons: Readonly<Record<string, readonly [string, ...string[]]>>) =>
  Object.entries(reasons).map(([code, rules]) => ({
    code: `screening.${group}.${code}`,
    kind: "reason" as const,
    rules,
  }));

/** Every coded reason with the rules it carries. */
export const CODES: readonly CodedEntry[] = [
  ...entries("dismissal", DISMISSALS),
  ...entries("dismissal-rejection", DISMISSAL_REJECTIONS),
];

/** Every "no" of this capability; translated in messages/<locale>/screening.json under `refusals`. */
export const screeningRefusals = [
  "screening.list.source-unknown",
  "screening.list.too-large",
  "screening.list.malformed",
  "screening.list.declares-entities",
  "screening.list.wrong-shape",
  "screening.list.empty",
  "screening.list.ahead",
  "screening.list.older",
  "screening.list.shrunk",
  "screening.list.twice",
  "screening.hit.not-open",
  "screening.hit.not-dismissing",
  "screening.run.not-running",
] as const;
export type ScreeningRefusal = (typeof screeningRefusals)[number];
