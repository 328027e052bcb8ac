import "@/server/root";
import type { ChildProcess } from "node:child_process";
import { customersListQuery } from "@/server/customers/queries";
import type { Principal } from "@/server/kernel/actor";
import { newId } from "@/server/kernel/new-id";
import { ask } from "@/server/kernel/query";
import { inScope } from "@/server/kernel/scope";
import { preparePackage } from "@/server/packages/public";
import { retentionHandlers } from "@/server/retention/handlers";
import { carryOutPlan, planErasure } from "@/server/retention/public";
import { runDue } from "@/server/retention/run";
import { type Bench, percentile, round, watchMemory } from "./bench";
import type { BenchHouse } from "./database";
import { makeEnded, makeOldTrade, makeSubjects, makeTrade, PARTNERS } from "./privacy-subjects";
import { start } from "./process";

const SUBJECTS = 1_000;
const LANES = 4;
const BESIDE = 19;
const PAGE = 50;
const CALLS = 60;
const PAGE_ROWS = 500;

/** The same rows by the same key, page by page, written as JSON: nothing opened, masked, sealed or stored. */
async function plainRead({ runtime }: BenchHouse, customerId: string): Promise<number> {
  const began = performance.now();
  let after = ["0001-01-01", "00000000-0000-0000-0000-000000000000"];
  for (;;) {
    const { rows } = await runtime.pool.query<{ business_date: string; id: string }>(
      `select id, business_date::text as business_date, account_id, occurred_at, direction, kind, amount_minor::text, currency, balance_after_minor::text,
           cash, cross_border, channel, counterparty_type, counterparty_id from transactions t where t.customer_id = $1 and t.retired_at is null
         and (t.business_date, t.id) > ($2::date, $3::uuid) order by t.business_date, t.id limit ${PAGE_ROWS}`,
      [customerId, ...after],
    );
    JSON.stringify(rows, (_, value: unknown) => (typeof value === "bigint" ? value.toString() : value));
    const last = rows.at(-1);
    if (!last) return performance.now() - began;
    after = [last.business_date, last.id];
  }
}

type Built = { outcome: string; ms: number; rssMB: number };

async function measurePackage(house: BenchHouse, customerId: string): Promise<Built> {
  const officer = await house.person("privacy-officer");
  const packageId = await inScope(house.runtime, officer, "write", async (scope) => {
    const made = await preparePackage(scope, { requestId: null, customerId, form: "access" });
    return { keep: true, value: made.packageId };
  });
  const { child } = await start("privacy-worker", {
    DATABASE_URL: house.url,
    DATA_DIR: house.dataDir,
    BENCH_PROGRAMME: house.programme.programmeId,
  });
  try {
    return await toldOf(child, packageId);
  } finally {
    child.kill();
  }
}

const toldOf = (child: ChildProcess, packageId: string): Promise<Built> =>
  new Promise((resolve, reject) => {
    child.once("message", (told: Built) => resolve(told));
    child.once("exit", () => reject(new Error("the worker ended")));
    child.send({ packageId });
  });

type Erased = { readonly seconds: number; readonly keys: number };

/** How long something took, and how many data keys of these subjects it destroyed. */
async function timed({ runtime }: BenchHouse, ids: readonly string[], work: () => Promise<unknown>): Promise<Erased> {
  const keysLeft = async () => {
    const { rows } = await runtime.pool.query<{ n: number }>(
      "select count(*)::int as n from subject_keys where subject_id = any($1)",
      [ids],
    );
    return rows[0]?.n ?? 0;
  };
  const before = await keysLeft();
  const began = performance.now();
  await work();
  return { seconds: (performance.now() - began) / 1_000, keys: before - (await keysLeft()) };
}

/** The day's run over subjects whose terms have long run: their relationships are ended, and every class of each goes. */
const measureScheduled = (house: BenchHouse, ids: readonly string[]): Promise<Erased> =>
  timed(house, ids, () => runDue(house.runtime, { requestId: newId() }));

type News = Awaited<ReturnType<typeof carryOutPlan>>["events"];

/** A colleague's plan carried out for one subject. Gives the news to the worker. */
const carryOut = ({ runtime }: BenchHouse, customerId: string, officer: Principal): Promise<News> =>
  inScope(runtime, officer, "write", async (scope) => {
    const plan = await planErasure(scope, { customerId, purpose: "deletion" });
    const done = await carryOutPlan(scope, { customerId, requestId: null, plan });
    return { keep: true, value: done.events };
  });

/** What the worker does of one piece of news. */
async function hear({ runtime }: BenchHouse, { topic, payload }: News[number], principal: Principal) {
  const job = retentionHandlers.find((handler) => handler.topic === topic);
  const context = { runtime, principal, eventId: newId(), attempt: 1, requestId: newId() };
  await job?.run({ ...context, signal: new AbortController().signal }, payload);
}

