import "@/server/all";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { SYSTEM_ACTORS } from "@/domain/identity/roles";
import { SYSTEM_PERMISSIONS } from "@/domain/permissions";
import type { Principal } from "@/server/kernel/actor";
import type { Command } from "@/server/kernel/command";
import { AppError } from "@/server/kernel/errors";
import { makeAccount, makeLeg } from "@/server/kernel/testing/factories";
import { type House, MALL, openHouse, PAY } from "@/server/kernel/testing/house";
import { allAnswers, changedAnswers, commands, inputsOf, queries, standIns } from "./support/answers";
import { type Planned, plan, plant } from "./support/plant";
import { slotsOf } from "./support/sample";

/**
 * Commands that may act on somebody known elsewhere in the house, with why: staff belong to the house, and what is
 * changed is theirs in the caller's own programme.
 */
const ACROSS: Readonly<Record<string, string>> = {
  "identity.role.grant": "a colleague from another programme is given a role in this one",
  "identity.session.start": "the door knows the person, not the programme",
  "identity.session.refuse": "the door knows the person, not the programme",
};

let house: House;
let mall: Planned;
let secret: Planned;
let own: { customerId: string; accountId: string };
let foreignIds: string[] = [];

beforeAll(async () => {
  house = await openHouse();
  own = await makeAccount(house, { name: "测试客户甲" });
  await makeLeg(house, { ...own, customerNumber: "", accountNumber: "", coreNumber: "" }, { amountMinor: 100_00n });
  mall = await plan(house, "987654");
  secret = await plan(house, "876543");
  const colleague = house.as("auditor", { programme: MALL });
  foreignIds = [...Object.values(mall.ids), colleague.personId, colleague.sessionId];
});
afterAll(() => house.close());

describe("another programme", () => {
  it("cannot be seen, counted or guessed at by any query", async () => {
    const known = { ids: foreignIds, texts: mall.texts };
    const before = await allAnswers(house, known);
    const planted = await plant(house, mall, { programme: MALL, clearance: "general" });
    for (const table of planted) {
      expect([table, (await house.rows(`select from "${table}" where programme_id = 'mall'`)).length > 0]).toEqual([table, true]);
    }
    const t0=performance.now(); const after = await allAnswers(house, known); console.log(after.size, performance.now()-t0, [...after.keys()].reduce((m,k)=>{const n=k.split(" ")[0]!; m[n]=(m[n]??0)+1; return m},{} as Record<string,number>));
    expect(after.size).toBeGreaterThan(queries().length * 2);
    expect(changedAnswers(before, after)).toEqual([]);
  });

  it("would be seen if it were one's own: the same questions are answered otherwise", async () => {
    const mine = await plan(house, "765432");
    const known = { ids: Object.values(mine.ids), texts: mine.texts };
    const before = await allAnswers(house, known, ["compliance-lead"]);
    const about = { customers: own.customerId, accounts: own.accountId };
    await plant(house, mine, { programme: PAY, clearance: "general", tables: ["work_items", "import_batches", "import_errors"], about });
    const changed = changedAnswers(before, await allAnswers(house, known, ["compliance-lead"]));
    const names = new Set(changed.map((question) => question.split(" ")[0]));
    expect([...names].sort()).toEqual(expect.arrayContaining(["ingestion.batches.detail", "ingestion.batches.list", "worklist.counts"]));
  });

  const principalsOf = (cmd: Command): Principal[] => [
    ...standIns(cmd.permission).map((role) => house.as(role)),
    ...SYSTEM_ACTORS.filter((name) => SYSTEM_PERMISSIONS[name].includes(cmd.permission)).map((name) => house.system(name)),
  ];

  it("cannot be changed by any command", async () => {
    const tried = commands().filter((cmd) => slotsOf(cmd.input).some(({ kind }) => kind === "id") && !(cmd.name in ACROSS));
    expect(tried.length).toBeGreaterThan(12);
    const reached: string[] = [];
    for (const cmd of tried) {
      const before = await house.checksums();
      for (const principal of principalsOf(cmd)) {
        if (principal.kind === "person") await house.stepUp(principal);
        for (const input of inputsOf(cmd.input, { ids: foreignIds, texts: [] }).slice(1)) {
          const outcome = await house.run(cmd, input, { as: principal }).catch((error: unknown) => {
            if (error instanceof AppError) return { ok: false, code: error.category };
            throw new Error(`${cmd.name} on ${JSON.stringify(input)}`, { cause: error });
          });
          if (outcome.ok) reached.push(`${cmd.name} on ${JSON.stringify(input)}`);
          else expect([cmd.name, outcome.code, input]).not.toEqual([cmd.name, "kernel.input.invalid", input]);
        }
      }
      const after = await house.checksums();
      // A fresh second factor is the test's own doing.
      expect([cmd.name, { ...after, sessions: "" }]).toEqual([cmd.name, { ...before, sessions: "" }]);
    }
    expect(reached).toEqual([]);
  });
});

describe("a suspicion", () => {
  it("cannot be seen, counted or guessed at without clearance", async () => {
    const known = { ids: Object.values(secret.ids), texts: secret.texts };
    const uncleared = ["customer-service", "kyc-reviewer", "compliance-officer", "privacy-officer", "auditor", "team-lead", "administrator"] as const;
    const about = { customers: own.customerId, accounts: own.accountId };
    const tables = ["measures", "approvals", "work_items", "audit_entries"];
    const before = await allAnswers(house, known, uncleared);
    const seenBefore = await allAnswers(house, known, ["compliance-lead"]);
    await plant(house, secret, { programme: PAY, clearance: "suspicion", tables, about });
    expect(changedAnswers(before, await allAnswers(house, known, uncleared))).toEqual([]);
    const seen = changedAnswers(seenBefore, await allAnswers(house, known, ["compliance-lead"]));
    expect(new Set(seen.map((question) => question.split(" ")[0]))).toContain("worklist.counts");
  });
});
