import { type SQL, sql } from "drizzle-orm";
import { CURRENCIES, exponentOf } from "@/domain/shared/money";

/** 10 to the power of a currency's minor digits, for exact integer arithmetic in numeric. */
const UNIT = sql.raw(
  `(case s.currency ${CURRENCIES.map((currency) => `when '${currency}' then ${10 ** (exponentOf(currency) ?? 0)}`).join(" ")} end)::numeric`,
);
/** Rates hold eight decimals: scaled by this they are whole. */
const SCALE = sql.raw("100000000::numeric");

/** Joins the rates of a staged leg's date: `own` is its currency's, `usd` the dollar's. */
export const RATE_JOINS: SQL = sql`left join fx_rates own on own.currency = s.currency and own.on_date = s.business_date
  left join fx_rates usd on usd.currency = 'USD' and usd.on_date = s.business_date`;

/** Fen of a staged leg `s`; null without a rate. The same arithmetic as domain/ledger/equivalents. */
export const CNY_MINOR: SQL = sql`case when s.currency = 'CNY' then s.amount_minor
  else div(2 * s.amount_minor * (own.cny_per_unit * ${SCALE}) * 100 + ${UNIT} * ${SCALE}, 2 * ${UNIT} * ${SCALE})::int8 end`;

/** US cents of a staged leg `s`; null without a rate. */
export const USD_MINOR: SQL = sql`case when s.currency = 'USD' then s.amount_minor
  when s.currency = 'CNY' then div(2 * s.amount_minor * ${SCALE} + usd.cny_per_unit * ${SCALE}, 2 * (usd.cny_per_unit * ${SCALE}))::int8
  else div(2 * s.amount_minor * own.cny_per_unit * ${SCALE} * 100 + ${UNIT} * usd.cny_per_unit * ${SCALE},
    2 * ${UNIT} * usd.cny_per_unit * ${SCALE})::int8 end`;
