import { sql } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { equivalents } from "@/domain/ledger/equivalents";
import { balanceRuns, type RateOn } from "@/domain/reverification/balances";
import { type Finding, LEDGER_KINDS, type LedgerKind, type Movement } from "@/domain/reverification/model";
import { type Span, singleAmounts, thirtyDayTotals } from "@/domain/reverification/triggers";
import { addDays, type LocalDate, localDate } from "@/domain/shared/time";
import { newId } from "@/server/kernel/new-id";
import { inScope } from "@/server/kernel/scope";
import { type MadeAccount, makeAccount } from "@/server/kernel/testing/factories";
import { type House, openHouse } from "@/server/kernel/testing/house";
import { appendLegs } from "@/server/ledger/public";
import { evaluateLedger, type Which } from "./evaluate";

let house: House;
beforeAll(async () => {
  house = await openHouse();
  for (const [key, rate] of RATES) {
    const [currency, date] = key.split(" ");
    await house.pool.query("insert into fx_rates values ($1, $2, $3, 'test', now())", [currency, date, rate]);
  }
});
afterAll(() => house.close());

const FIRST = localDate("2026-08-20");
const DAYS = 50;
const SPAN: Span = { from: localDate("2026-08-01"), to: localDate("2026-10-31") };
/** Days that begin in the middle of what was drawn: what came before is brought forward. */
const LATE: Span = { from: localDate("2026-09-14"), to: localDate("2026-10-31") };
/** The house's clock stands on 9 October: the last day that has ended is the eighth. */
const YESTERDAY = localDate("2026-10-08");

/** Dollars every day but a few, below five yuan for a week; euros now and then, with a gap longer than a rate is carried; no yen. */
const RATES: ReadonlyMap<string, string> = new Map(
  Array.from({ length: 80 }, (_, at) => [at, addDays(localDate("2026-08-01"), at)] as const).flatMap(([at, on]) => [
    ...(at % 9 === 4 ? [] : [[`USD ${on}`, at >= 30 && at < 44 ? "4.90" : "7.12345678"] as const]),
    ...(at % 4 === 0 && (at < 24 || at > 38) ? [[`EUR ${on}`, "7.8"] as const] : []),
  ]),
);
const rateOn: RateOn = (currency, on) => RATES.get(`${currency} ${on}`);

/** Amounts around every line. */
const amount = fc.oneof(
  fc.constantFrom(
    1n,
    99_999n,
    100_000n,
    100_001n,
    999_999n,
    1_000_000n,
    2_500_000n,
    4_000_000n,
    4_999_999n,
    5_000_000n,
  ),
  fc.bigInt({ min: 0n, max: 3_000_000n }),
);
const balance = fc.oneof(
  fc.constantFrom(0n, 99_999n, 100_000n, 100_001n, 490_000n, 490_001n, 500_000n, 500_001n, 700_000n, 800_000n),
  fc.constant(null),
);
const legs = fc.array(
  fc.record({
    who: fc.integer({ min: 0, max: 2 }),
    day: fc.oneof(fc.integer({ min: 0, max: DAYS - 1 }), fc.constantFrom(0, 9, 10, 29, 30, 31)),
    kind: fc.constantFrom("top-up", "transfer", "payment", "debit", "withdrawal", "refund", "fee"),
    direction: fc.constantFrom("in", "out"),
    amountMinor: amount,
    currency: fc.constantFrom("CNY", "CNY", "CNY", "USD", "EUR", "JPY"),
    balanceAfterMinor: balance,
  }),
  { minLength: 1, maxLength: 24 },
);

type Told = Record<string, unknown>;
const told = (customer: string, { line, rule, ...found }: Finding): Told => ({
  customer,
  kind: found.kind,
  key: found.key,
  on: found.on,
  met: found.metBy,
  cny: found.cnySum === null ? null : String(found.cnySum),
  usd: found.usdSum === null ? null : String(found.usdSum),
  lines: `${line.cny.minor}/${line.usd.minor}`,
  from: found.windowFrom,
  to: found.windowTo,
  counted: found.count,
  unrated: found.unrated,
  rule: `${rule.ruleId}@${rule.version}`,
});
const FOUND = sql`select customer_id as customer, kind, trigger_key as key, on_date::text as on, met_by as met, cny_sum::text as cny,
  usd_sum::text as usd, cny_line || '/' || usd_line as lines, window_from::text as from, window_to::text as to, counted, unrated,
  rule_id || '@' || rule_version as rule from rv_found`;
