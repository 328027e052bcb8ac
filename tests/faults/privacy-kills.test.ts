import "@/server/all";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { approveProposal } from "@/server/approvals/commands/decide-approval";
import { approvalDetail } from "@/server/approvals/queries";
import { closingRoad } from "@/server/closures/testing";
import { execute } from "@/server/kernel/command";
import { newId } from "@/server/kernel/new-id";
import type { Runtime } from "@/server/kernel/runtime";
import { makeAccount } from "@/server/kernel/testing/factories";
import { type House, openHouse } from "@/server/kernel/testing/house";
import { finishClosing } from "@/server/privacy/commands/finish-closing";
import { lead, planned, taken } from "@/server/privacy/testing";
import { dyingAt } from "./support/dying-at";

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

/** Everything that answering a request by its plan leaves. */
async function left(id: string, customerId: string) {
  const [row] = await house.rows<Record<string, number | string>>(
    `select r.state, (select state from clocks where subject_id = r.id) as clock,
       (select count(*)::int from retention_entries where customer_id = $2) as entries,
       (select count(*)::int from restricted_subjects where customer_id = $2) as restricted,
       (select count(*)::int from closures where subject_id = r.id) as closings,
       (select count(*)::int from customer_letters where subject_id = r.id and template <> 'privacy.received') as letters,
       (select count(*)::int from audit_entries where kind = 'retention.plan.carry' and outcome = 'committed'
         and subject_id = $2::text) as carried,
       (select count(*)::int from work_items where subject_id = r.id and state = 'open') as work
     from privacy_requests r where r.id = $1`,
    [id, customerId],
  );
  return row;
}
type Left = Awaited<ReturnType<typeof left>>;

/** Kills at each statement in turn, which must leave what was; then lets it through twice under one key. */
async function atEach(run: (runtime: Runtime, key: string) => Promise<unknown>, look: () => Promise<Left>) {
  const before = await look();
  const key = newId();
  let killed = 0;
  for (let nth = 1; ; nth++) {
    const dying = dyingAt(house.runtime, nth);
    await run(dying.runtime, key).catch(() => undefined);
    if (!dying.died()) break;
    killed += 1;
    expect([nth, await look()]).toEqual([nth, before]);
  }
  const after = await look();
  expect(await run(house.runtime, key)).toMatchObject({ ok: true });
  expect(await look()).toEqual(after);
  return { killed, before, after };
}

async function approving(id: string) {
  const as = lead(house);
  const [approval] = await house.rows<{ id: string }>(
    "select id from approvals where subject_id = $1 and status = 'pending'",
    [id],
  );
  const approvalId = approval?.id ?? "";
  await house.stepUp(as);
  const shown = await house.ask(approvalDetail, { approvalId }, { as });
  const input = { approvalId, seenDigest: shown.current?.digest ?? "" };
  return (runtime: Runtime, key: string) =>
    execute(runtime, approveProposal, { principal: as, input, key, requestId: "kill" });
}

describe("killed while an approved erasure is carried out", { timeout: 300_000 }, () => {
  it("of a deletion: all or nothing at every statement, once when taken up again", async () => {
    const account = await makeAccount(house);
    await house.rows("update accounts set status = 'closed', closed_on = '2026-10-01' where id = $1", [
      account.accountId,
    ]);
    const { id } = await planned(house, await taken(house, account, { type: "deletion" }));
    const { killed, before, after } = await atEach(await approving(id), () => left(id, account.customerId));
    expect(before).toMatchObject({ state: "proposed", clock: "running", entries: 0, letters: 0 });
    expect(after).toMatchObject({
      state: "answered",
      clock: "met",
      entries: 5,
      restricted: 1,
      letters: 1,
      carried: 1,
      work: 0,
    });
    expect(killed).toBeGreaterThan(20);
  });

  it("of a closing: begun once, and finished once when its accounts are closed", async () => {
    const account = await makeAccount(house);
    const { id } = await planned(house, await taken(house, account, { type: "closure" }));
    const begun = await atEach(await approving(id), () => left(id, account.customerId));
    expect(begun.after).toMatchObject({ state: "working", clock: "running", entries: 0, closings: 1, letters: 1 });
    const road = closingRoad(house);
    await road.work();
    await road.answer(account);
    const principal = house.system("system:worker");
    const finish = (runtime: Runtime, key: string) =>
      execute(runtime, finishClosing, {
        principal,
        input: { requestId: id },
        key,
        requestId: "kill",
      });
    const finished = await atEach(finish, () => left(id, account.customerId));
    expect(finished.before).toMatchObject({ state: "working", clock: "running" });
    expect(finished.after).toMatchObject({ state: "answered", clock: "met", entries: 5, letters: 2, carried: 1 });
    expect(begun.killed + finished.killed).toBeGreaterThan(40);
  });
});
