import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { migrateDatabase } from "@/db/migrate";
import { instant } from "@/domain/shared/time";
import type { Principal } from "@/server/kernel/actor";
import { isUnavailable } from "@/server/kernel/errors";
import { configureLog } from "@/server/kernel/logger";
import { newId } from "@/server/kernel/new-id";
import { createRuntime, type Runtime } from "@/server/kernel/runtime";
import { inScope } from "@/server/kernel/scope";
import { openItems } from "@/server/worklist/public";
import { openDoor } from "./support/database-door";

type Server = { url: string; stop(): Promise<void> };

let dataDir: string;
let server: Server;
let door: Awaited<ReturnType<typeof openDoor>>;
let runtime: Runtime;

async function start(): Promise<Server> {
  const { startPostgres } = (await import("../../scripts/lib/postgres.mjs")) as {
    startPostgres(options: { dataDir: string; test: boolean }): Promise<Server>;
  };
  return startPostgres({ dataDir, test: true });
}

beforeAll(async () => {
  configureLog("silent");
  dataDir = await mkdtemp(join(tmpdir(), "hegui-restart-"));
  server = await start();
  await migrateDatabase(server.url);
  door = await openDoor(server.url);
  const clock = () => instant("2026-10-09T14:32:00+08:00");
  runtime = await createRuntime({ databaseUrl: door.url, dataDir, poolSize: 6, clock });
  await runtime.pool.query("insert into legal_entities values ('house', 'house', 'house')");
  await runtime.pool.query("insert into programmes values ('pay', 'house', 'pay', 'pay')");
}, 300_000);
afterAll(async () => {
  await runtime.pool.end();
  await door.close();
  await server.stop();
  await rm(dataDir, { recursive: true, force: true });
});

const worker: Principal = { kind: "system", name: "system:worker", programmeId: "pay" };

/** A small piece of work; `meanwhile` happens between its change and its end. */
const work = (meanwhile: () => Promise<unknown> = async () => undefined) =>
  inScope(runtime, worker, "write", async ({ tx, actor, now }) => {
    const item = { kind: "core-failure", number: "R", subjectType: "measure", subjectId: newId() };
    await openItems(tx, actor, [item], now);
    await meanwhile();
    return { keep: true, value: "kept" };
  });
const kept = async () => (await runtime.pool.query("select from work_items")).rowCount;

describe("a database that goes down and comes back", () => {
  it("takes what was under way with it, loses nothing kept, and the same process goes on", async () => {
    expect(await work()).toBe("kept");
    const cut = await work(() => server.stop()).catch((error: unknown) => error);
    expect(cut).toSatisfy(isUnavailable);
    const down = await Promise.all([work(), work()].map((one) => one.catch((error: unknown) => error)));
    for (const error of down) expect(error).toSatisfy(isUnavailable);

    server = await start();
    door.leadTo(server.url);
    expect(await kept()).toBe(1);
    expect(await Promise.all([work(), work(), work()])).toEqual(["kept", "kept", "kept"]);
    expect(await kept()).toBe(4);
  }, 300_000);
});
