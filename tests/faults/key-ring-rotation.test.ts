import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { RETIRE_AFTER_HOURS } from "@/domain/operations/policy";
import { addDuration } from "@/domain/shared/time";
import { openKeyRing } from "@/server/kernel/crypto/key-ring";
import { newId } from "@/server/kernel/new-id";
import { createRuntime, type Runtime } from "@/server/kernel/runtime";
import { inScope } from "@/server/kernel/scope";
import { type House, openHouse } from "@/server/kernel/testing/house";
import type { Subject } from "@/server/kernel/vault";
import { wrappedKeys } from "@/server/kernel/wrapped-keys";
import { rotateKey } from "@/server/operations/commands/rotate-key";
import { keyRingState } from "@/server/operations/queries";
import { keysNotUnder } from "@/server/operations/rewrap";
import { carryOutRotation, type RotationWork, retireOldVersions } from "@/server/operations/rotate";

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const place = (rowId: string) => ({ table: "customers", column: "name_sealed", rowId });
const subject = (id: string): Subject => ({ type: "customer", id, retentionClass: "identity" });
type Value = { id: string; text: string; sealed: Buffer };

/** Seals one value for a subject of its own, as a command would, through some process's runtime. */
async function keep(runtime: Runtime, text: string): Promise<Value> {
  const id: string = newId();
  return inScope(runtime, house.system("system:worker"), "write", async ({ vault }) => ({
    keep: true,
    value: { id, text, sealed: await vault.seal(subject(id), place(id), text) },
  }));
}

const read = (runtime: Runtime, { id, sealed }: Value) =>
  inScope(runtime, house.system("system:worker"), "read", async ({ vault }) => ({
    keep: false,
    value: await vault.open(place(id), sealed),
  }));

const anotherProcess = () =>
  createRuntime({ databaseUrl: house.url, dataDir: house.dataDir, poolSize: 6, clock: house.clock.now });

function work(over: Partial<RotationWork> = {}): RotationWork {
  return {
    runtime: house.runtime,
    principal: house.system("system:worker"),
    dataDir: house.dataDir,
    key: newId(),
    requestId: newId(),
    signal: new AbortController().signal,
    batch: 10,
    ...over,
  };
}

async function ask(): Promise<{ rotationId: string; toVersion: number }> {
  const administrator = house.as("administrator");
  await house.stepUp(administrator);
  const outcome = await house.run(rotateKey, {}, { as: administrator });
  if (!outcome.ok) throw new Error(outcome.code);
  return outcome.result;
}

const stateOf = async (id: string) =>
  (
    await house.rows<{ state: string; keys_total: string; keys_done: string }>(
      "select state, keys_total, keys_done from key_rotations where id = $1",
      [id],
    )
  )[0];

const values: Value[] = [];
beforeEach(async () => {
  for (let i = 0; i < 40; i += 1) values.push(await keep(house.runtime, `value ${values.length}`));
});

