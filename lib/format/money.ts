import { exponentOf, type Money } from "@/domain/shared/money";

/** U+2212: as wide as a figure, so that columns of money stay aligned. */
export const MINUS = "\u2212";

/** An amount in the parts the screen sets apart: "−", "1,200", ".00". */
export type MoneyParts = { readonly sign: string; readonly whole: string; readonly fraction: string };

/**
 * Splits an exact amount into sign, grouped whole part and fraction with its point. No currency mark. Currencies
 * without minor units have an empty fraction; unknown ones are shown as whole minor units.
 */
export function moneyParts(money: Money): MoneyParts {
  const exponent = exponentOf(money.currency) ?? 0;
  const scale = 10n ** BigInt(exponent);
  const size = money.minor < 0n ? -money.minor : money.minor;
  const whole = new Intl.NumberFormat("en-US", { useGrouping: true }).format(size / scale);
  const fraction = exponent === 0 ? "" : `.${(size % scale).toString().padStart(exponent, "0")}`;
  return { sign: money.minor < 0n ? MINUS : "", whole, fraction };
}

/** The same as one text: 3839868n CNY is "38,398.68". */
export function formatMoney(money: Money): string {
  const { sign, whole, fraction } = moneyParts(money);
  return sign + whole + fraction;
}
