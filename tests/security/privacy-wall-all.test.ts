import "@/server/all";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { API_SCOPES } from "@/domain/connections/scopes";
import type { Role } from "@/domain/identity/roles";
import { permissionsOf } from "@/domain/permissions";
import { exportLog } from "@/server/audit/commands/export-log";
import { getExport as auditExport } from "@/server/audit/http";
import { sealEverything } from "@/server/audit/testing";
import { ROUTES } from "@/server/connections/routes";
import { callDoor, makeKey } from "@/server/connections/testing";
import { exportRegister as exportIncidents } from "@/server/incidents/commands/export-register";
import { getExport as incidentsExport } from "@/server/incidents/http";
import type { Principal } from "@/server/kernel/actor";
import { type Command, execute } from "@/server/kernel/command";
import { newId } from "@/server/kernel/new-id";
import { makeLeg } from "@/server/kernel/testing/factories";
import { type House, openHouse, PAY } from "@/server/kernel/testing/house";
import { exportRegister as exportOrders } from "@/server/orders/commands/export-register";
import { getExport as ordersExport } from "@/server/orders/http";
import { type Somebody, somebody, taken } from "@/server/privacy/testing";
import { exportLargeValue } from "@/server/reports/commands/export-large-value";
import { getExport as largeValueExport } from "@/server/reports/http";
import { registerRetentionHold } from "@/server/retention/public";
import { commands, type Known, queries, settle } from "./support/answers";
import { dryRuntime } from "./support/dry-runtime";
import { plan, plant } from "./support/plant";
import { sampleOf } from "./support/sample";
import { everythingOf, saidTo, stepUpAll } from "./support/seen-by";
import { HIDDEN, UNCLEARED } from "./support/uncleared";

const LONG = 1_200_000;

let house: House;
const held = new Set<string>();
registerRetentionHold({
  code: "wall-of-all",
  clearance: "suspicion",
  check: async (_scope, ids) =>
    ids.filter((id) => held.has(id)).map((customerId) => ({ code: "wall-of-all", customerId })),
});
beforeAll(async () => {
  house = await openHouse();
  settle(house);
});
afterAll(() => house.close());

type About = { readonly who: Somebody; readonly of: { customers: string; accounts: string }; readonly known: Known };

/** A customer with trade and two requests, and what an uncleared colleague may name of him. */
async function customer(): Promise<About> {
  const who = await somebody(house);
  const [own] = await house.rows<{ id: string; customer: string }>(
    `select a.id, c.number as customer from accounts a join customers c on c.id = a.customer_id where c.id = $1`,
    [who.customerId],
  );
  const of = { customers: who.customerId, accounts: own?.id ?? "" };
  const leg = {
    customerId: of.customers,
    accountId: of.accounts,
    customerNumber: "",
    accountNumber: "",
    coreNumber: "",
  };
  await makeLeg(house, leg, { amountMinor: 7_000n });
  const { id: request } = await taken(house, who, { type: "deletion" });
  await taken(house, who, { type: "access" });
  const known = {
    ids: [of.customers, of.accounts, request],
    texts: [who.name, own?.customer ?? ""],
    of: { ...of, privacy_requests: request },
  };
  return { who, of, known };
}

/** Puts everything behind the wall about a customer, and a hold that only the cleared know. */
async function hide(mark: string, { of }: About): Promise<void> {
  const secret = await plan(house, mark);
  await plant(house, secret, { programme: PAY, clearance: "suspicion", tables: HIDDEN, about: of });
  held.add(of.customers);
  for (const table of ["measures", "screening_hits", "work_items"]) {
    const rows = await house.rows(`select from ${table} where customer_id = $1 and clearance = 'suspicion'`, [
      of.customers,
    ]);
    expect([table, rows.length > 0]).toEqual([table, true]);
  }
}

const different = <T>(before: ReadonlyMap<string, T>, after: ReadonlyMap<string, T>) =>
  [...after].flatMap(([question, said]) => {
    const was = before.get(question);
    return JSON.stringify(was) === JSON.stringify(said) ? [] : [{ question, was, said }];
  });

/** Files that are fetched in a second step, by the command that permits them. */
const STREAMED: Readonly<Record<string, (exportId: string, principal: Principal) => Promise<Response>>> = {
  "orders.register.export": ordersExport,
  "incidents.register.export": incidentsExport,
  "reports.large-value.export": largeValueExport,
};
const PERMITS: readonly Command[] = [exportOrders, exportIncidents, exportLargeValue] as unknown as Command[];

