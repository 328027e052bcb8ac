import "@/server/all";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { permissionsOf } from "@/domain/permissions";
import type { Query } from "@/server/kernel/query";
import { makeAccount } from "@/server/kernel/testing/factories";
import { type House, MALL, openHouse, PAY } from "@/server/kernel/testing/house";
import { allAnswers, changedAnswers, firstWords, type Known, queries, settle } from "./support/answers";
import { makeSealed } from "./support/made";
import { idsOf, type Planned, plan, plant } from "./support/plant";

const LONG = 900_000;
const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

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
  "closure_candidates",
  "core_differences",
  "limit_adjustments",
  "retention_entries",
  "restricted_subjects",
  "retention_certificates",
  "subject_packages",
  "policy_versions",
  "consent_events",
  "consent_states",
  "sharing_partners",
  "sharing_disclosures",
  "sharing_stops",
  "sharing_notices",
  "sharing_demands",
  "processing_records",
  "impact_assessments",
  "decision_reviews",
  "kyc_class_changes",
];
/** Queries whose answers hold nothing of what is planted or read nothing, or that are of machines and not of people. */
const UNTOUCHED =
  /^(identity|rulebook|completeness|connections|duty|evidence|notifications|operations|people)\.|^accounts\.|^audit\.log\.state$|^clocks\.(subject|period)\.|^ingestion\.(files|mappings)\.|^customers\.enterprise\.|^worklist\.(queues|views|bulks?)\.|^kyc\.(submission|requests)\.status$|^letters\.message-centre$|^privacy\.status\.|^retention\.map\.|^processing\.automatic\.|^orders\.paper\.check$/;

let house: House;
let mall: Planned;
let own: { customers: string; accounts: string };
let foreignIds: string[] = [];

beforeAll(async () => {
  house = await openHouse();
  settle(house);
  const account = await makeAccount(house, { accountClass: 1 });
  own = { customers: account.customerId, accounts: account.accountId };
  mall = await plan(house, "987654");
  const colleague = house.as("auditor", { programme: MALL });
  foreignIds = [...mall.named, colleague.personId, colleague.sessionId];
});
afterAll(() => house.close());

/** Nobody and nothing of the house. What is made by commands is asked after under this name before it is there. */
const NOBODY = "019a0000-0000-7000-8000-000000000000";

/** Every answer to somebody who may ask: of those whom nothing is hidden from, where they may. */
async function seenAnswers(known: Known): Promise<Map<string, string>> {
  const held = permissionsOf(["compliance-lead"]);
  const [led, other] = [true, false].map((lead) => queries().filter((q) => held.has(q.permission) === lead));
  return new Map([
    ...(await allAnswers(house, known, ["compliance-lead"], led)),
    ...(await allAnswers(house, known, ["customer-service", "privacy-officer"], other)),
  ]);
}

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
    const known = { ids: foreignIds, texts: mall.texts, of: mall.ids };
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
    const account = await makeAccount(house);
    const texts = [...mine.texts, account.accountNumber];
    const known = { ids: [...idsOf(mine, PLAIN), ...Object.values(own)], texts };
    const before = await seenAnswers({ ...known, ids: [...known.ids, NOBODY] });
    await plant(house, mine, { programme: PAY, clearance: "general", tables: PLAIN, about: own });
    const made = new Set(await makeSealed(house, account));
    const after = await seenAnswers({ ...known, ids: [...known.ids, ...made] });
    const unnamed = (text: string) => text.replace(UUID, (id) => (made.has(id) ? NOBODY : id));
    const changed = [...after].filter(([question, answer]) => before.get(unnamed(question)) !== unnamed(answer));
    const heard = firstWords(changed.map(([question]) => question));
    const silent = queries().filter(({ name }) => !heard.includes(name) && !UNTOUCHED.test(name));
    expect(silent.map(({ name }) => name)).toEqual([]);
  });
});
