import { createInterface } from "node:readline";
import type pg from "pg";
import { to as copyTo } from "pg-copy-streams";
import { execute } from "@/server/kernel/command";
import { newId } from "@/server/kernel/new-id";
import { recomputeTriggers } from "@/server/reverification/public";
import { percentile, round } from "./bench";
import type { BenchHouse } from "./database";

const FIRST = "2025-01-01";
const DAYS = 660;
/** Legs of one customer, on average. */
const LEGS = 100;
/** One customer in so many has no checked copy on file: his triggers open reviews, few enough for the house not to hold them. */
const WITHOUT_COPY = 50;
const BATCHES = 20;
const BATCH = 1_000;

/**
 * Individuals with one account each, and `n` legs over twenty-two months: most of them small, one in a few hundred at or
 * above ten thousand yuan, as trade is. One customer in ten keeps balances that come above the line; one account in twenty
 * is in dollars.
 */
async function makeLedger({ runtime: { pool }, programme }: BenchHouse, n: number): Promise<number> {
  const { programmeId, legalEntityId } = programme;
  const customers = Math.max(100, Math.round(n / LEGS));
  await pool.query(`insert into fx_rates select 'USD', d::date, 7.1, 'bench', now()
    from generate_series(date '${FIRST}', date '${FIRST}' + ${DAYS}, interval '1 day') d on conflict do nothing`);
  await pool.query(
    `select ensure_month_partition(d::date) from generate_series(date '${FIRST}', date '${FIRST}' + ${DAYS}, interval '1 month') d`,
  );
  await pool.query(
    "create table bench_people as select g as n, gen_random_uuid() as customer_id, gen_random_uuid() as account_id, (exp(6.4 + 1.6 * sqrt(-2 * ln(1 - random())) * cos(2 * pi() * random())) * 100)::int8 as level from generate_series(1, $1::int) g",
    [customers],
  );
  await pool.query(
    `insert into customers (id, programme_id, legal_entity_id, number, party_id, kind, since, status, created_at)
     select customer_id, $1, $2, 'CB-' || n, customer_id, 'person', $3::date, 'active', now() from bench_people`,
    [programmeId, legalEntityId, FIRST],
  );
  await pool.query(
    `insert into accounts (id, programme_id, legal_entity_id, customer_id, number, core_number_sealed, account_class, currency, status, opened_on, created_at)
     select account_id, $1, $2, customer_id, 'AB-' || n, '', 3, case when n % 20 = 0 then 'USD' else 'CNY' end, 'open', $3::date, now() from bench_people`,
    [programmeId, legalEntityId, FIRST],
  );
  await giveCopies(pool, programmeId, legalEntityId);
  await pool.query("create index on bench_people (n)");
  await pool.query("analyze bench_people");
  await addLegs(pool, { programmeId, legalEntityId, customers, count: n, batchId: null, from: FIRST, days: DAYS });
  await pool.query("vacuum analyze transactions");
  await pool.query("vacuum analyze customers, kyc_submissions, kyc_documents, identity_documents");
  return customers;
}

/** An accepted submission with its paper for nearly everybody, as in a house that has been at work. */
async function giveCopies(pool: pg.Pool, programmeId: string, legalEntityId: string): Promise<void> {
  const owner = [programmeId, legalEntityId];
  await pool.query("alter table bench_people add submission_id uuid default gen_random_uuid()");
  const some = `from bench_people where n % ${WITHOUT_COPY} > 0`;
  await pool.query(
    `insert into kyc_submissions (id, programme_id, legal_entity_id, number, customer_id, kind, status, payload_sealed, received_by, received_at,
       decided_at) select submission_id, $1, $2, 'KB-' || n, customer_id, 'onboarding', 'accepted', '', 'client:bench', now(), now() ${some}`,
    owner,
  );
  await pool.query(
    `insert into kyc_documents (id, programme_id, legal_entity_id, submission_id, customer_id, kind, file_id, read_state, state, created_at)
     select gen_random_uuid(), $1, $2, submission_id, customer_id, 'id-front', gen_random_uuid(), 'read', 'accepted', now() ${some}`,
    owner,
  );
  await pool.query(
    `insert into identity_documents (id, programme_id, legal_entity_id, customer_id, type, number_sealed, status, submission_id, created_at)
     select gen_random_uuid(), $1, $2, customer_id, 'resident-id', '', 'valid', submission_id, now() ${some}`,
    owner,
  );
}

type Legs = {
  programmeId: string;
  legalEntityId: string;
  customers: number;
  count: number;
  batchId: string | null;
  from: string;
  days: number;
};

async function addLegs(pool: pg.Pool, of: Legs): Promise<void> {
  await pool.query(
    `insert into transactions (id, programme_id, legal_entity_id, customer_id, account_id, transfer_id, business_date, occurred_at, direction, kind,
       cash, cross_border, natural_person, same_name, amount_minor, currency, cny_minor, usd_minor, balance_after_minor, channel, batch_id)
     select gen_random_uuid(), $1, $2, p.customer_id, p.account_id, gen_random_uuid(), d.on_date,
       (d.on_date + d.second * interval '1 second') at time zone 'Asia/Shanghai', case when d.lot < 0.5 then 'in' else 'out' end,
       (array['payment', 'payment', 'transfer', 'top-up', 'withdrawal', 'fee'])[1 + d.g % 6], false, false, true, false, d.amount,
       case when p.n % 20 = 0 then 'USD' else 'CNY' end, case when p.n % 20 = 0 then d.amount * 71 / 10 else d.amount end,
       case when p.n % 20 = 0 then d.amount else d.amount * 10 / 71 end, (d.balance * p.level)::int8, 'import', $3::uuid
     from (select g, random() as lot, sqrt(random()) as balance, (random() * 86399)::int as second, $5::date + (random() * ($6::int - 1))::int as on_date,
         1 + floor(random() * $4::int)::int as who,
         (exp(4 + 2.1 * sqrt(-2 * ln(1 - random())) * cos(2 * pi() * random())) * 100)::int8 as amount
       from generate_series(1, $7::int) g) as d join bench_people p on p.n = d.who`,
    [of.programmeId, of.legalEntityId, of.batchId, of.customers, of.from, of.days, of.count],
  );
}

