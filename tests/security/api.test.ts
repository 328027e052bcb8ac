import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { CONNECTIONS_POLICY } from "@/domain/connections/policy";
import { API_SCOPES, type ApiScope } from "@/domain/connections/scopes";
import { clientPermissionsOf } from "@/domain/permissions";
import { revokeKey } from "@/server/connections/commands/revoke-key";
import { rotateKey } from "@/server/connections/commands/rotate-key";
import { keysQuery } from "@/server/connections/queries";
import { ROUTES } from "@/server/connections/routes";
import { callDoor, makeKey } from "@/server/connections/testing";
import { configureLog } from "@/server/kernel/logger";
import { type House, MALL, openHouse } from "@/server/kernel/testing/house";
import { commands, queries } from "./support/answers";
import { sampleOf } from "./support/sample";

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const FREE_ID = "019a0000-0000-7000-8000-00000000ffff";
const pathOf = (path: string) =>
  path.replace("{customer}", FREE_ID).replace("{id}", FREE_ID).replace("{kind}", "passport");

/** A question for a door that takes none without one. */
const searchOf = (query: (typeof ROUTES)[number]["query"]) =>
  query && !query.safeParse({}).success ? `?${new URLSearchParams(sampleOf(query) as Record<string, string>)}` : "";

describe("every door", () => {
  it("answers 401 to whoever has no live key, and says nothing more", async () => {
    const revoked = await makeKey(house, API_SCOPES);
    await house.run(revokeKey, { keyId: revoked.keyId }, { as: house.as("administrator") });
    const short = await makeKey(house, API_SCOPES, { days: 1 });
    const far = await makeKey(house, API_SCOPES, { addresses: ["192.0.2.0/24"] });
    const wrong = `${far.token.slice(0, -1)}${far.token.endsWith("A") ? "B" : "A"}`;
    const good = await makeKey(house, API_SCOPES);
    house.clock.set("2026-10-10T14:32:01+08:00");
    const answers = new Set<string>();
    for (const [at, token] of [null, "nonsense", revoked.token, short.token, far.token, wrong].entries()) {
      for (const { method, path } of ROUTES) {
        // Each from an address of its own: failures take from the address.
        const address = `198.51.${at}.${ROUTES.findIndex((one) => one.path === path && one.method === method)}`;
        const answer = await callDoor(house, method, pathOf(path), { token, address });
        expect([path, answer.status]).toEqual([path, 401]);
        answers.add(JSON.stringify({ ...answer.body, requestId: "" }));
      }
    }
    expect(answers.size).toBe(1);
    house.clock.set("2026-10-09T14:32:00+08:00");
    const near = await callDoor(house, "GET", "/customers", { token: far.token, address: "192.0.2.77" });
    expect(near.status).toBe(200);
    expect((await callDoor(house, "GET", "/customers", { token: good.token })).status).toBe(200);
  });

  it("opens to its own scope and to no other", async () => {
    const wrong: string[] = [];
    for (const scope of API_SCOPES) {
      const { token } = await makeKey(house, [scope]);
      for (const route of ROUTES) {
        const body = route.body ? sampleOf(route.documentedBody ?? route.body) : undefined;
        // A door for files takes bytes, and is told how many.
        const file = route.fileBytes ? { raw: "x", headers: { "content-length": "1" } } : { body };
        const sent = { token, ...(route.method === "GET" ? {} : file), address: "203.0.113.9" };
        const { status } = await callDoor(house, route.method, pathOf(route.path) + searchOf(route.query), sent);
        if ((status === 403) === (route.scope === scope)) wrong.push(`${route.operationId} with ${scope}: ${status}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it("answers what is not well-formed with its own status, and changes nothing", async () => {
    const { token } = await makeKey(house, API_SCOPES);
    await callDoor(house, "GET", "/customers", { token });
    const before = await house.checksums();
    const post = (sent: object) => callDoor(house, "POST", "/customers", { token, ...sent });
    const json = '{"externalRef":"C1","kind":"person"}';
    const tries = [
      [{ raw: json, headers: { "content-type": "text/plain" } }, 415],
      [{ raw: json, headers: { "content-type": "application/json; charset=gbk" } }, 415],
      [{ raw: json, headers: { "content-encoding": "gzip" } }, 415],
      [{ raw: "{" }, 400],
      [{ raw: "" }, 400],
      [{ raw: new Uint8Array([0x7b, 0xff, 0x7d]) }, 400],
      [{ raw: "[".repeat(50) + "]".repeat(50) }, 400],
      [{ raw: `{"externalRef":"${"x".repeat(1_100_000)}"}` }, 413],
      [{ raw: "[]" }, 422],
      [{ raw: "null" }, 422],
      [{ raw: '{"externalRef":"C1","kind":"person","isAdmin":true}' }, 422],
      [{ raw: '{"externalRef":"C1","kind":"person","__proto__":{"status":"closed"}}' }, 422],
      [{ raw: '{"externalRef":"C1","kind":"person","programmeId":"mall"}' }, 422],
      [{ raw: '{"externalRef":"C 1; drop","kind":"person"}' }, 422],
      [{ raw: '{"externalRef":"C1","kind":"person","name":"a\\u0000b"}' }, 422],
      [{ raw: '{"externalRef":"C1","kind":"person","name":"a\\u202eb"}' }, 422],
    ] as const;
    for (const [sent, status] of tries) {
      const answer = await post(sent);
      expect([sent, answer.status]).toEqual([sent, status]);
      expect(answer.headers.get("content-type")).toBe("application/problem+json");
      expect(answer.body).toMatchObject({ status, code: expect.stringMatching(/^connections\.request\./) });
      expect(answer.body.requestId).toBe(answer.headers.get("x-request-id"));
      expect(JSON.stringify(answer.body)).not.toMatch(/at .*\.ts|Error:|node_modules/);
    }
    const queries = [
      "?limit=0",
      "?limit=101",
      "?limit=x",
      "?unheard=1",
      "?limit=1&limit=2",
      "?kind=spy",
      "?sinceFrom=2026-02-30",
    ];
    for (const query of queries) {
      expect([query, (await callDoor(house, "GET", `/customers${query}`, { token })).status]).toEqual([query, 422]);
    }
    for (const path of [
      "/nothing",
      "",
      "/customers/x",
      "/customers/%zz",
      "/customers/../../trpc",
      "/accounts/1",
      "//customers",
    ]) {
      const { status } = await callDoor(house, "GET", path, { token });
      expect([path, status]).toEqual([path, 404]);
    }
    for (const [method, path] of [
      ["DELETE", "/customers"],
      ["PUT", "/transactions"],
      ["GET", "/confirmations"],
    ] as const) {
      expect((await callDoor(house, method, path, { token })).status).toBe(405);
    }
    const after = await house.checksums();
    expect({ ...after, api_buckets: "" }).toEqual({ ...before, api_buckets: "" });
  });

  it("names every field that is wrong, and repeats no value", async () => {
    const { token } = await makeKey(house, ["customers.write"]);
    const body = { externalRef: "C1", kind: "spy", phone: "13800138000x", secret: "110105" };
    const answer = await callDoor(house, "POST", "/customers", { token, body });
    expect(answer.body.errors.map(({ field }: { field: string }) => field).sort()).toEqual(["kind", "phone", "secret"]);
    expect(JSON.stringify(answer.body)).not.toMatch(/13800138000|110105/);
  });

  it("leaves an entry for a denied attempt", async () => {
    const key = await makeKey(house, ["customers.read"]);
    await callDoor(house, "POST", "/customers", { token: key.token, body: { externalRef: "C1", kind: "person" } });
    const entries = await house.rows("select kind from audit_entries where actor_id = $1 and outcome = 'denied'", [
      `client:${key.keyId}`,
    ]);
    expect(entries).toEqual([{ kind: "connections.customer.put" }]);
  });
});

describe("a key", () => {
  it("reaches nothing of the console beside its permissions, and never what suspicion touches", async () => {
    const wrong: string[] = [];
    for (const scope of API_SCOPES) {
      const { keyId } = await makeKey(house, [scope as ApiScope]);
      const principal = { kind: "client" as const, keyId, programmeId: "pay" };
      const may = clientPermissionsOf([scope]);
      for (const q of queries()) {
        const outcome = await house.ask(q, sampleOf(q.input), { as: principal }).then(
          () => "allowed",
          (error: { category?: string }) => error.category ?? "failed",
        );
        if ((outcome === "allowed" || outcome === "not-found") && !may.has(q.permission) && q.clearance === "general") {
          wrong.push(`${q.name} with ${scope}: ${outcome}`);
        }
        if (q.clearance === "suspicion" && outcome !== "not-found") wrong.push(`${q.name} with ${scope}: ${outcome}`);
      }
      for (const cmd of commands()) {
        if (may.has(cmd.permission)) continue;
        const outcome = await house.run(cmd, sampleOf(cmd.input), { as: principal });
        if (outcome.ok || outcome.code !== "kernel.permission.denied") wrong.push(`${cmd.name} with ${scope}`);
      }
    }
    expect(wrong).toEqual([]);
  }, 600_000);

  it("opens by its old secret for the hours of the overlap, and by the one before that no more", async () => {
    const key = await makeKey(house, ["customers.read"]);
    const status = async (token: string) =>
      (await callDoor(house, "GET", "/customers", { token, address: "203.0.113.77" })).status;
    const rotate = async () => {
      await house.stepUp(house.as("administrator"));
      const rotated = await house.run(rotateKey, { keyId: key.keyId }, { as: house.as("administrator") });
      if (!rotated.ok) throw new Error(rotated.code);
      return rotated.result.token;
    };
    const second = await rotate();
    expect([await status(key.token), await status(second)]).toEqual([200, 200]);
    const third = await rotate();
    expect([await status(key.token), await status(second), await status(third)]).toEqual([401, 200, 200]);
    house.clock.set("2026-10-10T14:32:01+08:00");
    expect([await status(second), await status(third)]).toEqual([401, 200]);
    house.clock.set("2026-10-09T14:32:00+08:00");
    await house.run(revokeKey, { keyId: key.keyId }, { as: house.as("administrator") });
    expect([await status(second), await status(third)]).toEqual([401, 401]);
    await house.stepUp(house.as("administrator"));
    const dead = await house.run(rotateKey, { keyId: key.keyId }, { as: house.as("administrator") });
    expect(dead).toMatchObject({ ok: false, code: "connections.key.not-live" });
  });

  it("is not there for an administrator of another programme", async () => {
    const { keyId } = await makeKey(house, ["customers.read"]);
    const theirs = house.as("administrator", { programme: MALL });
    await house.stepUp(theirs);
    for (const cmd of [revokeKey, rotateKey]) {
      await expect(house.run(cmd, { keyId }, { as: theirs })).rejects.toMatchObject({ category: "not-found" });
    }
    const { keys } = await house.ask(keysQuery, {}, { as: theirs });
    expect(keys.map(({ id }) => id)).not.toContain(keyId);
  });

  it("is in no table, entry, list or line of the log", async () => {
    const { token, keyId } = await makeKey(house, ["customers.read"]);
    const secret = token.slice(-43);
    const lines: string[] = [];
    const out = vi.spyOn(process.stdout, "write").mockImplementation((line) => lines.push(String(line)) > 0);
    const err = vi.spyOn(process.stderr, "write").mockImplementation((line) => lines.push(String(line)) > 0);
    configureLog("info");
    await callDoor(house, "GET", `/customers?token=${token}`, { token });
    await callDoor(house, "POST", `/${token}`, { token, key: token, body: { token } });
    await callDoor(house, "GET", "/customers", { token: `${token}x` });
    configureLog("silent");
    out.mockRestore();
    err.mockRestore();
    expect(lines.length).toBeGreaterThan(2);
    expect(lines.join("")).not.toContain(secret);
    const { rows: tables } = await house.pool.query<{ name: string }>(
      "select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition",
    );
    for (const { name } of tables) {
      const found = await house.rows(`select from "${name}" t where t::text like $1 limit 1`, [`%${secret}%`]);
      expect([name, found.length]).toEqual([name, 0]);
    }
    const hashed = await house.rows("select length(secret_hash) as n from api_keys where id = $1", [keyId]);
    expect(hashed).toEqual([{ n: 32 }]);
  });
});

describe("the rate", () => {
  it("is held per key, told in headers, and the same for two instances", async () => {
    const { token, keyId } = await makeKey(house, ["customers.read"]);
    const call = () => callDoor(house, "GET", "/customers?limit=1", { token, address: "203.0.113.200" });
    const first = await call();
    expect(first.headers.get("ratelimit-limit")).toBe(String(CONNECTIONS_POLICY.keyBurst));
    expect(Number(first.headers.get("ratelimit-remaining"))).toBeLessThan(CONNECTIONS_POLICY.keyBurst);
    await house.pool.query(
      "update api_buckets set tokens = 0, filled_at = extract(epoch from clock_timestamp()) + 3600 where name = $1",
      [`key:${keyId}`],
    );
    const held = await call();
    expect(held).toMatchObject({ status: 429, body: { code: "connections.request.rate" } });
    expect(Number(held.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(held.headers.get("ratelimit-remaining")).toBe("0");
  });

  it("grants exactly what there is to many calls at once", async () => {
    const { token, keyId } = await makeKey(house, ["customers.read"]);
    const call = () => callDoor(house, "GET", "/customers?limit=1", { token, address: "203.0.113.201" });
    await call();
    await house.pool.query(
      "update api_buckets set tokens = 5, filled_at = extract(epoch from clock_timestamp()) + 3600 where name = $1",
      [`key:${keyId}`],
    );
    const answers = await Promise.all(Array.from({ length: 12 }, call));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(5);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(7);
  });

  it("is dearer for wrong keys, and does not lock the right one elsewhere out", async () => {
    const { token } = await makeKey(house, ["customers.read"]);
    const wrong = `${token.slice(0, -2)}__`;
    const call = async () =>
      (await callDoor(house, "GET", "/customers", { token: wrong, address: "203.0.113.202" })).status;
    const statuses = [await call()];
    // Nothing comes back while it is counted, however long that takes.
    await house.pool.query("update api_buckets set filled_at = extract(epoch from clock_timestamp()) + 3600");
    for (let n = 1; n < 14; n += 1) statuses.push(await call());
    expect(statuses[0]).toBe(401);
    expect(statuses).toContain(429);
    expect((await callDoor(house, "GET", "/customers", { token, address: "203.0.113.203" })).status).toBe(200);
  });
});
