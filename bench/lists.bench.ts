import { nameKey } from "@/domain/customers/normalise";
import { searchQuery } from "@/server/customers/search";
import type { Principal } from "@/server/kernel/actor";
import { seal } from "@/server/kernel/crypto/envelope";
import { newId } from "@/server/kernel/new-id";
import { ask } from "@/server/kernel/query";
import { newSubjectKey } from "@/server/kernel/vault";
import { transactionsList } from "@/server/ledger/queries";
import { largeValueList } from "@/server/reports/queries";
import { type Bench, percentile, round, watchMemory } from "./bench";
import type { BenchHouse } from "./database";

const CUSTOMERS = 20_000;
const CHUNK = 2_000;
const DAYS = 90;
const CALLS = 150;

/** Customers with sealed, indexed names and an account each. */
export async function makeCustomers({ runtime, programme }: BenchHouse): Promise<string[]> {
  const ids: string[] = [];
  for (let from = 0; from < CUSTOMERS; from += CHUNK) {
    const made = Array.from({ length: CHUNK }, (_, i) => {
      const id = newId<"customer">();
      const name = `基准客户${from + i}`;
      const key = newSubjectKey(runtime.keyRing, { type: "customer", id, retentionClass: "identity" });
      const sealed = seal(name, key.key, key.id, { table: "customers", column: "name_sealed", rowId: id });
      const core = seal(`9900${from + i}`, key.key, key.id, {
        table: "accounts",
        column: "core_number_sealed",
        rowId: id,
      });
      return { id, key, sealed, core, blind: runtime.blind("name", nameKey(name) ?? name), n: from + i };
    });
    const owner = [programme.programmeId, programme.legalEntityId];
    await runtime.pool.query(
      `insert into customers (id, programme_id, legal_entity_id, number, party_id, kind, name_sealed, since, status, created_at)
       select id, $1, $2, 'C-' || lpad(n::text, 6, '0'), id, 'person', sealed, '2026-01-05', 'active', now()
       from unnest($3::uuid[], $4::bytea[], $5::int[]) as t (id, sealed, n)`,
      [...owner, made.map((m) => m.id), made.map((m) => m.sealed), made.map((m) => m.n)],
    );
    await runtime.pool.query(
      `insert into subject_keys (id, programme_id, legal_entity_id, subject_type, subject_id, retention_class, key_version, wrapped, created_at)
       select id, $1, $2, 'customer', subject, 'identity', 1, wrapped, now() from unnest($3::uuid[], $4::uuid[], $5::bytea[]) as t (id, subject, wrapped)`,
      [...owner, made.map((m) => m.key.id), made.map((m) => m.id), made.map((m) => m.key.wrapped)],
    );
    await runtime.pool.query(
      `insert into blind_index (programme_id, legal_entity_id, kind, value, subject_type, subject_id, retention_class)
       select $1, $2, 'name', value, 'customer', id, 'identity' from unnest($3::uuid[], $4::bytea[]) as t (id, value)`,
      [...owner, made.map((m) => m.id), made.map((m) => m.blind)],
    );
    await runtime.pool.query(
      `insert into accounts (id, programme_id, legal_entity_id, customer_id, number, core_number_sealed, account_class, currency, status, opened_on, created_at)
       select id, $1, $2, id, 'A-' || lpad(n::text, 6, '0'), core, 2, 'CNY', 'open', '2026-01-05', now() from unnest($3::uuid[], $4::int[], $5::bytea[]) as t (id, n, core)`,
      [...owner, made.map((m) => m.id), made.map((m) => m.n), made.map((m) => m.core)],
    );
    ids.push(...made.map((m) => m.id));
  }
  return ids;
}

