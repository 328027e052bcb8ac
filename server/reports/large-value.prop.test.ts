import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { equivalents } from "@/domain/ledger/equivalents";
import { assess } from "@/domain/reports/large-value";
import type { AssessedLeg } from "@/domain/reports/model";
import { localDate } from "@/domain/shared/time";
import { newId } from "@/server/kernel/new-id";
import { inScope } from "@/server/kernel/scope";
import { type MadeAccount, makeAccount } from "@/server/kernel/testing/factories";
import { type House, openHouse } from "@/server/kernel/testing/house";
import { appendLegs } from "@/server/ledger/public";
import { recomputeDates } from "./recompute";

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

/** Amounts around every line, so that sums fall just short of it, on it and beyond. */
const amount = fc.oneof(
  fc.constantFrom(
    1n,
    2_499_999n,
    2_500_000n,
    4_999_999n,
    5_000_000n,
    10_000_000n,
    20_000_000n,
    24_999_999n,
    25_000_000n,
    50_000_000n,
    100_000_000n,
  ),
  fc.bigInt({ min: 0n, max: 120_000_000n }),
);

const legs = fc.array(
  fc.record({
    who: fc.integer({ min: 0, max: 3 }),
    day: fc.constantFrom("2026-10-08", "2026-10-09", "2026-11-02"),
    direction: fc.constantFrom("in", "out"),
    cash: fc.boolean(),
    crossBorder: fc.boolean(),
    naturalPerson: fc.boolean(),
    amountMinor: amount,
    currency: fc.constantFrom("CNY", "USD", "EUR", "JPY"),
  }),
  { minLength: 1, maxLength: 14 },
);

/** Rates of the second day lack the euro, and the third day has none at all. */
const RATES: Record<string, Record<string, string>> = {
  "2026-10-08": { USD: "7.12345678", EUR: "8.3", JPY: "0.0471" },
  "2026-10-09": { USD: "7.1", JPY: "0.04700001" },
  "2026-11-02": {},
};

type Found = {
  party: string;
  date: string;
  direction: string;
  rule: string;
  version: number;
  met: string;
  cny: string;
  usd: string | null;
  n: number;
  unrated: number;
  single: boolean;
};
const sorted = (found: Found[]) => found.map((one) => JSON.stringify(one)).sort();

describe("the generated SQL", () => {
  it("finds exactly what the pure function finds", async () => {
    for (const [date, rates] of Object.entries(RATES)) {
      for (const [currency, rate] of Object.entries(rates)) {
        await house.pool.query("insert into fx_rates values ($1, $2, $3, 'test', now())", [currency, date, rate]);
      }
    }
    await fc.assert(
      fc.asyncProperty(legs, async (drawn) => {
        const accounts: MadeAccount[] = [];
        for (let i = 0; i < 4; i += 1) accounts.push(await makeAccount(house));
        const expected: Found[] = [];
        for (const [who, account] of accounts.entries()) {
          for (const [date, rates] of Object.entries(RATES)) {
            const own = drawn.filter((leg) => leg.who === who && leg.day === date);
            const assessed = own.map(
              (leg) => ({ ...leg, ...equivalents(leg.amountMinor, leg.currency, (c) => rates[c]) }) as AssessedLeg,
            );
            for (const found of assess(assessed, house.runtime.rules, localDate(date)).value) {
              expected.push({
                party: account.customerId,
                date,
                direction: found.direction,
                rule: found.line.ref.ruleId,
                version: found.line.ref.version,
                met: found.metBy,
                cny: String(found.cnySum),
                usd: found.usdSum === null ? null : String(found.usdSum),
                n: found.count,
                unrated: found.unrated,
                single: found.single,
              });
            }
          }
        }
        const batchId = newId();
        await inScope(house.runtime, house.system("system:worker"), "write", async (scope) => {
          const rows = drawn.map((leg, i) => {
            const account = accounts[leg.who] as MadeAccount;
            const id = newId();
            return {
              ...leg,
              id,
              transferId: id,
              identityHex: id.replaceAll("-", ""),
              firstOfTransfer: true,
              customerId: account.customerId,
              accountId: account.accountId,
              businessDate: localDate(leg.day),
              occurredAt: `${leg.day}T04:00:00.000Z`,
              kind: "transfer",
              balanceAfterMinor: null,
              counterpartyType: "person",
              counterpartyId: id,
              sourceRow: i + 1,
            };
          });
          return { keep: true, value: await appendLegs(scope.tx, scope.actor, batchId, "import", rows) };
        });
        await recomputeDates(house.runtime, house.system("system:worker"), Object.keys(RATES).map(localDate), {
          customerIds: accounts.map(({ customerId }) => customerId),
        });
        const rows = await house.rows<Found>(
          `select party_id as party, business_date::text as date, direction, rule_id as rule, rule_version as version, met_by as met, cny_sum::text as cny,
             usd_sum::text as usd, transaction_count as n, unrated, single from large_value_candidates where party_id = any($1) and state = 'open'`,
          [accounts.map(({ customerId }) => customerId)],
        );
        expect(sorted(rows)).toEqual(sorted(expected));
      }),
      { numRuns: 40 },
    );
  }, 600_000);
});
