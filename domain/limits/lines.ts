import { figureMinor, meets } from "../rulebook/figures";
import type { Figure, Rules } from "../rulebook/model";
import type { RuleRef } from "../shared/rule-ref";
import type { LocalDate } from "../shared/time";
import { limitsOf } from "./class-caps";
import {
  type Factor,
  type LimitedAccount,
  type LineName,
  type Payment,
  TIERS,
  type Tier,
  type Usage,
  type Use,
} from "./model";

/** What one rule allows: fen, or a count. */
export type Limit = { readonly cap: bigint; readonly basis: RuleRef };

/** What a payment is measured against: the limits of one window, and what was used before. Sums in fen, counts as they are. */
export type Line = {
  readonly name: LineName;
  /** The lowest of its limits: what decides. */
  readonly cap: bigint;
  readonly limits: readonly Limit[];
  readonly used: bigint;
  /** What this payment would add. */
  readonly adds: bigint;
  /** What else it rests on: how its window is read. */
  readonly also: readonly RuleRef[];
};

/** What is left of a line when so much is used; never below zero. */
export const roomOf = (line: Pick<Line, "cap">, used: bigint): bigint => (line.cap > used ? line.cap - used : 0n);

/** The limits the payment would pass. A limit is reached, not passed, by its very sum (trap-inclusive). */
export const passedLimits = ({ adds, used, limits }: Line): readonly Limit[] =>
  adds > 0n ? limits.filter(({ cap }) => used + adds > cap) : [];

const least = (limits: readonly Limit[]): bigint =>
  limits.reduce((low, { cap }) => (cap < low ? cap : low), limits[0]?.cap ?? 0n);

/** The greatest whole number that meets a figure of the kind "at most" or "below". */
function greatest(figure: Figure): bigint {
  const money = figure.unit === "CNY" || figure.unit === "USD";
  const limit = money ? figureMinor(figure) : BigInt(figure.value);
  return meets(figure, money ? limit : Number(limit)) ? limit : limit - 1n;
}

const limitBy = (rules: Rules, on: LocalDate, id: string, name: string): Limit => ({
  cap: greatest(rules.figure(id, name, on)),
  basis: rules.ref(id, on),
});

/**
 * What a day's payments verified so may come to, by the law and by the agreement. A customer who agreed to less than the
 * law allows is held to it however he is verified.
 */
export function dayLimitsOf(tier: Tier, agreedMinor: bigint | null, rules: Rules, on: LocalDate): Limit[] {
  const own = agreedMinor === null ? [] : [{ cap: agreedMinor, basis: rules.ref("law-np-24-a", on) }];
  const lawful = (ids: readonly string[]) => [...ids.map((id) => limitBy(rules, on, id, "day-cap")), ...own];
  if (tier === "one") return lawful(["law-np-24-c", "mipay-auth-lt2"]);
  const two = lawful(["law-np-24-b", "mipay-auth-2-no-dyn"]);
  if (tier === "two") return two;
  // Where nothing was agreed, what holds without a certificate holds with one.
  return agreedMinor === null ? two : own;
}

/** The table a day's cap is read from: each way of verifying with what it allows, and whether that was agreed. */
export function dayTable(agreedMinor: bigint | null, rules: Rules, on: LocalDate) {
  return TIERS.map((tier) => {
    const limits = dayLimitsOf(tier, agreedMinor, rules, on);
    const cap = least(limits);
    return { tier, cap, agreed: cap === agreedMinor, limits: limits.filter((one) => one.cap === cap) };
  });
}

/** The limits of a day on which payments were verified so: one sum, and the weakest decides (trap-single-vs-daily). */
export function weakestLimits(
  tiers: readonly Tier[],
  agreedMinor: bigint | null,
  rules: Rules,
  on: LocalDate,
): Limit[] {
  const all = tiers.map((tier) => dayLimitsOf(tier, agreedMinor, rules, on));
  return all.reduce((low, one) => (least(one) < least(low) ? one : low), all[0] ?? []);
}

const usedTiers = (day: Use): Tier[] => (["agreed", "two", "one"] as const).filter((tier) => day.tiers[tier] > 0);

