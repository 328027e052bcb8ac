import { figureMinor, meets } from "../rulebook/figures";
import type { Rules } from "../rulebook/model";
import { decided, type Result, refuse } from "../shared/result";
import { addDays, addDuration, type Instant, type LocalDate, shanghaiDate, startOfDay } from "../shared/time";
import { ADJUSTMENT_BASIS, type AdjustmentEnd, type AdjustmentKind, LOWERING_BASIS } from "./codes";
import type { Agreed, LimitedAccount } from "./model";
import { LIMITS_POLICY } from "./policy";

/** What somebody asks to change a limit to: fen or a count; of payments without password, the sum of one and of a day. */
export type Wish = {
  readonly kind: AdjustmentKind;
  readonly value: bigint;
  /** Fen a day, with `password-free` alone. */
  readonly dayMinor: bigint | null;
  /** The last day on which it holds; null: until it is changed. */
  readonly until: LocalDate | null;
};

export const ADJUSTMENT_STATES = ["proposed", "rejected", "withdrawn", "void", "in-force", "ended"] as const;
export type AdjustmentState = (typeof ADJUSTMENT_STATES)[number];

/** A change of one limit of one account. `raised` needed a second person; a lowering is the customer's own word. */
export type Adjustment = Pick<Wish, "kind" | "value" | "dayMinor"> & {
  readonly id: string;
  readonly direction: "raised" | "lowered";
  readonly state: AdjustmentState;
  readonly endsAt: Instant | null;
};

/** What holds of an account now: a raise while it lasts, else the customer's own lowering, else nothing agreed. */
export function agreedOf(adjustments: readonly Adjustment[], now: Instant): Agreed {
  const live = adjustments.filter(({ state, endsAt }) => state === "in-force" && (endsAt === null || endsAt > now));
  const holds = (kind: AdjustmentKind) =>
    live.find((one) => one.kind === kind && one.direction === "raised") ?? live.find((one) => one.kind === kind);
  const free = holds("password-free");
  const count = holds("transfer-count");
  return {
    dayMinor: holds("day")?.value ?? null,
    transferDayMinor: holds("transfer-day")?.value ?? null,
    transferDayCount: count ? Number(count.value) : null,
    transferYearMinor: holds("transfer-year")?.value ?? null,
    passwordFree:
      free && free.value > 0n && free.dayMinor !== null ? { paymentMinor: free.value, dayMinor: free.dayMinor } : null,
  };
}

/**
 * Whether it is time to tell that a raise ends: the house's days before, and not once it has. A raise no longer than those
 * days is not told of again: the letter that set it said until when.
 */
export function isEndingTold(
  one: Pick<Adjustment, "direction" | "state" | "endsAt"> & { readonly startedAt: Instant | null },
  now: Instant,
): boolean {
  const { direction, state, endsAt, startedAt } = one;
  if (direction !== "raised" || state !== "in-force" || endsAt === null || endsAt <= now) return false;
  const from = addDuration(endsAt, { hours: -24 * LIMITS_POLICY.tellDaysBefore });
  return from <= now && (startedAt === null || startedAt < from);
}

/**
 * What a limit is now, as a wish is compared with it. Null: no bound at all, which anything is lower than. Without an
 * agreement on a day's cap the legal table gives what holds for two factors.
 */
export function presentValue(kind: AdjustmentKind, agreed: Agreed, rules: Rules, on: LocalDate): bigint | null {
  const figure = (id: string, name: string) => rules.figure(id, name, on);
  switch (kind) {
    case "day":
      return agreed.dayMinor ?? figureMinor(figure("law-np-24-b", "day-cap"));
    case "transfer-day":
      return agreed.transferDayMinor ?? figureMinor(figure("mipay-transfer-default-amount", "day-cap"));
    case "transfer-count":
      return BigInt(agreed.transferDayCount ?? Number(figure("mipay-transfer-default-count", "day-count").value));
    case "transfer-year":
      return agreed.transferYearMinor;
    case "password-free":
      return agreed.passwordFree?.paymentMinor ?? 0n;
  }
}

const HIGHEST: Readonly<Record<AdjustmentKind, bigint>> = {
  day: LIMITS_POLICY.highestDayMinor,
  "transfer-day": LIMITS_POLICY.highestDayMinor,
  "transfer-count": BigInt(LIMITS_POLICY.highestTransferCount),
  "transfer-year": LIMITS_POLICY.highestYearMinor,
  "password-free": LIMITS_POLICY.highestDayMinor,
};

type Case = { readonly account: LimitedAccount; readonly currency: string; readonly wish: Wish; readonly now: Instant };