/** Some things done, as many side by side as the worker takes jobs. */
async function inLanes<T>(things: readonly T[], work: (thing: T) => Promise<unknown>): Promise<void> {
  const left = things.values();
  const lane = async () => {
    for (const thing of left) await work(thing);
  };
  await Promise.all(Array.from({ length: LANES }, lane));
}

/** Subject after subject by hand: every plan carried out, then all the news of them heard by the worker. */
async function measureImmediate(house: BenchHouse, ids: readonly string[]): Promise<Erased> {
  const [officer, worker] = [await house.person("privacy-officer"), house.system("system:worker")];
  return timed(house, ids, async () => {
    const news: News[number][] = [];
    await inLanes(ids, async (id) => news.push(...(await carryOut(house, id, officer))));
    await inLanes(news, (one) => hear(house, one, worker));
  });
}

/** Some subjects erased in one transaction, one of them with very much trade; and how large this process became over it. */
async function measureLarge(house: BenchHouse, n: number): Promise<Erased & { readonly peakMB: number }> {
  const ids = await makeEnded(house, BESIDE + 1);
  await makeOldTrade(house, ids[0] ?? "", n);
  const memory = watchMemory();
  const erased = await measureScheduled(house, ids);
  return { ...erased, ...memory.stop() };
}

/** A page of the list of customers, opened and masked; and between the calls the same with nothing to open, by as long a road. */
async function measureList(house: BenchHouse): Promise<{ sealedMs: number; plainMs: number }> {
  const { runtime } = house;
  for (let n = 0; n <= PAGE; n++) {
    await makeSubjects(house, 1);
    await makeSubjects(house, 1, { kind: "enterprise", bare: true });
  }
  const reader = await house.person("customer-service");
  const page = async (kind: "person" | "enterprise") => {
    const began = performance.now();
    const input = { limit: PAGE, filters: { kind: [kind] } };
    const { rows } = await ask(runtime, customersListQuery, { principal: reader, input, requestId: newId() });
    if (rows.length !== PAGE) throw new Error("not a whole page");
    return performance.now() - began;
  };
  const [sealed, plain]: number[][] = [[], []];
  for (let n = 0; n < CALLS; n++) {
    sealed?.push(await page("person"));
    plain?.push(await page("enterprise"));
  }
  const median = (samples: readonly number[] = []) => percentile(samples.slice(CALLS / 4), 0.5);
  return { sealedMs: median(sealed), plainMs: median(plain) };
}

/**
 * An access package for a subject with `n` transactions, built in a process of its own (bars: 30 s, 300 MB at its highest); the
 * scheduled and the immediate erasure of 1,000 subjects (bar: 60 s each); one subject with `n` transactions erased beside others; a list of 50 customers opened against the same list with nothing to open (bar:
 * 1.3). The baseline of the package reads the same rows page by page and writes them as JSON; `ratio` is what ours takes of it.
 */
export const bench: Bench = async ({ house, n = 100_000, say }) => {
  const ids = await makeSubjects(house, SUBJECTS);
  const subject = ids[0] ?? "";
  await makeTrade(house, subject, n);
  say(`${n} transactions`);
  const plain = await plainRead(house, subject);
  const built = await measurePackage(house, subject);
  if (built.outcome !== "ready") throw new Error(built.outcome);
  say(`package ${round(built.ms / 1_000)} s, ${round(built.rssMB)} MB, plain read ${round(plain / 1_000)} s`);
  const list = await measureList(house);
  const listRatio = round(list.sealedMs / list.plainMs);
  say(`list ${round(list.sealedMs)} ms sealed, ${round(list.plainMs)} ms without`);
  // The second ones are made when the first are gone, lest the day's run takes them too.
  const scheduled = await measureScheduled(house, await makeEnded(house, SUBJECTS));
  say(`scheduled erasure of ${SUBJECTS}: ${round(scheduled.seconds)} s, ${scheduled.keys} keys`);
  const immediate = await measureImmediate(house, await makeEnded(house, SUBJECTS));
  say(`immediate erasure of ${SUBJECTS}: ${round(immediate.seconds)} s, ${immediate.keys} keys`);
  const large = await measureLarge(house, n);
  say(`one of ${n} transactions beside ${BESIDE}: ${round(large.seconds)} s, ${round(large.peakMB)} MB`);
  return {
    name: "privacy",
    n,
    ours: {
      packageSeconds: round(built.ms / 1_000),
      erasureScheduledSeconds: round(scheduled.seconds),
      erasureImmediateSeconds: round(immediate.seconds),
      erasureLargeSeconds: round(large.seconds),
      erasureLargeMB: round(large.peakMB),
      listMs: round(list.sealedMs),
      listRatio,
      subjects: SUBJECTS,
      keysDestroyed: scheduled.keys + immediate.keys,
      partners: PARTNERS,
    },
    baseline: {
      readSeconds: round(plain / 1_000),
      listMs: round(list.plainMs),
      packageSeconds: 30,
      erasureSeconds: 60,
      listRatio: 1.3,
    },
    ratio: round(built.ms / plain),
    memoryMB: round(built.rssMB),
  };
};
