import { addYears } from "../kyc/checks/dates";
import type { AccountClass } from "../kyc/model";
import { figureMinor } from "../rulebook/figures";
import type { Figure, Rules } from "../rulebook/model";
import type { RuleRef } from "../shared/rule-ref";
import { type LocalDate, localDate } from "../shared/time";

/** What a balance may pay for, in the order in which the classes add them. */
export const BALANCE_USES = ["consumption", "transfer", "investment"] as const;
export type BalanceUse = (typeof BALANCE_USES)[number];

/** Whether transfers to the holder's own bank account of the same name count: with class I they do (trap-own-name). */
type OwnName = "counts" | "left-out";
type Window = "lifetime" | "year";

/** One line of a class: what one rule allows in its window. */
export type Cap = {
  readonly basis: RuleRef;
  readonly figure: Figure;
  /** Fen of CNY. */
  readonly minor: bigint;
  readonly window: Window;
  readonly ownName: OwnName;
};

/** What a class may do: uses of the balance, and its caps. The lowest cap decides; each is kept to be cited. */
export type Limits = {
  readonly accountClass: AccountClass;
  readonly uses: readonly BalanceUse[];
  readonly usesBasis: RuleRef;
  readonly caps: readonly [Cap, ...Cap[]];
};

const ROWS = {
  1: { scope: "mipay-tier1-scope", cap: "mipay-tier1-cap", figure: "lifetime-cap", law: "tier1-lifetime-cap" },
  2: { scope: "mipay-tier2-scope", cap: "mipay-tier2-cap", figure: "year-cap", law: "tier2-year-cap" },
  3: { scope: "mipay-tier3-scope", cap: "mipay-tier3-cap", figure: "year-cap", law: "tier3-year-cap" },
} as const;

/**
 * The limits of a class on a date, as data for the pages and the engine: its uses (rows mipay-tier*-scope) and
 * its caps by the agreement (mipay-tier*-cap) and by the law (law-np-11).
 */
export function limitsOf(accountClass: AccountClass, rules: Rules, on: LocalDate): Limits {
  const row = ROWS[accountClass];
  const shape =
    accountClass === 1
      ? ({ window: "lifetime", ownName: "counts" } as const)
      : ({ window: "year", ownName: "left-out" } as const);
  const cap = (id: string, name: string): Cap => {
    const figure = rules.figure(id, name, on);
    return { basis: rules.ref(id, on), figure, minor: figureMinor(figure), ...shape };
  };
  return {
    accountClass,
    uses: BALANCE_USES.slice(0, Number(rules.figure(row.scope, "listed", on).value)),
    usesBasis: rules.ref(row.scope, on),
    caps: [cap(row.cap, row.figure), cap("law-np-11", row.law)],
  };
}

/** A payment out of the balance: what for, whether to the holder's own name, on which Shanghai day, how much (fen). */
export type BalancePayment = {
  readonly use: BalanceUse;
  readonly ownName: boolean;
  readonly on: LocalDate;
  readonly minor: bigint;
};

/** The first day of the year a yearly cap counts in: a calendar year (law-np-year). */
export function yearStart(rules: Rules, on: LocalDate): LocalDate {
  const years = Number(rules.figure("law-np-year", "window", on).value);
  return localDate(`${Number(on.slice(0, 4)) - years + 1}-01-01`);
}

/**
 * What of a cap is used up on a day. A year is the calendar year (law-np-year; the texts do not say, trap-year-window):
 * `rolling` is the sum of the year that ends on that day, to be shown beside it. Both are the same for a lifetime.
 */
export function usedAgainst(
  payments: readonly BalancePayment[],
  cap: Pick<Cap, "window" | "ownName">,
  rules: Rules,
  on: LocalDate,
): { readonly used: bigint; readonly rolling: bigint } {
  const counted = payments.filter((payment) => payment.on <= on && (cap.ownName === "counts" || !payment.ownName));
  const since = (from: string) =>
    counted.filter((payment) => payment.on >= from).reduce((sum, { minor }) => sum + minor, 0n);
  if (cap.window === "lifetime") return { used: since(""), rolling: since("") };
  const years = Number(rules.figure("law-np-year", "window", on).value);
  const firstDay = yearStart(rules, on);
  const yearAgo = addYears(on, -years);
  const rolling = counted.filter((payment) => payment.on > yearAgo).reduce((sum, { minor }) => sum + minor, 0n);
  return { used: since(firstDay), rolling };
}
