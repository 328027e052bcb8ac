import { equivalents } from "../ledger/equivalents";
import type { Rules } from "../rulebook/model";
import { type Decided, decided } from "../shared/result";
import { addDays, type LocalDate } from "../shared/time";
import type { DayEndBalance, Finding } from "./model";
import { RATE_CARRY_DAYS } from "./policy";
import { basisOf, ledgerLaw, metBy, type Span } from "./triggers";

/** Yuan for one unit of a currency by its date, as a plain decimal; undefined where none was published. */
export type RateOn = (currency: string, on: LocalDate) => string | undefined;

type Valued = { readonly cny: bigint | null; readonly usd: bigint | null; readonly carried: boolean };

/** The rate in force on a day: its own, or the latest before it that is not too old. */
function rateInForce(rateOn: RateOn, currency: string, on: LocalDate): { rate: string; carried: boolean } | undefined {
  for (let back = 0; back <= RATE_CARRY_DAYS; back += 1) {
    const rate = rateOn(currency, addDays(on, -back));
    if (rate !== undefined) return { rate, carried: back > 0 };
  }
  return undefined;
}

function valued(balance: DayEndBalance, on: LocalDate, rateOn: RateOn): Valued {
  let carried = false;
  const own = balance.minor < 0n ? 0n : balance.minor;
  const { cnyMinor, usdMinor } = equivalents(own, balance.currency, (currency) => {
    const found = rateInForce(rateOn, currency, on);
    if (found?.carried && currency === balance.currency) carried = true;
    return found?.rate;
  });
  return { cny: cnyMinor, usd: usdMinor, carried };
}

/**
 * Runs of days on which one account of an individual held more than the line at the end of each day
 * (mipay-rekyc-balance-10d). Days without movement carry the last balance on, through `span.to`, the last day that has
 * ended. A foreign balance is valued at the rate of each day, or the latest one not too old; without one the day is
 * unknown and no run goes through it. Found once a calendar month, on the first day that ends a run long enough.
 */
export function balanceRuns(
  account: { readonly id: string; readonly dayEnds: readonly DayEndBalance[] },
  rateOn: RateOn,
  rules: Rules,
  span: Span,
): Decided<readonly Finding[]> {
  const dayEnds = [...account.dayEnds].sort((a, b) => (a.date < b.date ? -1 : 1));
  const first = dayEnds[0]?.date;
  if (first === undefined) return decided([]);
  const found = new Map<string, Finding>();
  const heldOn = (day: LocalDate) => dayEnds.findLast(({ date }) => date <= day);
  for (let day = first > span.from ? first : span.from; day <= span.to; day = addDays(day, 1)) {
    const month = day.slice(0, 7);
    const { balance: law } = ledgerLaw(rules, day);
    if (!law || found.has(month)) continue;
    const run: Valued[] = [];
    for (let back = law.runDays - 1; back >= 0; back -= 1) {
      const on = addDays(day, -back);
      const held = heldOn(on);
      const value = held && valued(held, on, rateOn);
      if (!value || metBy(value.cny, value.usd, law.line) === undefined) break;
      run.push(value);
    }
    const last = run.at(-1);
    if (!last || run.length < law.runDays) continue;
    found.set(month, {
      kind: "balance-run",
      key: `${account.id}:${month}`,
      on: day,
      metBy: metBy(last.cny, last.usd, law.line) ?? "cny",
      cnySum: last.cny,
      usdSum: last.usd,
      line: law.line,
      windowFrom: addDays(day, 1 - law.runDays),
      windowTo: day,
      count: law.runDays,
      unrated: run.filter(({ carried }) => carried).length,
      rule: law.ref,
    });
  }
  return decided([...found.values()], basisOf([...found.values()]));
}
