import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { newId } from "@/server/kernel/new-id";
import { defineTopic, enqueue } from "@/server/kernel/outbox";
import { inScope } from "@/server/kernel/scope";
import { type House, MALL, openHouse, PAY, type Programme } from "@/server/kernel/testing/house";
import { replayJob } from "./commands/replay-job";
import { deadJobsList } from "./queries";

const payload = z.object({ word: z.string() });
const plain = defineTopic({ topic: "operations.test-plain", clearance: "general", payload });
const sealed = defineTopic({ topic: "operations.test-sealed", clearance: "suspicion", payload });

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());
beforeEach(() => house.rows("delete from graphile_worker._private_jobs"));

const administrator = () => house.as("administrator");
const jobs = async (as = administrator()) => (await house.ask(deadJobsList, {}, { as })).jobs;

/** A job of a programme that gave up, as the queue leaves it. Gives its id. */
async function dead(programme: Programme = PAY, topic: typeof plain | typeof sealed = plain): Promise<string> {
  const worker = house.system("system:worker", programme);
  const word = newId();
  await inScope(house.runtime, worker, "write", async (scope) => {
    await enqueue(scope.tx, scope.actor, [topic({ word })]);
    return { keep: true, value: null };
  });
  const [row] = await house.rows<{ id: string }>(
    `update graphile_worker._private_jobs set attempts = max_attempts where payload::text like $1 returning id::text`,
    [`%${word}%`],
  );
  if (!row) throw new Error("no job");
  return row.id;
}

describe("jobs that gave up", () => {
  it("are listed by name and count, with nothing of what they carry, each programme's apart", async () => {
    const id = await dead();
    await dead(MALL);
    expect(await jobs()).toMatchObject([{ id, topic: "operations.test-plain", attempts: 25 }]);
    expect(Object.keys((await jobs())[0] ?? {}).sort()).toEqual(["attempts", "createdAt", "gaveUpAt", "id", "topic"]);
  });

  it("of a sealed topic are not shown to, nor run again by, who is not cleared", async () => {
    const jobId = await dead(PAY, sealed);
    expect(await jobs()).toEqual([]);
    expect(await house.run(replayJob, { jobId }, { as: administrator() })).toMatchObject({
      code: "operations.job.not-dead",
    });
  });

  it("run again once: the second time it is no longer dead", async () => {
    const jobId = await dead();
    expect(await house.run(replayJob, { jobId }, { as: administrator() })).toMatchObject({ ok: true });
    const [row] = await house.rows("select attempts from graphile_worker._private_jobs where id = $1", [jobId]);
    expect(row).toEqual({ attempts: 0 });
    expect(await jobs()).toEqual([]);
    expect(await house.run(replayJob, { jobId }, { as: administrator() })).toMatchObject({
      code: "operations.job.not-dead",
    });
    const log = await house.rows(
      "select subject_id from audit_entries where kind = 'operations.job.replay' and outcome = 'committed'",
    );
    expect(log).toEqual([{ subject_id: jobId }]);
  });

  it("two at once give one run", async () => {
    const jobId = await dead();
    const both = await Promise.all([1, 2].map(() => house.run(replayJob, { jobId }, { as: administrator() })));
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
  });

  it("are not touched while they wait, run, or belong to another programme, nor by who may not", async () => {
    const jobId = await dead();
    const foreign = await dead(MALL);
    expect(await house.run(replayJob, { jobId: foreign }, { as: administrator() })).toMatchObject({
      code: "operations.job.not-dead",
    });
    expect(await house.run(replayJob, { jobId }, { as: house.as("auditor") })).toMatchObject({
      code: "kernel.permission.denied",
    });
    await house.rows("update graphile_worker._private_jobs set attempts = 3 where id = $1", [jobId]);
    expect(await house.run(replayJob, { jobId }, { as: administrator() })).toMatchObject({
      code: "operations.job.not-dead",
    });
  });
});
