import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { replayInstruction } from "@/server/controls/commands/replay-instruction";
import { type MadeAccount, makeAccount } from "@/server/kernel/testing/factories";
import { type House, openHouse } from "@/server/kernel/testing/house";
import { requestRestore } from "./commands/request-restore";
import { addAccount, desk, KNOWN_AGAIN, matched } from "./testing";

let house: House;
let way: ReturnType<typeof desk>;
let account: MadeAccount;
beforeAll(async () => {
  house = await openHouse();
  way = desk(house);
});
afterAll(() => house.close());
beforeEach(async () => {
  house.clock.set("2026-10-09T14:32:00+08:00");
  account = await makeAccount(house);
});

describe("a caller nobody knows", () => {
  it("is not known by a face, on the telephone", async () => {
    const outcome = await way.reported(account.customerId, { checks: matched("face-at-counter", "name") });
    expect(outcome).toMatchObject({ outcome: "stopped", verified: false });
    const [check] = await house.rows<{ counted: boolean }>(
      "select counted from loss_checks where report_id = $1 and item = 'face-at-counter'",
      [outcome.id],
    );
    expect(check).toEqual({ counted: false });
  });
});

describe("a stop that the core turned down", () => {
  it("does not count as protection, however many others are in force", async () => {
    const second = await addAccount(house, account, "A-970001");
    const { id } = await way.reported(account.customerId);
    await house.rows("update loss_protections set failed_at = now() where report_id = $1 and account_id = $2", [
      id,
      second,
    ]);
    await way.answerAll(account);
    expect(await way.row(id)).toMatchObject({ in_force_at: null });
  });

  it("and was ordered again, ends with the others: nothing is left when the report is over", async () => {
    const { id } = await way.reported(account.customerId);
    await way.answerAll(account, "rejected");
    const [dead] = await house.rows<{ id: string }>(
      "select i.id from core_instructions i join measures m on m.id = i.measure_id where i.account_id = $1 and m.scope = 'debit' and i.state = 'rejected'",
      [account.accountId],
    );
    const officer = house.as("compliance-officer");
    expect(await house.run(replayInstruction, { instructionId: dead?.id ?? "" }, { as: officer })).toMatchObject({
      ok: true,
    });
    const { version } = await way.row(id);
    const restore = { id, version, ending: "restored", checks: KNOWN_AGAIN } as const;
    expect(await house.run(requestRestore, restore, { as: way.agent })).toMatchObject({ ok: true });
    expect(await way.approve(await way.pendingOf(id))).toMatchObject({ ok: true });
    await way.answerAll(account);
    await way.answerAll(account);
    const states = (await way.measures(account.accountId)).map(({ state }) => state);
    expect(states.filter((state) => state !== "released" && state !== "failed")).toEqual([]);
  });
});