const sorted = (found: Told[]) => found.map((one) => JSON.stringify(one)).sort();

describe("the generated SQL", () => {
  it("finds exactly what the pure functions find", async () => {
    await fc.assert(
      fc.asyncProperty(legs, async (drawn) => {
        const accounts: MadeAccount[] = [];
        for (let i = 0; i < 3; i += 1) accounts.push(await makeAccount(house));
        const rows = drawn.map((leg, at) => {
          const id = newId();
          const businessDate = addDays(FIRST, leg.day);
          const account = accounts[leg.who] as MadeAccount;
          return {
            ...leg,
            id,
            transferId: id,
            identityHex: id.replaceAll("-", ""),
            firstOfTransfer: true,
            customerId: account.customerId,
            accountId: account.accountId,
            businessDate,
            occurredAt: `${businessDate}T04:00:00.000Z`,
            cash: false,
            crossBorder: false,
            naturalPerson: true,
            counterpartyType: "person",
            counterpartyId: id,
            sourceRow: at + 1,
          };
        });
        const { rules } = house.runtime;
        const lateRuns: Told[] = [];
        const expected = accounts.flatMap((account) => {
          const own = rows.filter(({ customerId }) => customerId === account.customerId);
          const movements: Movement[] = own.map((leg) => ({
            id: leg.id,
            date: leg.businessDate,
            kind: leg.kind,
            ...equivalents(leg.amountMinor, leg.currency, (currency) => rateOn(currency, leg.businessDate)),
          }));
          const ends = new Map<LocalDate, (typeof own)[number]>();
          for (const leg of own) if (leg.balanceAfterMinor !== null) ends.set(leg.businessDate, leg);
          const dayEnds = [...ends].map(([date, leg]) => ({
            date,
            minor: leg.balanceAfterMinor ?? 0n,
            currency: leg.currency,
          }));
          lateRuns.push(
            ...balanceRuns({ id: account.accountId, dayEnds }, rateOn, rules, { ...LATE, to: YESTERDAY }).value.map(
              (one) => told(account.customerId, one),
            ),
          );
          return [
            ...singleAmounts(movements, rules, SPAN).value,
            ...thirtyDayTotals(movements, rules, SPAN).value,
            ...balanceRuns({ id: account.accountId, dayEnds }, rateOn, rules, { ...SPAN, to: YESTERDAY }).value,
          ].map((found) => told(account.customerId, found));
        });
        const batchId = newId();
        const dates = rows.map(({ businessDate }) => businessDate).sort();
        const [first, last] = [dates[0] as LocalDate, dates.at(-1) as LocalDate];
        const [found, ofBatch, late] = await inScope(
          house.runtime,
          house.system("system:worker"),
          "write",
          async (scope) => {
            await appendLegs(scope.tx, scope.actor, batchId, "import", rows);
            const which = { span: SPAN, customerIds: accounts.map(({ customerId }) => customerId) };
            const seen = async (of: Which, kinds: readonly LedgerKind[]) => {
              await evaluateLedger(scope, of, kinds);
              return (await scope.tx.execute<Told>(FOUND)).rows;
            };
            const whole = await seen(which, LEDGER_KINDS);
            const batch = await seen({ batchId, first, last }, ["single-amount", "thirty-days"]);
            return { keep: true, value: [whole, batch, await seen({ ...which, span: LATE }, ["balance-run"])] };
          },
        );
        expect(sorted(found ?? [])).toEqual(sorted(expected));
        expect(sorted(late ?? [])).toEqual(sorted(lateRuns));
        expect(sorted(ofBatch ?? [])).toEqual(sorted(expected.filter(({ kind }) => kind !== "balance-run")));
      }),
      { numRuns: 60 },
    );
  }, 600_000);
});
