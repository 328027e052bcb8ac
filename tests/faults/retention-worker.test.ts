import { type ChildProcess, spawn } from "node:child_process";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { type House, MALL, openHouse } from "@/server/kernel/testing/house";
import { end, makeEnded } from "@/server/retention/testing";
import { kill } from "./support/kill";

let house: House;
let worker: ChildProcess | undefined;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(async () => {
  if (worker) await kill(worker);
  await house.close();
});

it("a worker as it is started erases what it hears of, and ends when told", { timeout: 150_000 }, async () => {
  const { customerId } = await makeEnded(house, { programme: MALL });
  await end(house, customerId, MALL);
  worker = spawn(process.execPath, ["--import", "tsx", "worker.ts"], {
    env: { ...process.env, DATABASE_URL: house.url, DATA_DIR: house.dataDir, LOG_LEVEL: "silent" },
    stdio: "ignore",
  });
  const gone = async () => {
    const of = "select retention_class as class from retention_certificates where customer_id = $1";
    return (await house.rows<{ class: string }>(of, [customerId])).map((row) => row.class);
  };
  await vi.waitUntil(async () => (await gone()).includes("identity"), { timeout: 100_000, interval: 200 });
  expect(await gone()).toEqual(expect.arrayContaining(["contact", "identity"]));
  expect(
    await house.rows("select 1 from subject_keys where subject_id = $1 and retention_class = 'identity'", [customerId]),
  ).toEqual([]);
  const ended = new Promise<number | null>((resolve) => worker?.once("exit", resolve));
  worker.kill("SIGTERM");
  expect(await ended).toBe(0);
});