/** Every file each uncleared role may take away. */
async function filesOf(roles: readonly Role[]): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  for (const role of roles) {
    const principal = house.as(role);
    const held = permissionsOf([role]);
    if (held.has(exportLog.permission)) {
      const asked = { principal, input: {}, key: newId(), requestId: newId() };
      const permit = await execute(dryRuntime(house.runtime).runtime, exportLog, asked);
      const token = permit.ok ? (permit.result.token ?? "") : "";
      files.set(`audit.log.export as ${role}`, await (await auditExport(token, principal)).text());
    }
    for (const permit of PERMITS.filter(({ permission }) => held.has(permission))) {
      const done = await house.run(permit, sampleOf(permit.input) as never, { as: principal });
      const { exportId = "" } = (done.ok ? done.result : {}) as { exportId?: string };
      const answer = await STREAMED[permit.name]?.(exportId, principal);
      files.set(`${permit.name} as ${role}`, `${answer?.status} ${await answer?.text()}`);
    }
  }
  return files;
}

/** What a partner system with every right is told at each door, naming the customer wherever one may be named. */
async function doorsOf(token: string, { known }: About): Promise<Map<string, unknown>> {
  const answers = new Map<string, unknown>();
  await house.rows("delete from api_buckets");
  for (const { method, path, query } of ROUTES)
    for (const id of known.ids) {
      const dry = dryRuntime(house.runtime);
      const named = path.replace(/\{[^}]+\}/, id).replace(/\{[^}]+\}/g, known.ids[0] ?? "");
      const asks = query !== undefined && method === "GET" ? `?customerId=${known.ids[0]}` : "";
      const body = method === "GET" ? {} : { body: { customerId: known.ids[0], accountId: known.ids[1] } };
      for (const suffix of new Set(["", asks])) {
        const got = await callDoor({ ...house, runtime: dry.runtime }, method, named + suffix, { token, ...body });
        const { requestId: _, instance: __, ...said } = got.body ?? {};
        answers.set(`${method} ${named}${suffix}`, { status: got.status, said, statements: dry.count() });
      }
    }
  return answers;
}

describe("a customer with records behind the wall", { timeout: LONG }, () => {
  it("is answered about by every query, and every deed about him fails or goes through, as before, in as many statements, for every uncleared role", async () => {
    const about = await customer();
    await stepUpAll(house);
    const everything = everythingOf(house, UNCLEARED, about.known);
    const asked = new Set(everything.map(({ name }) => name));
    const may = UNCLEARED.flatMap((role) => [...permissionsOf([role])]);
    const meant = [...queries(), ...commands()].filter(({ permission }) => may.includes(permission));
    expect(meant.map(({ name }) => name as string).filter((name) => !asked.has(name))).toEqual([]);
    // The first question loads the law, which later ones find loaded.
    await saidTo(house, everything.slice(0, 1));
    const before = await saidTo(house, everything);
    await hide("876533", about);
    expect(different(before, await saidTo(house, everything))).toEqual([]);
    expect([...before.values()].filter(({ said }) => said.includes(about.of.customers)).length).toBeGreaterThan(100);
  });

  it("is in every file that may be taken away, and at every door for other systems, as before", async () => {
    const about = await customer();
    await stepUpAll(house);
    await sealEverything(house.runtime);
    const streamed = commands().filter(({ name }) => /\.export$/.test(name) && name !== "audit.log.export");
    // Any other gives its file in its result, which the queries' test compares.
    expect(Object.keys(STREAMED).filter((name) => !streamed.some((cmd) => cmd.name === name))).toEqual([]);
    const { token } = await makeKey(house, API_SCOPES);
    await doorsOf(token, about);
    const before = { files: await filesOf(UNCLEARED), doors: await doorsOf(token, about) };
    await hide("876534", about);
    const after = { files: await filesOf(UNCLEARED), doors: await doorsOf(token, about) };
    expect(before.files.size).toBeGreaterThan(3);
    expect(different(before.files, after.files)).toEqual([]);
    expect(different(before.doors, after.doors)).toEqual([]);
    expect([...before.doors.values()].some((said) => JSON.stringify(said).includes('"status":200'))).toBe(true);
  });
});
