import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Exemption } from "@/domain/reports/codes";
import { localDate } from "@/domain/shared/time";
import { approveProposal, rejectProposal } from "@/server/approvals/commands/decide-approval";
import { approvalDetail, listApprovals } from "@/server/approvals/queries";
import { type MadeAccount, makeAccount, makeLeg } from "@/server/kernel/testing/factories";
import { type House, MALL, openHouse } from "@/server/kernel/testing/house";
import { endExemption } from "./commands/end-exemption";
import { requestExemption } from "./commands/request-exemption";
import { largeValueDetail } from "./queries";
import { recomputeDates } from "./recompute";

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const DATE = "2026-10-08";
const NOTE = "甲某本人定期到期续存";

async function recompute(account: MadeAccount) {
  const touched = { customerIds: [account.customerId] };
  return recomputeDates(house.runtime, house.system("system:worker"), [localDate(DATE)], touched);
}

async function candidate(): Promise<{ account: MadeAccount; id: string }> {
  const account = await makeAccount(house);
  await makeLeg(house, account, { amountMinor: 60_000_000n, date: DATE });
  await recompute(account);
  const [row] = await house.rows<{ id: string }>("select id from large_value_candidates where customer_id = $1", [
    account.customerId,
  ]);
  return { account, id: row?.id ?? "" };
}

const propose = (id: string, version = 1, exemption: Exemption = "same-name-redeposit") =>
  house.run(requestExemption, { id, version, exemption, note: NOTE }, { as: house.as("compliance-officer") });

async function pending(id: string): Promise<string> {
  const [row] = await house.rows<{ id: string }>(
    "select id from approvals where subject_id = $1 and status = 'pending'",
    [id],
  );
  return row?.id ?? "";
}

async function decide(id: string) {
  const lead = house.as("compliance-lead");
  await house.stepUp(lead);
  const approvalId = await pending(id);
  const shown = await house.ask(approvalDetail, { approvalId }, { as: lead });
  const input = { approvalId, seenDigest: shown.current?.digest ?? "", token: null };
  return { shown, outcome: await house.run(approveProposal, input, { as: lead }) };
}

const stateOf = async (id: string) => {
  const [row] = await house.rows(
    `select state, version, exemption, (select count(*)::int from work_items w where w.subject_id = c.id and w.state = 'open') as items,
       (select count(*)::int from clocks k where k.subject_id = c.id and k.state = 'running') as clocks
     from large_value_candidates c where id = $1`,
    [id],
  );
  return row;
};

describe("an exemption", () => {
  it("is proposed with its grounds, decided by a second person, and ends work and term", async () => {
    const { id } = await candidate();
    expect(await propose(id)).toMatchObject({ ok: true });
    expect(await stateOf(id)).toMatchObject({ state: "open", items: 1, clocks: 1 });
    const item = await house.ask(largeValueDetail, { id }, { as: house.as("auditor") });
    expect(item.exemptionProposal?.approvalId).toBe(await pending(id));

    const { shown, outcome } = await decide(id);
    expect(shown.brief).toMatchObject({
      note: NOTE,
      href: `/reports/large-value/${id}`,
      basis: expect.arrayContaining([{ ruleId: "law-hvt-exempt", version: 1 }]),
    });
    expect(outcome).toMatchObject({ ok: true, result: { status: "approved" } });
    expect(await stateOf(id)).toMatchObject({ state: "exempt", exemption: "same-name-redeposit", items: 0, clocks: 0 });
    const kinds = await house.rows<{ kind: string; leaf: string }>(
      "select kind, leaf from audit_entries where subject_id = $1 and kind like 'reports.exemption%' order by id",
      [id],
    );
    expect(kinds.map(({ kind }) => kind)).toEqual(["reports.exemption.request", "reports.exemption.apply"]);
    expect(kinds.map(({ leaf }) => leaf).join()).not.toContain("甲某");
  });

  it("falls with the sum it rested on: the approval is void, an exempt item is open again with its term", async () => {
    const { account, id } = await candidate();
    await propose(id);
    await makeLeg(house, account, { amountMinor: 100n, date: DATE });
    await recompute(account);
    const { outcome } = await decide(id);
    expect(outcome).toMatchObject({ ok: true, result: { status: "void" } });
    expect(await stateOf(id)).toMatchObject({ state: "open", exemption: null });

    await propose(id, 2);
    expect((await decide(id)).outcome).toMatchObject({ ok: true, result: { status: "approved" } });
    await makeLeg(house, account, { amountMinor: 100n, date: DATE });
    expect(await recompute(account)).toMatchObject({ reopened: 1 });
    expect(await stateOf(id)).toMatchObject({ state: "open", exemption: null, items: 1, clocks: 1 });
  });

  it("is not of another programme, nor for a moved sum, nor twice, nor for who may not", async () => {
    const { id } = await candidate();
    const before = await house.checksums();
    expect(await propose(id, 7)).toMatchObject({ ok: false, code: "reports.large-value.stale" });
    const input = { id, version: 1, exemption: "gold-exchange" as const, note: NOTE };
    await expect(
      house.run(requestExemption, input, { as: house.as("compliance-officer", { programme: MALL }) }),
    ).rejects.toMatchObject({ category: "not-found" });
    expect(await house.checksums()).toEqual(before);
    expect(await house.run(requestExemption, input, { as: house.as("compliance-lead") })).toMatchObject({
      code: "kernel.permission.denied",
    });
    await propose(id);
    expect(await propose(id)).toMatchObject({ ok: false, code: "reports.exemption.already-proposed" });
    const officers = await house.ask(listApprovals, { filters: { view: ["for-me"] } }, { as: house.as("team-lead") });
    expect(officers.rows.filter(({ subjectId }) => subjectId === id)).toEqual([]);
  });

  it("rejected leaves everything as it was; taken back, the report is owed again", async () => {
    const { id } = await candidate();
    await propose(id);
    const lead = house.as("compliance-lead");
    await house.stepUp(lead);
    const no = { approvalId: await pending(id), decisionCode: "evidence-missing" };
    expect(await house.run(rejectProposal, no, { as: lead })).toMatchObject({ ok: true });
    expect(await stateOf(id)).toMatchObject({ state: "open", version: 1, items: 1, clocks: 1 });

    expect(await house.run(endExemption, { id, version: 1 }, { as: lead })).toMatchObject({
      code: "reports.exemption.not-exempt",
    });
    await propose(id);
    await decide(id);
    expect(await house.run(endExemption, { id, version: 2 }, { as: lead })).toMatchObject({ ok: true });
    expect(await stateOf(id)).toMatchObject({ state: "open", exemption: null, items: 1, clocks: 1 });
  });
});