describe("a rotation of the master key", () => {
  it("is asked for with a second factor, one at a time, and told to the worker", async () => {
    const administrator = house.as("administrator", { second: true });
    expect(await house.run(rotateKey, {}, { as: administrator })).toMatchObject({ code: "kernel.step-up.required" });
    const asked = await ask();
    await house.stepUp(administrator);
    expect(await house.run(rotateKey, {}, { as: administrator })).toMatchObject({
      code: "operations.rotation.running",
    });
    expect((await house.jobs("operations.rotation.requested")).map(({ payload }) => payload)).toEqual([
      { rotationId: asked.rotationId },
    ]);
    expect(await carryOutRotation(work(), asked.rotationId)).toBe("done");
    const shown = await house.ask(keyRingState, {}, { as: administrator });
    expect(shown).toMatchObject({ currentVersion: asked.toVersion, rotations: [{ state: "rewrapped", keysDone: 40 }] });
    expect(await carryOutRotation(work(), asked.rotationId)).toBe("done");
    expect(await stateOf(asked.rotationId)).toMatchObject({ keys_total: "40", keys_done: "40" });
  });

  it("goes on beside readers and writers of other processes, none of which fails", async () => {
    const others = await Promise.all([anotherProcess(), anotherProcess()]);
    const { rotationId, toVersion } = await ask();
    let running = true;
    let reads = 0;
    const readers = others.map(async (runtime, n) => {
      while (running) {
        const value = values[(reads * 7 + n) % values.length];
        if (!value) throw new Error("no value");
        expect(await read(runtime, value)).toBe(value.text);
        reads += 1;
        if (reads % 5 === 0) values.push(await keep(runtime, `written ${reads}`));
      }
    });
    try {
      expect(await carryOutRotation(work(), rotationId)).toBe("done");
    } finally {
      running = false;
    }
    await Promise.all(readers);
    expect(reads).toBeGreaterThan(0);
    // A writer that had the old ring open may have used it once more: the next pass finds that.
    expect(toVersion).toBe(house.runtime.keyRing.currentVersion);
    for (const value of values) {
      for (const other of others) expect(await read(other, value)).toBe(value.text);
    }
    await Promise.all(others.map(({ pool }) => pool.end()));
  });

  it("is taken up where a killed worker left it", async () => {
    const { rotationId, toVersion } = await ask();
    const settings = { databaseUrl: house.url, dataDir: house.dataDir, now: house.clock.now(), rotationId };
    const child = spawn(
      process.execPath,
      ["--import", "tsx", "tests/faults/support/rotate-child.ts", JSON.stringify({ ...settings, standStillAfter: 3 })],
      { stdio: ["ignore", "pipe", "inherit"], env: { ...process.env, LOG_LEVEL: "silent" } },
    );
    for await (const line of createInterface({ input: child.stdout })) if (line === "standing still") break;
    const left = await keysNotUnder(house.pool, toVersion);
    expect(left).toBeGreaterThan(0);
    for (const value of values.slice(0, 20)) expect(await read(house.runtime, value)).toBe(value.text);
    expect(await carryOutRotation(work(), rotationId)).toBe("busy");
    child.kill("SIGKILL");
    await once(child, "exit");
    let outcome = await carryOutRotation(work({ key: `rotation-${rotationId}` }), rotationId);
    // The server notices a vanished client a moment later; the job queue would try again as well.
    while (outcome === "busy") outcome = await carryOutRotation(work({ key: `rotation-${rotationId}` }), rotationId);
    expect(outcome).toBe("done");
    expect(await keysNotUnder(house.pool, toVersion)).toBe(0);
    expect((await openKeyRing({ dataDir: house.dataDir, create: false })).currentVersion).toBe(toVersion);
    const row = await stateOf(rotationId);
    expect(row).toMatchObject({ state: "rewrapped" });
    expect(Number(row?.keys_done)).toBe(Number(row?.keys_total));
    for (const value of values) expect(await read(house.runtime, value)).toBe(value.text);
  });

  it("keeps the older master keys until their time has come and nothing needs them", async () => {
    const { toVersion } = await house.ask(keyRingState, {}, { as: house.as("auditor") }).then(({ rotations }) => {
      const [latest] = rotations;
      if (!latest) throw new Error("no rotation");
      return latest;
    });
    expect(await retireOldVersions(work())).toBeNull();
    const before = house.clock.now();
    house.clock.set(addDuration(before, { hours: RETIRE_AFTER_HOURS }));
    // A process that had not read the ring again wrapped one more key with the old version: it is re-wrapped first.
    const [late] = await house.rows<{ id: string }>(
      "update subject_keys set key_version = 1 where id = (select id from subject_keys limit 1) returning id",
    );
    expect(await retireOldVersions(work())).toEqual([toVersion]);
    expect(house.runtime.keyRing.versions).toEqual([toVersion]);
    expect(await house.rows("select key_version from subject_keys where id = $1", [late?.id])).toEqual([
      { key_version: toVersion },
    ]);
    const fresh = await anotherProcess();
    for (const value of values) expect(await read(fresh, value)).toBe(value.text);
    await fresh.pool.end();
    expect(await retireOldVersions(work())).toBeNull();
  });

  it("stops with the rotation unfinished when a key does not unwrap, and says so", async () => {
    const { rotationId } = await ask();
    const [spoilt] = await house.rows<{ id: string; wrapped: Buffer }>("select id, wrapped from subject_keys limit 1");
    const changed = Buffer.from(spoilt?.wrapped ?? []);
    changed[20] = (changed[20] ?? 0) ^ 1;
    await house.pool.query("update subject_keys set wrapped = $2 where id = $1", [spoilt?.id, changed]);
    await expect(carryOutRotation(work(), rotationId)).rejects.toThrow("does not open");
    expect(await stateOf(rotationId)).toMatchObject({ state: "rewrapping" });
    await house.pool.query("update subject_keys set wrapped = $2 where id = $1", [spoilt?.id, spoilt?.wrapped]);
    expect(await carryOutRotation(work(), rotationId)).toBe("done");
  });
});

describe("tables of wrapped keys", () => {
  it("are all known to rotation, backup and erasure", async () => {
    const found = await house.rows<{ table_name: string }>(
      `select distinct table_name from information_schema.columns
       where table_schema = 'public' and (column_name = 'key_version' or column_name like '%wrapped%') order by 1`,
    );
    expect(found.map(({ table_name }) => table_name)).toEqual(wrappedKeys().map(({ table }) => table));
  });
});
