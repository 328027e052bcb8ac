import "@/server/all";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { type Command, committed } from "@/server/kernel/command";
import type { Query } from "@/server/kernel/query";
import { makeAccount } from "@/server/kernel/testing/factories";
import { type House, MALL, openHouse, PAY } from "@/server/kernel/testing/house";
import { allAnswers, changedAnswers, commands, queries, settle } from "./support/answers";
import { effectsOn } from "./support/effects";
import { type Planned, plan, plant } from "./support/plant";
import { slotsOf } from "./support/sample";

const LONG = 400_000;

/**
 * Commands that may name somebody known elsewhere in the house, with why: staff belong to the house. What they change is
 * nobody's programme.
 */
const ACROSS: Readonly<Record<string, string>> = {
  "identity.session.start": "the door knows the person, not the programme",
  "identity.session.refuse": "the door knows the person, not the programme",
  "identity.oidc.assign": "the provider's groups are of the house; roles are given in the caller's programme alone",
  "notifications.notice.record": "news may come after somebody left: who has no role here is told nothing",
  "operations.run.record": "the run is the caller's own, told under an id of its making",
  "worklist.person.return": "whoever was disabled: only items of the caller's programme are given back",
};
/** Roles that must not learn that a suspicion exists. */
const UNCLEARED = [
  "customer-service",
  "kyc-reviewer",
  "compliance-officer",
  "privacy-officer",
  "auditor",
  "team-lead",
  "administrator",
] as const;
/** What can be planted in one's own programme without sealing anything. */
const PLAIN = [
  "transactions",
  "large_value_candidates",
  "import_batches",
  "import_errors",
  "measures",
  "core_instructions",
  "approvals",
  "work_items",
  "clocks",
  "audit_entries",
];
/** Queries whose answers hold nothing of what is planted. */
const UNTOUCHED =
  /^(identity|rulebook|completeness|connections|duty|evidence|notifications|operations|people)\.|^accounts\.|^audit\.log\.state$|^clocks\.(subject|period)\.|^ingestion\.(files|mappings)\.|^customers\.enterprise\.|^worklist\.(queues|views|bulks?)\./;
const WITH_CLEARANCE = ["measures", "approvals", "work_items", "audit_entries"];

let house: House;
let mall: Planned;
let own: { customers: string; accounts: string };
let foreignIds: string[] = [];

beforeAll(async () => {
  house = await openHouse();
  settle(house);
  const { customerId, accountId } = await makeAccount(house);
  own = { customers: customerId, accounts: accountId };
  mall = await plan(house, "987654");
  const colleague = house.as("auditor", { programme: MALL });
  foreignIds = [...mall.named, colleague.personId, colleague.sessionId];
});
afterAll(() => house.close());

const firstWords = (questions: readonly string[]) => [
  ...new Set(questions.map((question) => question.split(" ")[0] ?? "")),
];

/** A query that climbs over the fence: what the checks must find. */
const rogueQuery = {
  type: "query",
  name: "customers.rogue",
  permission: "identity.self",
  clearance: "general",
  input: z.object({}),
  output: z.number(),
  async resolve({ tx }) {
    await tx.execute(sql`reset role`);
    const { rows } = await tx.execute<{ n: number }>(sql`select count(*)::int as n from work_items`);
    return rows[0]?.n ?? 0;
  },
} satisfies Query<z.ZodObject, z.ZodNumber>;

/** A command that does. */
const rogueCommand = {
  type: "command",
  name: "identity.session.end",
  permission: "identity.self",
  input: z.object({ id: z.uuid() }),
  subject: ({ id }) => ({ type: "customer", id }),
  async handle({ tx }, { id }) {
    await tx.execute(sql`reset role`);
    await tx.execute(sql`update customers set version = version + 1 where id = ${id}::uuid`);
    return committed({ result: null, audit: [{ kind: "identity.session.end", subject: { type: "customer", id } }] });
  },
} satisfies Command<z.ZodObject<{ id: z.ZodUUID }>, null>;

describe("another programme", { timeout: LONG }, () => {
  it("cannot be seen, counted or guessed at by any query", async () => {
    const known = { ids: foreignIds, texts: mall.texts };
    const asked = [...queries(), rogueQuery as unknown as Query];
    const before = await allAnswers(house, known, undefined, asked);
    const planted = await plant(house, mall, { programme: MALL, clearance: "general" });
    for (const table of planted) {
      const rows = await house.rows(`select from "${table}" where programme_id = 'mall'`);
      expect([table, rows.length > 0]).toEqual([table, true]);
    }
    const after = await allAnswers(house, known, undefined, asked);
    expect(after.size).toBeGreaterThan(queries().length * 10);
    expect(firstWords(changedAnswers(before, after))).toEqual(["customers.rogue"]);
  });

  it("would be seen if it were one's own: the same questions are answered otherwise", async () => {
    const mine = await plan(house, "765432");
    const known = { ids: [...mine.named, ...Object.values(own)], texts: mine.texts };
    const before = await allAnswers(house, known, ["compliance-lead"]);
    await plant(house, mine, { programme: PAY, clearance: "general", tables: PLAIN, about: own });
    const changed = firstWords(changedAnswers(before, await allAnswers(house, known, ["compliance-lead"])));
    const silent = queries().filter(({ name }) => !changed.includes(name) && !UNTOUCHED.test(name));
    expect(silent.map(({ name }) => name)).toEqual([]);
  });

  it("cannot be changed by any command", async () => {
    const takesIds = (cmd: Command) => slotsOf(cmd.input).some(({ kind }) => kind === "id");
    const tried = commands().filter((cmd) => takesIds(cmd) && !(cmd.name in ACROSS));
    expect(tried.length).toBeGreaterThan(12);
    expect(await effectsOn(house, tried, foreignIds)).toEqual([]);
  });

  it("would be seen to change: a command that climbs over the fence is found", async () => {
    const effects = await effectsOn(house, [rogueCommand as unknown as Command], [mall.ids.customers ?? ""]);
    expect(effects).toContain("identity.session.end changed customers, idempotency_keys");
  });

  it("lends its people only where a reason is given", () => {
    const names = commands().map(({ name }) => name as string);
    expect(Object.keys(ACROSS).filter((name) => !names.includes(name))).toEqual([]);
  });
});

describe("a suspicion", { timeout: LONG }, () => {
  it("cannot be seen, counted or guessed at without clearance", async () => {
    const secret = await plan(house, "876543");
    const known = { ids: [...secret.named, ...Object.values(own)], texts: secret.texts };
    const before = await allAnswers(house, known, UNCLEARED);
    const seenBefore = await allAnswers(house, known, ["compliance-lead"]);
    await plant(house, secret, { programme: PAY, clearance: "suspicion", tables: WITH_CLEARANCE, about: own });
    expect(changedAnswers(before, await allAnswers(house, known, UNCLEARED))).toEqual([]);
    const seen = changedAnswers(seenBefore, await allAnswers(house, known, ["compliance-lead"]));
    expect(firstWords(seen)).toEqual(
      expect.arrayContaining(["worklist.counts", "worklist.list", "controls.account", "controls.measures.list"]),
    );
  });
});
