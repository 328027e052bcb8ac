import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { addDays, type Instant, instant, shanghaiDate } from "@/domain/shared/time";
import { env } from "@/env";
import { type BlobStore, configuredStore, diskStore } from "@/server/evidence/adapters/blob-store";
import { configureLog } from "@/server/kernel/logger";
import { createRuntime, type Runtime } from "@/server/kernel/runtime";
import { seedAtOnce } from "./at-once";
import { createSeedClock, type SeedClock } from "./clock";
import { seedClosures } from "./closures";
import { type CoreAddress, connectCore, type SeedCore } from "./core";
import { storeCounterparties } from "./counterparties";
import { newSeries, planCustomers, type Series } from "./customers";
import { seedDayEnds } from "./day-ends";
import { seedDeductions } from "./deductions";
import { seedElectronicOrders } from "./electronic-orders";
import { seedEnterprises } from "./enterprises";
import { seedImports } from "./imports";
import { seedIncidents } from "./incidents";
import { seedKyc } from "./kyc";
import { checkOldValues, findLargeValues } from "./large-value";
import { ensurePartitions, storeLegs } from "./ledger";
import { seedLetters } from "./letters";
import { seedLimits } from "./limits";
import { seedLosses } from "./losses";
import { seedMeasures } from "./measures";
import { seedObjections } from "./objections";
import { seedOrders } from "./orders";
import { seedPackages } from "./packages";
import { endSeedSessions, PROGRAMMES, seedPeople } from "./people";
import { seedPeopleDesk } from "./people-desk";
import { seedPrivacy } from "./privacy";
import { createRandom } from "./random";
import { planRates, type RateTable, seedRates } from "./rates";
import { seedRegisters } from "./registers";
import { seedRetention } from "./retention";
import { seedReveals } from "./reveals";
import { seedReverification } from "./reverification";
import { seedScreening } from "./screening";
import { type Programme, type SeededAccount, storeCustomers } from "./store-customers";
import { clearUnfinished, markFinished, markUnfinished } from "./unfinished";
import { seedWorklist } from "./worklist";
import type { SeedWorld } from "./world";

export const SIZES = {
  full: { persons: 1_900, enterprises: 100, legs: 200_000, merchants: 400, others: 200 },
  small: { persons: 132, enterprises: 12, legs: 6_000, merchants: 40, others: 20 },
} as const;
export type DemoSize = keyof typeof SIZES;

/** The other programme: a few customers, to show that nothing of it is seen from the first. */
const MALL_SIZE = { persons: 24, enterprises: 3, legs: 900, merchants: 12, others: 6 } as const;

/** Any number: it decides every name and amount of the demo data. */
const SEED = 20_260_101;

export type SeedOptions = {
  readonly databaseUrl: string;
  readonly dataDir: string;
  readonly size: DemoSize;
  /** The present moment of the demo: everything lies in the 90 days before it. */
  readonly now: Instant;
  /** The payment core beside which the console will run. */
  readonly core?: CoreAddress | null;
  /** Where pictures are kept; a folder beside the data when left out. */
  readonly store?: BlobStore;
  readonly write?: (line: string) => void;
};

export type Seeded = { readonly customers: number; readonly accounts: number; readonly legs: number };

/**
 * Fills an empty database with the demo institution: people, rates, customers, transactions, and work in every state.
 * The same for one day and size, but for ids and passwords. Gives null and leaves a database with people alone.
 */
export async function seedDemo(options: SeedOptions): Promise<Seeded | null> {
  const clock = createSeedClock(options.now);
  const runtime = await createRuntime({
    databaseUrl: options.databaseUrl,
    dataDir: options.dataDir,
    poolSize: 4,
    clock: clock.now,
  });
  try {
    if (await clearUnfinished(runtime.pool, options.databaseUrl))
      options.write?.("  began again: the last time was cut short");
    const { rows } = await runtime.pool.query<{ used: boolean }>("select exists (select from people) as used");
    if (rows[0]?.used) return null;
    await markUnfinished(runtime.pool);
    const made = await fill(runtime, clock, options);
    await markFinished(runtime.pool);
    return made;
  } finally {
    await runtime.pool.end();
  }
}

