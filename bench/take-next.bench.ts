import { execute } from "@/server/kernel/command";
import { newId } from "@/server/kernel/new-id";
import { ask } from "@/server/kernel/query";
import { takeNextItem } from "@/server/worklist/commands/take-next";
import { worklistCountsQuery, worklistListQuery } from "@/server/worklist/queries";
import { type Bench, percentile, round, watchMemory } from "./bench";
import type { BenchHouse } from "./database";

const PEOPLE = 20;
/** Pulls each without a pause; under the load cap between two clearings. */
const PULLS = 100;
const BETWEEN_CLEARINGS = 15;
const PACED_SECONDS = 10;
const CALLS = 80;

type Person = Awaited<ReturnType<BenchHouse["person"]>>;

/** Open items of three kinds over forty days, a tenth of them with a name that may not have them. */
async function makeItems({ runtime, programme }: BenchHouse, n: number, excluded: string): Promise<void> {
  await runtime.pool.query(
    `insert into work_items (id, programme_id, legal_entity_id, clearance, kind, number, subject_type, subject_id, state, opened_at, due_at, due_on,
       excluded_person_id)
     select gen_random_uuid(), $1, $2, case when g % 50 = 0 then 'suspicion' else 'general' end,
       (array['large-value', 'large-value', 'large-value', 'approval', 'core-failure'])[1 + g % 5], 'LV-' || lpad(g::text, 6, '0'), 'large-value', gen_random_uuid(),
       'open', now() - (g % 960) * interval '1 hour', now() + (g * 31 % 960 - 240) * interval '1 hour',
       (now() + (g * 31 % 960 - 240) * interval '1 hour')::date, case when g % 10 = 0 then $3::uuid end
     from generate_series(1, $4::int) g`,
    [programme.programmeId, programme.legalEntityId, excluded, n],
  );
  await runtime.pool.query("vacuum analyze work_items");
}

/** Closes what somebody holds, outside the measured time: the load cap is for people, not for this. */
async function clear({ runtime }: BenchHouse, person: Person): Promise<void> {
  await runtime.pool.query(
    "update work_items set state = 'done', closed_at = now(), locked_until = null where assignee_id = $1 and state = 'open'",
    [person.personId],
  );
}

async function pull({ runtime }: BenchHouse, person: Person, given: string[]): Promise<number> {
  const started = performance.now();
  const call = { principal: person, input: {}, key: newId(), requestId: newId() };
  const outcome = await execute(runtime, takeNextItem, call);
  if (!outcome.ok) throw new Error(outcome.code);
  given.push(outcome.result.itemId);
  return performance.now() - started;
}

/** Everybody pulls as fast as he is answered. */
async function withoutPause(house: BenchHouse, people: readonly Person[], given: string[]): Promise<number[]> {
  const times: number[] = [];
  await Promise.all(
    people.map(async (person) => {
      for (let n = 0; n < PULLS; n++) {
        times.push(await pull(house, person, given));
        if (n % BETWEEN_CLEARINGS === BETWEEN_CLEARINGS - 1) await clear(house, person);
      }
      await clear(house, person);
    }),
  );
  return times;
}

/** Everybody pulls once a second, each at his own moment of it. */
async function paced(house: BenchHouse, people: readonly Person[], given: string[]): Promise<number[]> {
  const times: number[] = [];
  await Promise.all(
    people.map(async (person, at) => {
      await new Promise((resolve) => setTimeout(resolve, (at * 1_000) / people.length));
      for (let n = 0; n < PACED_SECONDS; n++) {
        const took = await pull(house, person, given);
        times.push(took);
        await new Promise((resolve) => setTimeout(resolve, Math.max(0, 1_000 - took)));
      }
    }),
  );
  return times;
}

/** The same pull by hand: one statement for the pick, nothing around it. */
async function bare({ runtime, programme }: BenchHouse, people: readonly Person[]): Promise<number[]> {
  const times: number[] = [];
  await Promise.all(
    people.map(async ({ personId }) => {
      for (let n = 0; n < PULLS; n++) {
        const started = performance.now();
        const connection = await runtime.pool.connect();
        try {
          await connection.query("begin");
          await connection.query(
            `update work_items set assignee_id = $2, held_as = 'taken', locked_until = now() + interval '30 minutes', version = version + 1
             where id = (select id from work_items where programme_id = $1 and kind = 'large-value' and clearance = 'general' and state = 'open'
               and assignee_id is null and snoozed_until is null and suspended_at is null order by rank_at, id limit 1 for update skip locked)`,
            [programme.programmeId, personId],
          );
          await connection.query("commit");
        } finally {
          connection.release();
        }
        times.push(performance.now() - started);
      }
    }),
  );
  return times;
}

async function timed(work: (i: number) => Promise<unknown>): Promise<number> {
  const samples: number[] = [];
  for (let i = 0; i < CALLS + 10; i++) {
    const started = performance.now();
    await work(i);
    if (i >= 10) samples.push(performance.now() - started);
  }
  return round(percentile(samples, 0.95));
}

/**
 * Twenty people pulling from n open items: without a pause (bar: 95th percentile 100 ms) and once a second each (30 ms);
 * no item twice. Then the rail's counts, the list by urgency and one's own work at n. `ratio` is ours to the same pick by
 * hand, without rights, audit and idempotency.
 */
export const bench: Bench = async ({ house, n = 100_000, say }) => {
  const people = await Promise.all(Array.from({ length: PEOPLE }, () => house.person("aml-analyst")));
  const [first] = people;
  if (!first) throw new Error("nobody");
  await makeItems(house, n, first.personId);
  const memory = watchMemory();
  const given: string[] = [];
  const hot = await withoutPause(house, people, given);
  say(`without pause: ${round(percentile(hot, 0.5))} ms in the middle, ${round(percentile(hot, 0.95))} ms at the 95th`);
  const calm = await paced(house, people, given);
  say(
    `once a second: ${round(percentile(calm, 0.5))} ms in the middle, ${round(percentile(calm, 0.95))} ms at the 95th`,
  );
  const call = (input: unknown) => ({ principal: first, input, requestId: newId() });
  const counts = await timed(() => ask(house.runtime, worklistCountsQuery, call({})));
  const open = { sort: "urgency", order: "asc", limit: 50 };
  const list = await timed((i) =>
    ask(
      house.runtime,
      worklistListQuery,
      call({
        ...open,
        filters: [
          { state: ["open"] },
          { state: ["open"], kind: ["large-value"] },
          { state: ["open"], holder: ["nobody"] },
        ][i % 3],
      }),
    ),
  );
  const mine = await timed(() =>
    ask(house.runtime, worklistListQuery, call({ ...open, filters: { state: ["open"], holder: ["me"] } })),
  );
  say(`counts ${counts} ms, list ${list} ms, mine ${mine} ms`);
  const { peakMB } = memory.stop();
  const byHand = await bare(house, people);
  const p95Ms = round(percentile(hot, 0.95));
  const handP95 = round(percentile(byHand, 0.95));
  return {
    name: "take-next",
    n,
    ours: {
      p95Ms,
      pacedP95Ms: round(percentile(calm, 0.95)),
      twice: given.length - new Set(given).size,
      countsP95Ms: counts,
      listP95Ms: list,
      mineP95Ms: mine,
    },
    baseline: { p95Ms: handP95 },
    ratio: round(p95Ms / handP95),
    memoryMB: peakMB,
  };
};