function refuseAccount({ account, currency }: Case) {
  if (account.holder !== "person") return refuse("limits.account.not-a-person");
  if (account.status === "closed") return refuse("limits.account.closed");
  return currency === "CNY" ? null : refuse("limits.account.foreign-currency");
}

/** Whether a wish for payments without password names both sums, and they stay within the law (trap-free-verify). */
function refuseFree({ wish }: Case, rules: Rules, on: LocalDate) {
  if (wish.kind !== "password-free") {
    return wish.dayMinor === null ? null : refuse("limits.adjustment.day-unexpected", { field: "dayMinor" });
  }
  if (wish.value === 0n) return null;
  if (wish.dayMinor === null) return refuse("limits.adjustment.day-missing", { field: "dayMinor" });
  if (wish.dayMinor < wish.value) return refuse("limits.adjustment.day-below-payment", { field: "dayMinor" });
  const cap = rules.figure("law-np-24-c", "day-cap", on);
  const basis = [rules.ref("law-np-24-c", on), rules.ref("trap-free-verify", on)];
  return meets(cap, wish.dayMinor) ? null : refuse("limits.adjustment.above-law", { basis, field: "dayMinor" });
}

/** What of the wish is higher than what holds: its value, or the day's sum of payments without password. */
function isHigher({ account, wish }: Case, rules: Rules, on: LocalDate): boolean {
  const present = presentValue(wish.kind, account.agreed, rules, on);
  if (present !== null && wish.value > present) return true;
  return wish.value > 0n && (wish.dayMinor ?? 0n) > (account.agreed.passwordFree?.dayMinor ?? 0n);
}

const sameAs = ({ account, wish }: Case, rules: Rules, on: LocalDate): boolean =>
  presentValue(wish.kind, account.agreed, rules, on) === wish.value &&
  (wish.kind !== "password-free" || (account.agreed.passwordFree?.dayMinor ?? null) === wish.dayMinor);

/**
 * Proposes to raise a limit: a second person agrees, and it holds to the end of the day named. Refuses what is not higher,
 * what the law or the house does not allow, an end that is missing, past, or too far, and accounts that have no such
 * limits. Gives the instant at which it ends.
 */
export function proposeRaise(of: Case, rules: Rules): Result<{ readonly endsAt: Instant }> {
  const { wish, now } = of;
  const on = shanghaiDate(now);
  const no = refuseAccount(of) ?? refuseFree(of, rules, on);
  if (no) return no;
  if (!isHigher(of, rules, on)) return refuse("limits.adjustment.not-higher", { field: "value" });
  if (wish.value > HIGHEST[wish.kind]) return refuse("limits.adjustment.above-house", { field: "value" });
  if (wish.until === null) return refuse("limits.adjustment.end-missing", { field: "until" });
  if (wish.until < on) return refuse("limits.adjustment.end-past", { field: "until" });
  if (wish.until > addDays(on, LIMITS_POLICY.longestRaiseDays)) {
    return refuse("limits.adjustment.end-too-far", { field: "until" });
  }
  const basis = ADJUSTMENT_BASIS[wish.kind].map((id) => rules.ref(id, on));
  return decided({ endsAt: endOf(wish.until) }, basis);
}

/** The first moment after a day. */
export const endOf = (day: LocalDate): Instant => startOfDay(addDays(day, 1));

/**
 * Lowers a limit at the customer's word: at once, with nobody else asked; a raise of the same limit ends with it. Refuses
 * what is not lower than what holds.
 */
export function lowerAtOnce(of: Case, rules: Rules): Result<{ readonly endsAt: Instant | null }> {
  const { wish, now } = of;
  const on = shanghaiDate(now);
  const no = refuseAccount(of) ?? refuseFree(of, rules, on);
  if (no) return no;
  if (isHigher(of, rules, on) || sameAs(of, rules, on))
    return refuse("limits.adjustment.not-lower", { field: "value" });
  if (wish.until !== null && wish.until < on) return refuse("limits.adjustment.end-past", { field: "until" });
  const basis = LOWERING_BASIS[wish.kind].map((id) => rules.ref(id, on));
  return decided({ endsAt: wish.until === null ? null : endOf(wish.until) }, basis);
}

/**
 * Ends an adjustment before its time. Anybody may end a raise; a customer's lowering ends only by a raise that he asks
 * for and a second person agrees to. Refuses what is not in force.
 */
export function endEarly(adjustment: Adjustment, rules: Rules, on: LocalDate): Result<{ readonly as: AdjustmentEnd }> {
  if (adjustment.state !== "in-force") return refuse("limits.adjustment.not-in-force");
  const basis = LOWERING_BASIS[adjustment.kind].map((id) => rules.ref(id, on));
  if (adjustment.direction === "lowered") return refuse("limits.adjustment.holders-own", { basis });
  return decided({ as: "by-house" as const }, basis);
}
