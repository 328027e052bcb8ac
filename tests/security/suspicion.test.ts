import "@/server/all";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeAccount } from "@/server/kernel/testing/factories";
import { type House, openHouse, PAY } from "@/server/kernel/testing/house";
import { allAnswers, changedAnswers, firstWords, settle } from "./support/answers";
import { idsOf, plan, plant } from "./support/plant";
import { UNCLEARED } from "./support/uncleared";

const LONG = 900_000;

const WITH_CLEARANCE = ["measures", "approvals", "work_items", "audit_entries"];

let house: House;
let own: { customers: string; accounts: string };

beforeAll(async () => {
  house = await openHouse();
  settle(house);
  const { customerId, accountId } = await makeAccount(house, { accountClass: 1 });
  own = { customers: customerId, accounts: accountId };
});
afterAll(() => house.close());

describe("a suspicion", { timeout: LONG }, () => {
  it("cannot be seen, counted or guessed at without clearance", async () => {
    const secret = await plan(house, "876543");
    const known = { ids: [...idsOf(secret, WITH_CLEARANCE), ...Object.values(own)], texts: secret.texts };
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
