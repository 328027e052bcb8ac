import type { Calendar } from "../clocks/calendar";
import { countBack } from "../clocks/count-back";
import { COUNTING_RULES, citeCounting, clockFigure } from "../clocks/counting-rules";
import type { Rules } from "../rulebook/model";
import { type Decided, decided } from "../shared/result";
import { addDays, addMonths, daysBetween, type LocalDate } from "../shared/time";
import { TRIGGER_RULES } from "./model";
import { EXPIRED_GRACE_DAYS, EXPIRY_STAGES, type ExpiryStage } from "./policy";

/** The row of the law behind the agreement's counter of accounts never used. */
export const DORMANT_LAW = "law-261-dormant";
/** That three counters of silence are told apart: this one runs from opening and stops at the first trade for good. */
const THREE_COUNTERS = "trap-dormancy-start";

/**
 * The last day by which an account opened on a date must have been used: the months of the agreement and of the law
 * after opening, the later of the two, ending on the matching day or the month's last.
 */
export function firstUseBy(openedOn: LocalDate, rules: Rules, on: LocalDate): LocalDate {
  const months = [TRIGGER_RULES.dormant, DORMANT_LAW].map((id) => clockFigure(rules, id, "months", on).amount);
  return addMonths(openedOn, Math.max(...months));
}

/**
 * Whether an account has not been used since it was opened, for the months the rules give (mipay-dormant-6m-open,
 * law-261-dormant). Gives the last day it could have been used by, or null: there was a trade, or the period still runs.
 */
export function dormantSinceOpening(
  account: { readonly openedOn: LocalDate; readonly firstTradeOn: LocalDate | null },
  rules: Rules,
  today: LocalDate,
): Decided<{ readonly until: LocalDate } | null> {
  const until = firstUseBy(account.openedOn, rules, today);
  if (account.firstTradeOn !== null || today <= until) return decided(null);
  return decided({ until }, [
    rules.ref(TRIGGER_RULES.dormant, today),
    rules.ref(DORMANT_LAW, today),
    rules.ref(THREE_COUNTERS, today),
    citeCounting(rules, COUNTING_RULES.monthEnd, account.openedOn),
  ]);
}

/**
 * The latest stage a paper has reached: so many days or fewer before the last day of its validity (mipay-info-update;
 * the stages are the house's own). Null while none is reached, and for papers without an end.
 */
export function expiryStage(validTo: LocalDate | null, rules: Rules, today: LocalDate): Decided<ExpiryStage | null> {
  if (validTo === null) return decided(null);
  const left = daysBetween(today, validTo);
  const reached = EXPIRY_STAGES.filter((stage) => left <= stage);
  if (reached.length === 0) return decided(null);
  const stage = reached.reduce((least, one) => (one < least ? one : least));
  return decided(stage, [rules.ref(TRIGGER_RULES["document-expiring"], today)]);
}

/**
 * The first day on which business with a customer is suspended whose paper has ended: after the reasonable period, and
 * after the last day until which a good reason holds it off.
 */
export function suspendExpiredFrom(validTo: LocalDate, goodReasonUntil: LocalDate | null): LocalDate {
  const grace = addDays(validTo, EXPIRED_GRACE_DAYS + 1);
  const excused = goodReasonUntil === null ? grace : addDays(goodReasonUntil, 1);
  return excused > grace ? excused : grace;
}

/** A change of data announced: the latest day on which it should have been, and whether it was. */
export type Announced = { readonly latestOn: LocalDate; readonly inTime: boolean; readonly provisional: boolean };

/**
 * Judges an announced change of data: it is told the working days of mipay-change-5wd-advance before it takes effect,
 * the day of effect left out.
 */
export function announcedChange(
  change: { readonly effectiveOn: LocalDate; readonly announcedOn: LocalDate },
  rules: Rules,
  calendar: Calendar,
): Decided<Announced> {
  const figure = clockFigure(rules, TRIGGER_RULES["data-change"], "ahead", change.announcedOn);
  const { on, provisional, basis } = countBack({ figure, from: change.effectiveOn, calendar, rules });
  return decided({ latestOn: on, inTime: change.announcedOn <= on, provisional }, basis);
}
