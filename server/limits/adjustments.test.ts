import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { approveProposal, rejectProposal } from "@/server/approvals/commands/decide-approval";
import { approvalDetail } from "@/server/approvals/queries";
import { newId } from "@/server/kernel/new-id";
import { type MadeAccount, makeAccount } from "@/server/kernel/testing/factories";
import { type House, MALL, openHouse } from "@/server/kernel/testing/house";
import { endAdjustment } from "./commands/end-adjustment";
import { lowerAdjustment } from "./commands/lower-adjustment";
import { recordDecisions } from "./commands/record-decisions";
import { requestAdjustment } from "./commands/request-adjustment";
import { withdrawAdjustment } from "./commands/withdraw-adjustment";
import { expireAdjustments } from "./overdue";
import { limitsAccountQuery } from "./queries";
import { askFor } from "./testing";

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const officer = () => house.as("compliance-officer");
const lead = () => house.as("compliance-lead");

const wish = (account: MadeAccount, changes: object = {}) => ({
  accountId: account.accountId,
  kind: "transfer-day" as const,
  value: 300_000n,
  until: "2026-10-31",
  note: "客户来电申请，已核实身份",
  ...changes,
});
const raise = (account: MadeAccount, changes: object = {}) =>
  house.run(requestAdjustment, wish(account, changes), { as: officer() });

async function transfer(account: MadeAccount, yuan: number) {
  const requests = [askFor(account, yuan, { kind: "transfer" })];
  const done = await house.run(recordDecisions, { batchId: newId(), requests }, { as: house.system("system:gateway") });
  const [outcome] = done.ok ? done.result.outcomes : [];
  return outcome?.kind === "answered" ? outcome.answer.answer : "none";
}

async function proposalOf(account: MadeAccount) {
  const [row] = await house.rows<{ id: string; adjustment: string }>(
    `select a.id, l.id as adjustment from approvals a join limit_adjustments l on l.approval_id = a.id
     where l.account_id = $1 and a.status = 'pending'`,
    [account.accountId],
  );
  if (!row) throw new Error("no proposal");
  return row;
}

async function decide(account: MadeAccount, as = lead()) {
  const { id } = await proposalOf(account);
  await house.stepUp(as);
  const shown = await house.ask(approvalDetail, { approvalId: id }, { as });
  return house.run(approveProposal, { approvalId: id, seenDigest: shown.current?.digest ?? "" }, { as });
}