/** The caps of the account's class; none for an enterprise. The lower of law and agreement, both cited. */
function classLines(account: LimitedAccount, payment: Payment, usage: Usage, rules: Rules, on: LocalDate): Line[] {
  const { caps } = limitsOf(account.accountClass, rules, on);
  const [{ window, ownName }] = caps;
  const use = window === "lifetime" ? usage.lifetime : usage.year;
  const counts = ownName === "counts" || !payment.ownName;
  const limits = caps.map(({ figure, basis }) => ({ cap: greatest(figure), basis }));
  return [
    {
      name: window === "lifetime" ? "class-lifetime" : "class-year",
      cap: least(limits),
      limits,
      used: use.paid + (ownName === "counts" ? use.ownName : 0n),
      adds: counts ? payment.minor : 0n,
      also: [
        ...(window === "year" ? [rules.ref("law-np-year", on), rules.ref("trap-year-window", on)] : []),
        ...(payment.ownName && counts ? [rules.ref("trap-own-name", on)] : []),
      ],
    },
  ];
}

function transferLines(account: LimitedAccount, payment: Payment, usage: Usage, rules: Rules, on: LocalDate): Line[] {
  const { agreed } = account;
  const counts = payment.kind === "transfer" && !payment.ownName;
  // A default stands beside every other limit (trap-default-transfer); what was agreed takes its place.
  const beside = [rules.ref("trap-default-transfer", on)];
  const change = [rules.ref("mipay-transfer-limit-change", on)];
  const line = (name: LineName, limit: Limit, used: bigint, adds: bigint, also: RuleRef[]): Line => ({
    name,
    cap: limit.cap,
    limits: [limit],
    used,
    adds: counts ? adds : 0n,
    also,
  });
  const agreedTo = (cap: bigint): Limit => ({ cap, basis: rules.ref("law-261-limits", on) });
  const { transferDayMinor: sum, transferDayCount: count, transferYearMinor: year } = agreed;
  const byDefault = {
    sum: limitBy(rules, on, "mipay-transfer-default-amount", "day-cap"),
    count: limitBy(rules, on, "mipay-transfer-default-count", "day-count"),
  };
  const { day } = usage;
  return [
    line(
      "transfer-day",
      sum === null ? byDefault.sum : agreedTo(sum),
      day.transfers,
      payment.minor,
      sum === null ? beside : change,
    ),
    line(
      "transfer-count",
      count === null ? byDefault.count : agreedTo(BigInt(count)),
      BigInt(day.transferCount),
      1n,
      count === null ? beside : change,
    ),
    ...(year === null ? [] : [line("transfer-year", agreedTo(year), usage.year.transfers, payment.minor, change)]),
  ];
}

/** What was agreed of payments without password and code; none where the customer never applied. */
function freeLines(account: LimitedAccount, payment: Payment, usage: Usage, rules: Rules, on: LocalDate): Line[] {
  const { passwordFree } = account.agreed;
  if (passwordFree === null) return [];
  const adds = payment.factors.length === 0 && !payment.ownName ? payment.minor : 0n;
  const basis = rules.ref("mipay-small-free-optin", on);
  const also = [rules.ref("llpay-free-verify-limit", on), rules.ref("trap-free-verify", on)];
  const line = (name: LineName, cap: bigint, used: bigint): Line => ({
    name,
    cap,
    limits: [{ cap, basis }],
    used,
    adds,
    also,
  });
  return [line("free-payment", passwordFree.paymentMinor, 0n), line("free-day", passwordFree.dayMinor, usage.day.free)];
}

/** All lines of an account on a day for a payment verified so. An enterprise has none: classes and tiers are of persons. */
export function linesOf(
  account: LimitedAccount,
  payment: Payment,
  of: { readonly usage: Usage; readonly tier: Tier },
  rules: Rules,
  on: LocalDate,
): readonly Line[] {
  if (account.holder === "enterprise") return [];
  const { usage, tier } = of;
  const tiers = payment.ownName ? usedTiers(usage.day) : [...usedTiers(usage.day), tier];
  const limits = weakestLimits(tiers.length > 0 ? tiers : [tier], account.agreed.dayMinor, rules, on);
  return [
    ...classLines(account, payment, usage, rules, on),
    {
      name: "day",
      cap: least(limits),
      limits,
      used: usage.day.paid,
      adds: payment.ownName ? 0n : payment.minor,
      also: tiers.some((one) => one !== tier) ? [rules.ref("trap-single-vs-daily", on)] : [],
    },
    ...transferLines(account, payment, usage, rules, on),
    ...freeLines(account, payment, usage, rules, on),
  ];
}

/** Whether the agreement grants more to these factors than the law does: a one-time code with a static password. */
export function differs(factors: readonly Factor[]): boolean {
  const both = factors.includes("one-time-code") && factors.includes("static-password");
  return both && !factors.includes("certificate") && !factors.includes("e-signature");
}
