import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newId } from "@/server/kernel/new-id";
import { makeAccount } from "@/server/kernel/testing/factories";
import { type House, openHouse } from "@/server/kernel/testing/house";
import { ask, type SpawnedGateway, send, signed, spawnGateway } from "./gateway-testing";
import { askFor } from "./testing";

let house: House;
let gateway: SpawnedGateway;
const start = () => spawnGateway({ databaseUrl: house.url, dataDir: house.dataDir });
beforeAll(async () => {
  house = await openHouse();
  gateway = await start();
});
afterAll(async () => {
  await gateway.kill();
  await house.close();
});

const post = (body: string, headers: Record<string, string>) =>
  fetch(new URL("/v1/decisions", gateway.url), { method: "POST", headers, body });
const decisionsOf = async (accountId: string) =>
  (await house.rows<{ n: number }>("select count(*)::int as n from decisions where account_id = $1", [accountId]))[0]
    ?.n;

describe("the gateway's process", () => {
  it("says that it lives", async () => {
    expect(await (await fetch(new URL("/health", gateway.url))).json()).toEqual({ ok: true });
  });

  it("answers, confirms and reverses", async () => {
    const account = await makeAccount(house);
    const asked = await ask(gateway.url, askFor(account, 100));
    expect(asked).toMatchObject({ status: 200, json: { answer: "allow", state: "reserved", replayed: false } });
    const id = String(asked.json.decisionId);
    const say = (as: string) => send(gateway.url, `/v1/decisions/${id}/${as}`, `${as}-${id}`, { programme: "pay" });
    expect(await say("confirm")).toMatchObject({ status: 200, json: { state: "confirmed", late: false } });
    expect(await say("reverse")).toMatchObject({ status: 200, json: { state: "reversed" } });
    expect(await say("confirm")).toMatchObject({ status: 409, json: { code: "limits.decision.reversed" } });
  });

  it("decides nothing for a message that was changed, is old, or is not the core's", async () => {
    const account = await makeAccount(house);
    const request = askFor(account, 1);
    const body = JSON.stringify(request);
    const changed = await post(body.replace('"100"', '"200"'), signed(request.requestId, body));
    const old = await post(body, signed(request.requestId, body, new Date(Date.now() - 360_000)));
    const bare = await post(body, { "content-type": "application/json" });
    expect([changed.status, old.status, bare.status]).toEqual([401, 401, 401]);
    const other = await post(body, signed("another", body));
    expect([other.status, await other.json()]).toMatchObject([400, { code: "id_mismatch" }]);
    expect(await decisionsOf(account.accountId)).toBe(0);
  });

  it.each([
    ["a field nobody knows", (body: object) => ({ ...body, more: 1 }), [""]],
    ["a sum of nothing", (body: object) => ({ ...body, amountMinor: "0" }), ["amountMinor"]],
    ["another currency", (body: object) => ({ ...body, currency: "USD" }), ["currency"]],
    ["a factor twice", (body: object) => ({ ...body, factors: ["biometric", "biometric"] }), ["factors"]],
  ])("judges %s malformed", async (_name, change, fields) => {
    const request = askFor(await makeAccount(house), 1);
    const answer = await send(gateway.url, "/v1/decisions", request.requestId, change(request));
    expect(answer).toMatchObject({ status: 400, json: { code: "invalid_body", fields } });
  });

  it("takes no long body, no other type, and knows its accounts and programmes alone", async () => {
    const account = await makeAccount(house);
    const long = await post("x".repeat(9_000), { "content-type": "application/json" });
    const form = await post("a=1", { "content-type": "application/x-www-form-urlencoded" });
    expect([long.status, form.status]).toEqual([413, 415]);
    expect(await ask(gateway.url, askFor(account, 1, { programme: "nowhere" }))).toMatchObject({
      status: 404,
      json: { code: "unknown_programme" },
    });
    expect(await ask(gateway.url, askFor(account, 1, { accountNumber: "0000000000" }))).toMatchObject({
      status: 404,
      json: { code: "unknown_account" },
    });
  });

  it("killed between insert and commit leaves nothing, and is asked again in vain by nobody", async () => {
    const account = await makeAccount(house);
    await ask(gateway.url, askFor(account, 1));
    const request = askFor(account, 2);
    const holder = await house.pool.connect();
    try {
      await holder.query("begin");
      await holder.query("select from limit_counters where account_id = $1 for update", [account.accountId]);
      const cut = ask(gateway.url, request).catch(() => "cut");
      // It is keeping its decision once it waits for the counters.
      const waits =
        "select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query like 'with kept as%'";
      while ((await house.pool.query(waits)).rowCount === 0) await new Promise((resolve) => setImmediate(resolve));
      await gateway.kill("SIGKILL");
      expect(await cut).toBe("cut");
    } finally {
      await holder.query("rollback");
      holder.release();
    }
    expect(await decisionsOf(account.accountId)).toBe(1);
    gateway = await start();
    expect(await ask(gateway.url, request)).toMatchObject({ status: 200, json: { answer: "allow", replayed: false } });
    expect(await ask(gateway.url, request)).toMatchObject({ status: 200, json: { answer: "allow", replayed: true } });
    expect(await decisionsOf(account.accountId)).toBe(2);
  });

  it.each(["decisions", "audit_entries"])(
    "keeps nothing where %s fails, although the commit was sent",
    async (table) => {
      const account = await makeAccount(house);
      expect(await ask(gateway.url, askFor(account, 1))).toMatchObject({ status: 200 });
      const kept = async () => ({
        decisions: await decisionsOf(account.accountId),
        counters: await house.rows("select * from limit_counters where account_id = $1 order by window_kind", [
          account.accountId,
        ]),
        entries: await house.rows("select id from audit_entries where kind = 'limits.decision.record' order by id"),
      });
      const before = await kept();
      const request = askFor(account, 2);
      await house.pool.query(
        "create or replace function fails() returns trigger language plpgsql as $$ begin raise 'full'; end $$",
      );
      await house.pool.query(`create trigger fails before insert on ${table} for each row execute function fails()`);
      try {
        expect(await ask(gateway.url, request)).toMatchObject({ status: 503, json: { code: "unavailable" } });
      } finally {
        await house.pool.query(`drop trigger fails on ${table}`);
      }
      expect(await kept()).toEqual(before);
      expect(await ask(gateway.url, request)).toMatchObject({ status: 200, json: { replayed: false } });
      expect(await decisionsOf(account.accountId)).toBe(2);
    },
  );

  it("stops in order", async () => {
    const own = await start();
    await own.kill("SIGTERM");
    expect([own.child.exitCode, own.child.signalCode]).toEqual([0, null]);
  });

  it("tells apart what it cannot decide from what it will not", async () => {
    const id = newId();
    const answer = await send(gateway.url, `/v1/decisions/${id}/confirm`, `confirm-${id}`, { programme: "pay" });
    expect(answer).toMatchObject({ status: 404, json: { code: "limits.decision.unknown" } });
  });
});
