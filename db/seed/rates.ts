import type pg from "pg";
import { addDays, type LocalDate, startOfDay } from "@/domain/shared/time";
import { copyRows } from "./bulk";
import type { Random } from "./random";

/** Yuan per unit around which the demo rates wander. */
const BASE = { USD: 7.12, EUR: 7.78, HKD: 0.913, JPY: 0.0476, GBP: 9.04 } as const;

export const RATE_DAYS = 120;
/** The euro has no rate on this day before the anchor: a sum with a missing rate is a state of its own. */
export const MISSING_EUR_DAYS_BACK = 3;

export type RateTable = ReadonlyMap<string, string>;

export const rateKey = (currency: string, date: LocalDate): string => `${currency} ${date}`;

/** Dated rates for the days up to the anchor, by `rateKey`, as decimals. */
export function planRates(random: Random, anchor: LocalDate): RateTable {
  const rates = new Map<string, string>();
  for (const [currency, base] of Object.entries(BASE)) {
    let rate = base;
    for (let back = RATE_DAYS - 1; back >= 0; back -= 1) {
      rate *= 1 + (random.next() - 0.5) * 0.006;
      if (currency === "EUR" && back === MISSING_EUR_DAYS_BACK) continue;
      rates.set(rateKey(currency, addDays(anchor, -back)), rate.toFixed(6));
    }
  }
  return rates;
}

/** Writes the rates, each known from the start of its day. */
export async function seedRates(client: pg.PoolClient, rates: RateTable): Promise<void> {
  const rows = [...rates].map(([key, rate]) => {
    const [currency = "", date = ""] = key.split(" ");
    return [currency, date, rate, "示例牌价 demo rate", startOfDay(date as LocalDate)];
  });
  await copyRows(client, "fx_rates", ["currency", "on_date", "cny_per_unit", "source", "known_at"], rows);
}