/**
 * The plain way: every leg in order of customer and day into this process, windows kept here. Gives what it found: days of
 * single amounts and months of thirty-day totals; runs of balances it does not look for.
 */
async function readAndJudge(pool: pg.Pool): Promise<{ seconds: number; found: number }> {
  const client = await pool.connect();
  const started = performance.now();
  const seen = new Set<string>();
  try {
    const rows = client.query(
      copyTo(`COPY (select customer_id, business_date - date '2000-01-01', to_char(business_date, 'YYYY-MM'), cny_minor, usd_minor from transactions
        where retired_at is null and kind in ('top-up', 'transfer', 'payment', 'debit') order by customer_id, business_date) TO STDOUT`),
    );
    let customer = "";
    let window: { day: number; cny: number; usd: number }[] = [];
    let cny = 0;
    let usd = 0;
    for await (const line of createInterface({ input: rows })) {
      const [who = "", day = "", month = "", yuan = "", dollars = ""] = line.split("\t");
      if (who !== customer) {
        customer = who;
        window = [];
        cny = 0;
        usd = 0;
      }
      const leg = { day: Number(day), cny: Number(yuan), usd: Number(dollars) };
      window.push(leg);
      cny += leg.cny;
      usd += leg.usd;
      for (let first = window[0]; first && first.day < leg.day - 29; first = window[0]) {
        window.shift();
        cny -= first.cny;
        usd -= first.usd;
      }
      if (leg.cny >= 1_000_000 || leg.usd >= 100_000) seen.add(`${who} ${day}`);
      if (cny >= 5_000_000 || usd >= 1_000_000) seen.add(`${who} ${month}`);
    }
  } finally {
    client.release();
  }
  return { seconds: (performance.now() - started) / 1000, found: seen.size };
}

/** What stands on record of single amounts and thirty-day totals: the same thing that the plain way finds. */
async function onRecord(pool: pg.Pool): Promise<number> {
  const { rows } = await pool.query<{ n: number }>(
    "select count(*)::int as n from reverification_triggers where kind in ('single-amount', 'thirty-days') and state <> 'gone'",
  );
  return rows[0]?.n ?? 0;
}

/** Figures of the triggers of re-verification over `n` legs. Bars: 60 s over five million, 200 ms a batch of 1,000. */
export async function benchTriggers(
  house: BenchHouse,
  n: number,
  say: (text: string) => void,
): Promise<{ ours: Record<string, number>; baseline: Record<string, number>; notes: Record<string, number> }> {
  const { runtime, programme } = house;
  const principal = house.system("system:worker");
  say(`making ${n} legs`);
  const customers = await makeLedger(house, n);
  const recompute = async (input: unknown) => {
    const started = performance.now();
    const outcome = await execute(runtime, recomputeTriggers, { principal, input, key: newId(), requestId: "bench" });
    if (!outcome.ok) throw new Error(outcome.code);
    return { ms: performance.now() - started, ...outcome.result };
  };
  const first = await recompute({ of: "ledger" });
  say(`whole ledger ${round(first.ms / 1000)} s, ${first.triggers} triggers, ${first.opened} reviews`);
  await runtime.pool.query("vacuum analyze reverification_triggers");
  const again = await recompute({ of: "ledger" });
  say(`again ${round(again.ms / 1000)} s, ${again.triggers} new`);
  const night = await recompute({ of: "night" });
  say(`night ${round(night.ms / 1000)} s`);
  const batches: number[] = [];
  for (let at = 0; at < BATCHES; at += 1) {
    const batchId: string = newId();
    await addLegs(runtime.pool, { ...programme, customers, count: BATCH, batchId, from: "2026-10-18", days: 3 });
    await runtime.pool.query(
      `insert into import_batches (id, programme_id, legal_entity_id, number, mapping, file_name, file_sha256, file_bytes, state, first_date, last_date,
         started_by, started_at) values ($1, $2, $3, $4, 'bench', 'bench', $4, 1, 'finalised', '2026-10-18', '2026-10-20', 'system:seed', now())`,
      [batchId, programme.programmeId, programme.legalEntityId, `IM-B${at}`],
    );
    batches.push((await recompute({ of: "batch", batchId })).ms);
  }
  say(`batches p95 ${round(percentile(batches, 0.95))} ms`);
  const plain = await readAndJudge(runtime.pool);
  const found = await onRecord(runtime.pool);
  say(`read into the process ${round(plain.seconds)} s: ${plain.found} of single amounts and totals, ours ${found}`);
  return {
    ours: {
      triggerRecomputeSeconds: round(first.ms / 1000),
      triggerAgainSeconds: round(again.ms / 1000),
      triggerNightSeconds: round(night.ms / 1000),
      triggerBatchP95Ms: round(percentile(batches, 0.95)),
      triggerBatchMedianMs: round(percentile(batches, 0.5)),
    },
    baseline: { triggerReadSeconds: round(plain.seconds) },
    notes: {
      triggerLegs: n,
      triggersFound: first.triggers,
      triggersSatisfied: first.satisfied,
      triggersHeld: first.held,
      reviewsOpened: first.opened,
      triggersOfLegs: found,
      triggersFoundPlain: plain.found,
    },
  };
}
