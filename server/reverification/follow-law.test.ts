import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newId } from "@/server/kernel/new-id";
import { type MadeAccount, makeAccount, makeLeg } from "@/server/kernel/testing/factories";
import { type House, openHouse } from "@/server/kernel/testing/house";
import { previewChange } from "@/server/rulebook/change-queries";
import { lawFollowers } from "@/server/rulebook/followers";
import { recomputeTriggers } from "./commands/recompute-triggers";
import { reverificationHandlers } from "./handlers";
import { looker } from "./testing";

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

describe("a changed line of the ledger", () => {
  it("says beforehand which triggers it would no longer reach", async () => {
    const look = looker(house);
    const [small, large] = [await makeAccount(house), await makeAccount(house)];
    await makeLeg(house, small, { amountMinor: 1_000_000n, date: "2026-10-02" });
    await makeLeg(house, large, { amountMinor: 2_000_000n, date: "2026-10-02" });
    await look.recompute();
    const change = {
      kind: "figures" as const,
      ruleId: "mipay-rekyc-single",
      figures: [
        { name: "cny", value: "15000" },
        { name: "usd", value: "2500" },
      ],
      from: "2026-10-01",
    };
    const told = await house.ask(previewChange, { change }, { as: house.as("compliance-officer") });
    expect(told).toMatchObject({
      ok: true,
      consequences: [{ name: "re-verification", looked: 2, changed: 1, examples: [{ subjectType: "reverification" }] }],
    });
  });

  it("has the ledger gone through again, and other rules do not", () => {
    const follower = lawFollowers().find(({ name }) => name === "re-verification");
    const version = (id: string) => ({ id, validFrom: "2026-11-01" });
    const change = (id: string) =>
      ({ kind: "rule", changeId: newId(), before: version(id), after: version(id) }) as never;
    const events = follower?.events(change("mipay-rekyc-30d")) ?? [];
    expect(events.map(({ topic }) => topic)).toEqual(["reverification.lines.changed"]);
    expect(reverificationHandlers.some(({ topic }) => topic === "reverification.lines.changed")).toBe(true);
    expect(follower?.events(change("law-hvt-5wd"))).toEqual([]);
  });
});

describe("a hold", () => {
  it("is told once to whoever may release it, without naming a customer", async () => {
    const lead = house.as("team-lead");
    await house.stepUp(lead);
    const accounts: MadeAccount[] = [];
    for (let at = 0; at < 22; at += 1) accounts.push(await makeAccount(house));
    for (const account of accounts)
      await makeLeg(house, account, { amountMinor: 9_000_000n, date: "2026-09-03", direction: "in" });
    const worker = house.system("system:worker");
    await house.run(recomputeTriggers, { of: "ledger" }, { as: worker });
    await house.run(recomputeTriggers, { of: "ledger" }, { as: worker });
    const told = (await house.jobs("notifications.notice")).map(({ payload }) => payload as Record<string, unknown>);
    const held = told.filter(({ kind }) => kind === "reverification.hold");
    const holds = await house.rows<{ number: string }>("select number from reverification_holds order by number");
    expect(holds.length).toBeGreaterThan(0);
    expect(held.map(({ params }) => (params as { number: string }).number).sort()).toEqual(
      holds.map(({ number }) => number),
    );
    expect(
      held.every(({ personIds }) => (personIds as string[]).includes((lead as { personId: string }).personId)),
    ).toBe(true);
  });
});