describe("a raised limit", () => {
  it("needs a second person, holds for the next payment, and ends with its day", async () => {
    const account = await makeAccount(house);
    expect(await raise(account)).toMatchObject({ ok: true });
    expect(await transfer(account, 1_000.01)).toBe("deny");
    expect(await decide(account)).toMatchObject({ ok: true });
    expect(await transfer(account, 2_999)).toBe("allow");
    const shown = await house.ask(limitsAccountQuery, { accountId: account.accountId }, { as: house.as("auditor") });
    expect(shown.adjustments).toMatchObject([
      { state: "in-force", direction: "raised", until: "2026-10-31", mine: false },
    ]);
    expect(shown.lines.find(({ name }) => name === "transfer-day")).toMatchObject({ cap: 300_000n, used: 299_900n });
    const start = house.clock.now();
    house.clock.set("2026-10-31T23:59:59+08:00");
    expect(await transfer(account, 3_000)).toBe("allow");
    house.clock.set("2026-11-01T00:00:00+08:00");
    expect(await transfer(account, 1_000.01)).toBe("deny");
    const schedule = { runtime: house.runtime, requestId: newId(), signal: new AbortController().signal };
    expect(await expireAdjustments(schedule)).toBe(1);
    expect(await expireAdjustments(schedule)).toBe(0);
    const [row] = await house.rows<{ at: string; ended_as: string }>(
      "select to_char(ended_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI') as at, ended_as from limit_adjustments where account_id = $1",
      [account.accountId],
    );
    expect(row).toEqual({ at: "2026-11-01 00:00", ended_as: "expired" });
    house.clock.set(start);
  });

  it("is refused where it is none, too high for the house or the law, without end, or waits already", async () => {
    const account = await makeAccount(house);
    for (const [changes, code] of [
      [{ value: 100_000n }, "not-higher"],
      [{ value: 50_000_001n }, "above-house"],
      [{ until: null }, "end-missing"],
      [{ until: "2026-10-08" }, "end-past"],
      [{ until: "2027-10-11" }, "end-too-far"],
      [{ dayMinor: 1n }, "day-unexpected"],
      [{ kind: "password-free", value: 20_000n }, "day-missing"],
      [{ kind: "password-free", value: 20_000n, dayMinor: 100_001n }, "above-law"],
      [{ kind: "password-free", value: 20_000n, dayMinor: 19_999n }, "day-below-payment"],
    ] as const) {
      expect(await raise(account, changes)).toMatchObject({ ok: false, code: `limits.adjustment.${code}` });
    }
    expect(await raise(account, { kind: "password-free", value: 20_000n, dayMinor: 100_000n })).toMatchObject({
      ok: true,
    });
    expect(await raise(account)).toMatchObject({ ok: true });
    expect(await raise(account)).toMatchObject({ code: "limits.adjustment.already-proposed" });
    expect(await raise(await makeAccount(house, { kind: "enterprise" }))).toMatchObject({
      code: "limits.account.not-a-person",
    });
  });

  it("is taken back by who proposed it, and refused by a second person with a reason", async () => {
    const account = await makeAccount(house);
    await raise(account);
    const { adjustment } = await proposalOf(account);
    expect(await house.run(withdrawAdjustment, { adjustmentId: adjustment }, { as: officer() })).toMatchObject({
      ok: true,
    });
    expect(await house.run(withdrawAdjustment, { adjustmentId: adjustment }, { as: officer() })).toMatchObject({
      code: "limits.adjustment.not-proposed",
    });
    await raise(account);
    await house.stepUp(lead());
    const { id } = await proposalOf(account);
    const no = await house.run(
      rejectProposal,
      { approvalId: id, decisionCode: "too-high", note: "过高" },
      { as: lead() },
    );
    expect(no).toMatchObject({ ok: true });
    expect(
      await house.rows("select state from limit_adjustments where account_id = $1 order by requested_at, id", [
        account.accountId,
      ]),
    ).toEqual([{ state: "withdrawn" }, { state: "rejected" }]);
  });
});

describe("a lowered limit", () => {
  it("holds at once, ends a raise, and rises only by a raise", async () => {
    const account = await makeAccount(house);
    await raise(account);
    await decide(account);
    const lower = (value: bigint) =>
      house.run(lowerAdjustment, wish(account, { value, until: null }), { as: house.as("customer-service") });
    expect(await lower(50_000n)).toMatchObject({ ok: true });
    expect(await transfer(account, 500.01)).toBe("deny");
    expect(await transfer(account, 500)).toBe("allow");
    expect(await lower(50_000n)).toMatchObject({ code: "limits.adjustment.not-lower" });
    expect(await lower(60_000n)).toMatchObject({ code: "limits.adjustment.not-lower" });
    const [live] = await house.rows<{ id: string }>(
      "select id from limit_adjustments where account_id = $1 and state = 'in-force'",
      [account.accountId],
    );
    expect(await house.run(endAdjustment, { adjustmentId: live?.id ?? "" }, { as: officer() })).toMatchObject({
      code: "limits.adjustment.holders-own",
    });
    expect(await raise(account, { value: 80_000n })).toMatchObject({ ok: true });
    expect(await decide(account)).toMatchObject({ ok: true });
    expect(await transfer(account, 300)).toBe("allow");
  });

  it("tells the customer", async () => {
    const account = await makeAccount(house);
    await house.run(lowerAdjustment, wish(account, { value: 1n, until: null }), { as: officer() });
    expect(
      await house.rows("select template from customer_letters where customer_id = $1", [account.customerId]),
    ).toEqual([{ template: "limit.changed" }]);
  });
});

describe("of another programme", () => {
  it("nothing is found", async () => {
    const account = await makeAccount(house);
    const as = house.as("compliance-officer", { programme: MALL });
    const runs = [
      () => house.run(requestAdjustment, wish(account), { as }),
      () => house.run(lowerAdjustment, wish(account, { value: 1n }), { as }),
      () => house.run(endAdjustment, { adjustmentId: newId() }, { as }),
      () => house.ask(limitsAccountQuery, { accountId: account.accountId }, { as }),
    ];
    for (const run of runs) await expect(run()).rejects.toMatchObject({ category: "not-found" });
  });
});
