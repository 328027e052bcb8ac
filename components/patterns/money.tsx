import { cx } from "@/components/ui/cx";
import type { Money as Amount } from "@/domain/shared/money";
import { moneyParts } from "@/lib/format/money";

/**
 * An exact amount: grouped, true minus, fen lighter than yuan. The currency is said by the column's head or the label;
 * `showCurrency` adds its code where neither does.
 */
export function Money({ amount, showCurrency, strong }: { amount: Amount; showCurrency?: boolean; strong?: boolean }) {
  const { sign, whole, fraction } = moneyParts(amount);
  return (
    <span className={cx("hg-money", strong && "hg-strong")}>
      {showCurrency ? `${amount.currency} ` : null}
      {sign}
      {whole}
      <small>{fraction}</small>
    </span>
  );
}