async function fill(runtime: Runtime, clock: SeedClock, options: SeedOptions): Promise<Seeded> {
  const step = reporter(options.write);
  const anchor = shanghaiDate(options.now);
  clock.set(instant(`${addDays(anchor, -120)}T09:00:00+08:00`));
  const people = await step("people", () => seedPeople(runtime, options.dataDir));
  clock.set(options.now);
  const random = createRandom(SEED);
  const rates = planRates(random, anchor);
  const series = newSeries();
  const totals = { customers: 0, accounts: 0, legs: 0 };
  let accounts: readonly SeededAccount[] = [];
  for (const programme of PROGRAMMES) {
    const size = programme.id === "pay" ? SIZES[options.size] : MALL_SIZE;
    const made = await step(`${programme.en}: customers and transactions`, () =>
      fillProgramme({
        runtime,
        programme,
        size,
        random,
        rates,
        series,
        now: options.now,
        first: programme.id === "pay",
      }),
    );
    if (programme.id === "pay") accounts = made.accounts;
    totals.customers += size.persons + size.enterprises;
    totals.accounts += made.accounts.length;
    totals.legs += made.legs;
    await step(`${programme.en}: large values`, () => findLargeValues(runtime, clock, programme.id, anchor));
  }
  const world = { runtime, clock, people, accounts, dataDir: options.dataDir };
  await step("work in every state", () => seedWork(world, options.core ?? null));
  clock.set(options.now);
  const store = options.store ?? (await diskStore(join(options.dataDir, "files")));
  await step("lists", () => seedScreening(world));
  await step("identity checks", () => seedKyc(world, store));
  clock.set(options.now);
  await step("re-verification", () => seedReverification(world));
  await step("loss reports", () => besideCore(world, options.core ?? null, seedLosses));
  await step("orders of authorities", () => besideCore(world, options.core ?? null, seedOrders));
  await step("orders of the platform", () => besideCore(world, options.core ?? null, seedElectronicOrders));
  await step("objections", () => seedObjections(world));
  await step("privacy requests", () => seedPrivacy(world));
  await step("incidents", () => seedIncidents(world, store));
  await step("registers", () => seedRegisters(world));
  await step("limits", () => seedLimits(world));
  await step("closures", () => besideCore(world, options.core ?? null, seedClosures));
  await step("deductions", () => besideCore(world, options.core ?? null, seedDeductions));
  await step("restrictions at once", () => besideCore(world, options.core ?? null, seedAtOnce));
  await step("letters to customers", () => seedLetters(world));
  await step("packages and corrections", () => seedPackages(world, store));
  await step("keeping and erasing", () => seedRetention(world));
  await endSeedSessions(runtime.pool);
  await step("statistics", () => runtime.pool.query("analyze"));
  return totals;
}

type Fill = {
  runtime: Runtime;
  programme: (typeof PROGRAMMES)[number];
  random: ReturnType<typeof createRandom>;
  rates: RateTable;
  series: Series;
  size: { persons: number; enterprises: number; legs: number; merchants: number; others: number };
  now: Instant;
  first: boolean;
};

async function fillProgramme(of: Fill): Promise<{ accounts: SeededAccount[]; legs: number }> {
  const { runtime, random, size, now, rates } = of;
  const anchor = shanghaiDate(now);
  const programme: Programme = { id: of.programme.id, entity: of.programme.entity };
  const client = await runtime.pool.connect();
  try {
    await client.query("begin");
    if (of.first) await seedRates(client, rates);
    await ensurePartitions(client, anchor);
    const plans = planCustomers(random, of.series, { persons: size.persons, enterprises: size.enterprises, anchor });
    const accounts = await storeCustomers(runtime, client, programme, plans);
    const counts = { merchant: size.merchants, person: size.others, institution: 4 };
    const outside = await storeCounterparties(runtime, client, programme, random, counts);
    const legs = await storeLegs(client, { random, programme, accounts, outside, rates, anchor, now }, size.legs);
    await client.query("commit");
    await client.query("analyze customers, accounts, transactions");
    return { accounts, legs };
  } catch (error) {
    await client.query("rollback");
    throw error;
  } finally {
    client.release();
  }
}

async function seedWork(world: SeedWorld, address: CoreAddress | null): Promise<void> {
  for (const email of ["officer@hengchuan.example", "officer@mall.hengchuan.example"]) {
    const officer = world.people.get(email);
    if (officer) await checkOldValues(world.runtime, world.clock, officer);
  }
  const core = await connectCore(address, world.clock.now);
  await seedMeasures(world, core);
  await core.done();
  await seedEnterprises(world);
  await seedReveals(world);
  await seedWorklist(world);
  await seedPeopleDesk(world);
  await seedImports(world);
  await seedDayEnds(world, core);
}

/** A story told beside a core that answers at once; its pace is its own again afterwards. */
async function besideCore(
  world: SeedWorld,
  address: CoreAddress | null,
  tell: (world: SeedWorld, core: SeedCore) => Promise<void>,
): Promise<void> {
  const core = await connectCore(address, world.clock.now);
  await tell(world, core);
  await core.done();
}

/** Times the steps and says each in a line. */
function reporter(write: ((line: string) => void) | undefined) {
  return async <T>(name: string, work: () => Promise<T>): Promise<T> => {
    const since = performance.now();
    const result = await work();
    write?.(`  ${name}  ${((performance.now() - since) / 1000).toFixed(1)} s`);
    return result;
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  configureLog("error");
  const { DATABASE_URL: databaseUrl, DATA_DIR: dataDir, CORE_URL: url, CORE_WEBHOOK_SECRET: secret } = env();
  const size: DemoSize = env().DEMO_SIZE;
  const write = (line: string) => process.stdout.write(`${line}\n`);
  const since = performance.now();
  const made = await seedDemo({
    databaseUrl,
    dataDir,
    size,
    now: new Date().toISOString() as Instant,
    core: secret ? { url, secret } : null,
    store: await configuredStore(),
    write,
  });
  const took = ((performance.now() - since) / 1000).toFixed(1);
  write(
    made
      ? `  ${made.customers} customers, ${made.accounts} accounts, ${made.legs} legs in ${took} s`
      : "  demo data: there are people already",
  );
}
