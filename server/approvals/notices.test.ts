import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { localDate } from "@/domain/shared/time";
import { newId } from "@/server/kernel/new-id";
import { makeAccount, makeLeg } from "@/server/kernel/testing/factories";
import { type House, openHouse, PAY } from "@/server/kernel/testing/house";
import { requestExemption } from "@/server/reports/commands/request-exemption";
import { recomputeDates } from "@/server/reports/recompute";
import { rejectProposal } from "./commands/decide-approval";

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const DATE = "2026-10-08";
type Told = { personIds: string[]; kind: string };

/** Proposes an exemption and gives what it told whom. */
async function propose(): Promise<{ approvalId: string; told: Told[] }> {
  const account = await makeAccount(house);
  await makeLeg(house, account, { amountMinor: 60_000_000n, date: DATE });
  const touched = { customerIds: [account.customerId] };
  await recomputeDates(house.runtime, house.system("system:worker"), [localDate(DATE)], touched);
  const [row] = await house.rows<{ id: string }>("select id from large_value_candidates where customer_id = $1", [
    account.customerId,
  ]);
  const before = (await house.jobs("notifications.notice")).length;
  const input = { id: row?.id ?? "", version: 1, exemption: "gold-exchange" as const, note: "理由" };
  const outcome = await house.run(requestExemption, input, { as: house.as("compliance-officer") });
  if (!outcome.ok) throw new Error(outcome.code);
  const [approval] = await house.rows<{ id: string }>("select id from approvals where subject_id = $1", [row?.id]);
  const jobs = (await house.jobs("notifications.notice")).slice(before);
  return { approvalId: approval?.id ?? "", told: jobs.map(({ payload }) => payload as Told) };
}

describe("a new proposal", () => {
  const leads = () => [house.as("compliance-lead").personId, house.as("compliance-lead", { second: true }).personId];

  it("is told to everybody who may decide it, and to nobody else", async () => {
    const { told } = await propose();
    expect(told.map(({ kind, personIds }) => [kind, [...personIds].sort()])).toEqual([
      ["approvals.waiting", leads().sort()],
    ]);
  });

  it("calls the checker on duty, and tells the maker how it ended", async () => {
    const [first = "", second] = leads();
    const now = house.clock.now();
    await house.pool.query(
      `insert into duty_shifts (id, programme_id, legal_entity_id, target_type, target, person_id, kind, starts_at, ends_at, added_by, added_at)
       values ($1, $2, $3, 'role', 'compliance-lead', $4, 'primary', $5::timestamptz - interval '1 hour', $5::timestamptz + interval '8 hours', 'system:seed', $5)`,
      [newId(), PAY.programmeId, PAY.legalEntityId, first, now],
    );
    const { approvalId, told } = await propose();
    expect(told.map(({ kind, personIds }) => [kind, personIds])).toEqual([
      ["duty.called", [first]],
      ["approvals.waiting", [second]],
    ]);
    const lead = house.as("compliance-lead");
    await house.stepUp(lead);
    await house.run(rejectProposal, { approvalId, decisionCode: "evidence-missing" }, { as: lead });
    const last = (await house.jobs("notifications.notice")).at(-1)?.payload as Told;
    expect(last).toMatchObject({ kind: "approvals.decided", personIds: [house.as("compliance-officer").personId] });
  });
});
