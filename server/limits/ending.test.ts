import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { approveProposal } from "@/server/approvals/commands/decide-approval";
import { approvalDetail } from "@/server/approvals/queries";
import { type MadeAccount, makeAccount } from "@/server/kernel/testing/factories";
import { type House, MALL, openHouse } from "@/server/kernel/testing/house";
import { lowerAdjustment } from "./commands/lower-adjustment";
import { requestAdjustment } from "./commands/request-adjustment";
import { adjustmentsList } from "./list-queries";
import { expireAdjustments } from "./overdue";

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const officer = () => house.as("compliance-officer");
const START = "2026-10-09T14:32:00+08:00";

const wish = (account: MadeAccount, changes: object = {}) => ({
  accountId: account.accountId,
  kind: "transfer-day" as const,
  value: 300_000n,
  until: "2026-10-31",
  note: "客户来电申请，已核实身份",
  ...changes,
});

async function raised(account: MadeAccount, changes: object = {}): Promise<string> {
  expect(await house.run(requestAdjustment, wish(account, changes), { as: officer() })).toMatchObject({ ok: true });
  const [row] = await house.rows<{ id: string; approval_id: string }>(
    "select id, approval_id from limit_adjustments where account_id = $1 and state = 'proposed'",
    [account.accountId],
  );
  const lead = house.as("compliance-lead");
  await house.stepUp(lead);
  const approvalId = row?.approval_id ?? "";
  const shown = await house.ask(approvalDetail, { approvalId }, { as: lead });
  const agreed = { approvalId, seenDigest: shown.current?.digest ?? "" };
  expect(await house.run(approveProposal, agreed, { as: lead })).toMatchObject({ ok: true });
  return row?.id ?? "";
}

const work = () =>
  expireAdjustments({ runtime: house.runtime, requestId: "job", signal: new AbortController().signal });
const lettersOf = ({ customerId }: MadeAccount) =>
  house.rows(
    "select template, params->>'due' as due from customer_letters where customer_id = $1 order by written_at, id",
    [customerId],
  );
const noticesOf = async ({ accountId }: MadeAccount) =>
  (await house.jobs("notifications.notice")).filter(
    ({ payload }) => (payload as { link: { id: string } | null }).link?.id === accountId,
  );

describe("the end of a raised limit", () => {
  it("is told seven days before, once, to the customer and to who asked for it", async () => {
    house.clock.set(START);
    const account = await makeAccount(house);
    await raised(account);
    house.clock.set("2026-10-24T23:59:59+08:00");
    expect(await work()).toBe(0);
    house.clock.set("2026-10-25T00:00:00+08:00");
    expect(await work()).toBe(1);
    expect(await work()).toBe(0);
    expect(await lettersOf(account)).toEqual([
      { template: "limit.changed", due: null },
      { template: "limit.ending", due: "2026-10-31" },
    ]);
    const [notice, ...others] = await noticesOf(account);
    expect(others).toEqual([]);
    expect(notice?.payload).toMatchObject({ kind: "limits.raise-ending", personIds: [officer().personId] });
    house.clock.set("2026-11-01T00:00:00+08:00");
    expect(await work()).toBe(1);
    expect(await lettersOf(account)).toHaveLength(3);
  });

  it("is not told of again where the raise is no longer than those days, nor of a lowering", async () => {
    house.clock.set(START);
    const short = await makeAccount(house);
    await raised(short, { until: "2026-10-12" });
    const lowered = await makeAccount(house);
    const lower = wish(lowered, { value: 1n, until: "2026-10-31" });
    expect(await house.run(lowerAdjustment, lower, { as: officer() })).toMatchObject({ ok: true });
    house.clock.set("2026-10-11T10:00:00+08:00");
    expect(await work()).toBe(0);
    house.clock.set("2026-10-26T10:00:00+08:00");
    await work();
    const told = [...(await lettersOf(short)), ...(await lettersOf(lowered))];
    expect(told).not.toContainEqual(expect.objectContaining({ template: "limit.ending" }));
  });
});

describe("the list over all accounts", () => {
  it("gives what holds or waits, what ends first first, page by page, and nothing of another programme", async () => {
    house.clock.set(START);
    const [late, soon, open, waiting] = [
      await makeAccount(house),
      await makeAccount(house),
      await makeAccount(house),
      await makeAccount(house),
    ];
    await raised(late, { until: "2027-03-31" });
    await raised(soon, { until: "2027-01-31" });
    await house.run(lowerAdjustment, wish(open, { value: 1n, until: null }), { as: officer() });
    await house.run(requestAdjustment, wish(waiting, { until: "2027-02-28" }), { as: officer() });
    const as = house.as("auditor");
    const numbers: string[] = [];
    let cursor: string | null = null;
    do {
      const page: { rows: readonly { account: { number: string } }[]; nextCursor: string | null } = await house.ask(
        adjustmentsList,
        { limit: 2, ...(cursor ? { cursor } : {}) },
        { as },
      );
      numbers.push(...page.rows.map(({ account }) => account.number));
      cursor = page.nextCursor;
    } while (cursor);
    const mine = [soon, waiting, late, open].map(({ accountNumber }) => accountNumber);
    expect(numbers.filter((number) => mine.includes(number))).toEqual(mine);
    const raisedOnly = await house.ask(
      adjustmentsList,
      { filters: { direction: ["raised"], state: ["in-force"] } },
      { as },
    );
    const shown = raisedOnly.rows.map(({ account }) => account.number);
    expect(shown).toContain(late.accountNumber);
    expect(shown).not.toContain(open.accountNumber);
    expect(shown).not.toContain(waiting.accountNumber);
    const stranger = house.as("auditor", { programme: MALL });
    expect((await house.ask(adjustmentsList, {}, { as: stranger })).rows).toEqual([]);
  });
});