/** Brings the ledger to `n` legs over 90 days, and the list to one candidate in a hundred of them. */
export async function growTo(
  { runtime, programme }: BenchHouse,
  customers: readonly string[],
  from: number,
  n: number,
): Promise<void> {
  const owner = [programme.programmeId, programme.legalEntityId];
  await runtime.pool.query(
    `insert into transactions (id, programme_id, legal_entity_id, customer_id, account_id, transfer_id, business_date, occurred_at, direction, kind,
       cash, cross_border, natural_person, same_name, amount_minor, currency, cny_minor, channel)
     select gen_random_uuid(), $1, $2, c, c, gen_random_uuid(), '2026-08-20'::date + (g % ${DAYS})::int,
       ('2026-08-20'::date + (g % ${DAYS})::int)::timestamp at time zone 'Asia/Shanghai' + (g * 31 % 86400) * interval '1 second', case when g / 90 % 2 = 0 then 'in' else 'out' end,
       (array['transfer', 'payment', 'topup', 'withdrawal'])[1 + g / 180 % 4], false, false, true, false, g * 37 % 900000, 'CNY', g * 37 % 900000, 'app'
     from (select g, ($3::uuid[])[1 + (g * 7919) % ${CUSTOMERS}] as c from generate_series($4::int8, $5::int8 - 1) g) as made`,
    [...owner, customers, from, n],
  );
  await runtime.pool.query(
    `insert into large_value_candidates (id, programme_id, legal_entity_id, number, party_id, customer_id, business_date, direction, rule_id, rule_version,
       met_by, cny_sum, usd_sum, cny_line, usd_line, transaction_count, unrated, single, final, state, due_on, due_at, provisional, found_at, recomputed_at)
     select gen_random_uuid(), $1, $2, 'LV-' || lpad(g::text, 6, '0'), c, c, '2026-08-20'::date + (g % ${DAYS})::int, case when g / ${DAYS} % 2 = 0 then 'in' else 'out' end,
       'law-hvt-natural-domestic', 1, 'cny', 50000000 + g, 7000000, 50000000, 10000000, 3, 0, false, true, case when g % 3 = 0 then 'confirmed' else 'open' end,
       '2026-08-27'::date + (g % ${DAYS})::int, ('2026-08-28'::date + (g % ${DAYS})::int)::timestamptz, false, now(), now()
     from (select g, ($3::uuid[])[1 + g % ${CUSTOMERS}] as c from generate_series($4::int8 / 100, $5::int8 / 100 - 1) g) as made on conflict do nothing`,
    [...owner, customers, from, n],
  );
  await runtime.pool.query(
    "vacuum analyze transactions, large_value_candidates, customers, accounts, blind_index, subject_keys",
  );
}

type Times = { largeValue: number; transactions: number; search: number; worst: number };

/** The 95th percentile in milliseconds of each list: first page, next page and filtered pages in turn. */
async function measure(house: BenchHouse, principal: Principal): Promise<Times> {
  const { runtime } = house;
  const timed = async (call: (i: number) => Promise<unknown>): Promise<number> => {
    const samples: number[] = [];
    for (let i = 0; i < CALLS + 20; i++) {
      const started = performance.now();
      await call(i);
      if (i >= 20) samples.push(performance.now() - started);
    }
    return round(percentile(samples, 0.95));
  };
  const call = (input: unknown) => ({ principal, input, requestId: newId() });
  let cursor: string | undefined;
  const largeValue = await timed(async (i) => {
    const filters = [
      {},
      { state: ["open"] },
      { direction: ["out"] },
      { date: { from: "2026-09-01", to: "2026-09-30" } },
    ][i % 4];
    const page = await ask(runtime, largeValueList, call({ filters, ...(i % 4 === 0 && cursor ? { cursor } : {}) }));
    if (i % 4 === 0) cursor = page.nextCursor ?? undefined;
  });
  cursor = undefined;
  const transactions = await timed(async (i) => {
    const filters = [
      {},
      { direction: ["in"] },
      { kind: ["payment"] },
      { date: { from: "2026-10-01", to: "2026-10-07" } },
    ][i % 4];
    const page = await ask(runtime, transactionsList, call({ filters, ...(i % 4 === 0 && cursor ? { cursor } : {}) }));
    if (i % 4 === 0) cursor = page.nextCursor ?? undefined;
  });
  const search = await timed((i) => {
    const text = [
      `基准客户${i * 97}`,
      `C-${String(i * 31).padStart(6, "0")}`,
      `A-${String(i * 13).padStart(6, "0")}`,
      "没有这个人",
    ][i % 4];
    return ask(runtime, searchQuery, call({ text }));
  });
  return { largeValue, transactions, search, worst: Math.max(largeValue, transactions, search) };
}

/**
 * Server time of the three lists people live in, at a tenth of n and at n transactions. `ratio` is the worst growth of
 * any of them; the bars are 50 ms at 1 M and 1.5.
 */
export const bench: Bench = async ({ house, n = 1_000_000, say }) => {
  const officer = await house.person("compliance-officer");
  const customers = await makeCustomers(house);
  const small = Math.floor(n / 10);
  await growTo(house, customers, 0, small);
  const memory = watchMemory();
  const before = await measure(house, officer);
  say(`${small}: ${JSON.stringify(before)}`);
  await growTo(house, customers, small, n);
  const after = await measure(house, officer);
  say(`${n}: ${JSON.stringify(after)}`);
  const growth = (["largeValue", "transactions", "search"] as const).map((list) => after[list] / before[list]);
  return {
    name: "lists",
    n,
    ours: {
      p95Ms: after.worst,
      largeValueMs: after.largeValue,
      transactionsMs: after.transactions,
      searchMs: after.search,
    },
    baseline: {
      p95Ms: before.worst,
      largeValueMs: before.largeValue,
      transactionsMs: before.transactions,
      searchMs: before.search,
    },
    ratio: round(Math.max(...growth)),
    memoryMB: memory.stop().peakMB,
  };
};
