import "@/server/all";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import type { Query } from "@/server/kernel/query";
import { type MadeAccount, makeAccount } from "@/server/kernel/testing/factories";
import { type House, MALL, openHouse, PAY } from "@/server/kernel/testing/house";
import { acceptSubmission } from "@/server/kyc/commands/accept-submission";
import { acceptAll, readyCase, take } from "@/server/kyc/testing/ready-case";
import { allAnswers, changedAnswers, firstWords, queries, settle } from "./support/answers";
import { type Planned, plan, plant } from "./support/plant";

const LONG = 900_000;

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
  "reverifications",
  "reverification_triggers",
  "reverification_holds",
  "screening_lists",
  "screening_entries",
  "screening_hits",
];
/** Queries whose answers hold nothing of what is planted, or that are of machines and not of people. */
const UNTOUCHED =
  /^(identity|rulebook|completeness|connections|duty|evidence|notifications|operations|people)\.|^accounts\.|^audit\.log\.state$|^clocks\.(subject|period)\.|^ingestion\.(files|mappings)\.|^customers\.enterprise\.|^worklist\.(queues|views|bulks?)\.|^kyc\.(submission|requests)\.status$/;

let house: House;
let mall: Planned;
let account: MadeAccount;
let own: { customers: string; accounts: string };
let foreignIds: string[] = [];

beforeAll(async () => {
  house = await openHouse();
  settle(house);
  account = await makeAccount(house, { accountClass: 1 });
  own = { customers: account.customerId, accounts: account.accountId };
  mall = await plan(house, "987654");
  const colleague = house.as("auditor", { programme: MALL });
  foreignIds = [...mall.named, colleague.personId, colleague.sessionId];
});
afterAll(() => house.close());

/** What is sealed and so cannot be planted: a submission accepted and drawn for a second look. Gives its id. */
async function makeAccepted(): Promise<string> {
  const reviewer = house.as("kyc-reviewer");
  const channels = ["bank-card", "telecom", "public-security"] as const;
  const one = await readyCase(house, { account, channels, drawn: true });
  await take(house, reviewer, one.id);
  const input = { submissionId: one.id, version: await acceptAll(house, reviewer, one) };
  const accepted = await house.run(acceptSubmission, input, { as: reviewer });
  if (!accepted.ok) throw new Error(accepted.code);
  return one.id;
}

const FAILURES = ["not-found", "forbidden", "invalid", "unavailable"];

/** Questions answered otherwise than before; those that could not be asked before, where they are answered. */
const answeredNow = (before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>) =>
  [...after]
    .filter(([question, answer]) =>
      before.has(question) ? before.get(question) !== answer : !FAILURES.includes(answer),
    )
    .map(([question]) => question);

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
    const all = { ...known, ids: [...known.ids, await makeAccepted()] };
    const changed = firstWords(answeredNow(before, await allAnswers(house, all, ["compliance-lead"])));
    const silent = queries().filter(({ name }) => !changed.includes(name) && !UNTOUCHED.test(name));
    expect(silent.map(({ name }) => name)).toEqual([]);
  });
});
