import { inspect } from "node:util";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { approveProposal } from "@/server/approvals/commands/decide-approval";
import { approvalDetail, listApprovals } from "@/server/approvals/queries";
import { accountControls } from "@/server/controls/queries";
import { makePerson } from "@/server/kernel/testing/factories";
import { type House, openHouse } from "@/server/kernel/testing/house";
import { hitDetailQuery, listHits, listsOverviewQuery } from "./queries";
import { screeningDesk } from "./testing";

let house: House;
let desk: Awaited<ReturnType<typeof screeningDesk>>;
beforeAll(async () => {
  house = await openHouse();
  desk = await screeningDesk(house);
});
afterAll(() => house.close());
beforeEach(() => house.clock.set("2026-10-09T14:32:00+08:00"));

describe("the wall", () => {
  it("whoever is not cleared finds nothing, wherever he looks", async () => {
    const { account, hitId } = await desk.found();
    const asked = await desk.dismiss(hitId);
    if (!asked.ok) throw new Error(asked.code);
    for (const role of ["compliance-officer", "kyc-reviewer", "team-lead", "customer-service", "auditor"] as const) {
      const as = await makePerson(house, { roles: [role] });
      await expect(house.ask(listHits, {}, { as })).rejects.toThrow();
      await expect(house.ask(hitDetailQuery, { id: hitId }, { as })).rejects.toThrow();
      await expect(house.ask(listsOverviewQuery, {}, { as })).rejects.toThrow();
      await expect(house.ask(approvalDetail, { approvalId: asked.result.approvalId }, { as })).rejects.toThrow();
    }
    const officer = house.as("compliance-officer");
    const proposals = await house.ask(listApprovals, {}, { as: officer });
    expect(inspect(proposals, { depth: null })).not.toContain(hitId);
    const shown = await house.ask(accountControls, { accountId: account.accountId }, { as: officer });
    expect(inspect(shown, { depth: null })).not.toMatch(/list-hit|screening|law-aml-4/);
  });

  it("the log everybody with rights reads holds no trace of it", async () => {
    const { hitId } = await desk.found();
    const other = await makePerson(house, { roles: ["compliance-lead"] });
    const asked = await desk.dismiss(hitId, other);
    if (!asked.ok) throw new Error(asked.code);
    await house.stepUp(other);
    await house.run(
      approveProposal,
      { approvalId: asked.result.approvalId, seenDigest: "0".repeat(64) },
      { as: other },
    );
    await desk.agree(asked.result.approvalId);
    const general = await house.rows<{ kind: string; leaf: string }>(
      "select kind, leaf from audit_entries where clearance = 'general' and (leaf like $1 or leaf like $2)",
      [`%${hitId}%`, `%${asked.result.approvalId}%`],
    );
    expect(general.filter(({ kind }) => kind.startsWith("approvals."))).toEqual([]);
    const words = await house.rows<{ leaf: string }>("select leaf from audit_entries where clearance = 'general'");
    const traces = words.filter(({ leaf }) => /screening\.(hit|run)|list-hit|law-aml-40/.test(leaf));
    expect(traces.filter(({ leaf }) => !leaf.includes("screening.list.load"))).toEqual([]);
  });
});
