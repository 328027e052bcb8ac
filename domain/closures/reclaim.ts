import { COUNTING_RULES, citeCounting } from "../clocks/counting-rules";
import type { Rules } from "../rulebook/model";
import { type Decided, decided } from "../shared/result";
import { addDays, addMonths, type LocalDate } from "../shared/time";
import { RECLAIM_NOTICE_DAYS } from "./policy";

const ROW = "miacct-reclaim-24m";

/** When an account was opened, last used and last signed in to, as far as the house was told. */
export type UseFacts = {
  readonly openedOn: LocalDate;
  readonly lastUsedOn: LocalDate | null;
  readonly lastLoginOn: LocalDate | null;
};

/** `since`: the last day on which it was used, signed in to or opened. `from`: the first day on which it may be reclaimed. */
export type Idle = { readonly since: LocalDate; readonly from: LocalDate };

/**
 * Since when an account has been idle, and from which day on it may be reclaimed: after the months of the agreement on
 * end without use and without signing in (miacct-reclaim-24m). Months end on the matching day or the month's last
 * (law-cc-month-end); the day itself still belongs to the period. Opening counts as a use: that nobody ever traded is
 * another counter (trap-dormancy-start), and a quiet spell a third.
 */
export function idleOf(use: UseFacts, rules: Rules, on: LocalDate): Decided<Idle> {
  const months = Number(rules.figure(ROW, "months", on).value);
  const days = [use.openedOn, use.lastUsedOn, use.lastLoginOn].filter((day) => day !== null);
  const since = days.reduce((latest, day) => (day > latest ? day : latest));
  const from = addDays(addMonths(since, months), 1);
  const monthEnd = citeCounting(rules, COUNTING_RULES.monthEnd, since);
  return decided({ since, from }, [rules.ref(ROW, on), monthEnd, rules.ref("trap-dormancy-start", on)]);
}

/**
 * The latest day an account may have been used last for it to be reclaimable on a day: for the search of the ledger.
 * Days about a month's end are looked at again with `idleOf`.
 */
export function idleBefore(rules: Rules, on: LocalDate): LocalDate {
  return addMonths(on, -Number(rules.figure(ROW, "months", on).value));
}

/** The first day on which an account may be proposed after its customer was told on a day. */
export const proposableFrom = (noticedOn: LocalDate): LocalDate => addDays(noticedOn, RECLAIM_NOTICE_DAYS);
