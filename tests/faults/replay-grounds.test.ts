import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import "@/server/listeners";
import { replayInstruction } from "@/server/controls/commands/replay-instruction";
import { stillGrounded } from "@/server/controls/replay-grounds";
import { newId } from "@/server/kernel/new-id";
import { inScope } from "@/server/kernel/scope";
import { type MadeAccount, makeAccount } from "@/server/kernel/testing/factories";
import { type House, openHouse } from "@/server/kernel/testing/house";
import { desk } from "@/server/losses/testing";
import { counter } from "@/server/orders/testing";

let house: House;
let account: MadeAccount;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());
beforeEach(async () => {
  house.clock.set("2026-10-09T14:32:00+08:00");
  account = await makeAccount(house, { balanceMinor: 10_000n });
});

const officer = () => house.as("compliance-officer");
const dead = async (verb: string) => {
  const [row] = await house.rows<{ id: string }>(
    "select id from core_instructions where account_id = $1 and verb = $2 and state = 'rejected' order by sequence desc limit 1",
    [account.accountId, verb],
  );
  return row?.id ?? "";
};
const replay = (instructionId: string) => house.run(replayInstruction, { instructionId }, { as: officer() });

describe("an order the core turned down", () => {
  it.each(["order", "electronic-order", "loss-report", "objection", "reverification", "review"])(
    "is not sent again where nobody knows what it stands on: %s",
    async (type) => {
      const asked = await inScope(house.runtime, officer(), "write", async (scope) => ({
        keep: false,
        value: await stillGrounded(scope, { type, id: newId() }),
      }));
      expect(asked).toBe(false);
    },
  );

  it("for a paper at the counter holds after all, and the register says so", async () => {
    const way = counter(house);
    const order = await way.given(account);
    await way.confirm(order.orderId, "rejected");
    expect(await way.orderOf(order.orderId)).toMatchObject({ state: "failed" });
    expect(await replay(await dead("restrict"))).toMatchObject({ ok: true });
    await way.confirm(order.orderId);
    expect(await way.orderOf(order.orderId)).toMatchObject({ state: "in-force", ended_at: null });
    const [act] = await house.rows("select state, ended_at, cause from order_acts where order_id = $1", [
      order.orderId,
    ]);
    expect(act).toEqual({ state: "in-force", ended_at: null, cause: null });
  });

  it("for a paper whose place another took is not sent again", async () => {
    const way = counter(house);
    const first = await way.given(account);
    await way.given(account, {
      authority: "court",
      authorityName: "示例市人民法院",
      basis: "civil",
      caseNumber: "（2026）示执1号",
    });
    await way.confirm(first.orderId, "rejected");
    expect(await replay(await dead("restrict"))).toMatchObject({ code: "controls.instruction.measure-moved" });
  });

  it("for a loss report protects after all, sessions too, as long as the report holds the money", async () => {
    const way = desk(house);
    const { id } = await way.reported(account.customerId);
    await way.answerAll(account, "rejected");
    expect(await way.row(id)).toMatchObject({ in_force_at: null });
    for (const verb of ["restrict", "end-sessions"]) expect(await replay(await dead(verb))).toMatchObject({ ok: true });
    await way.answerAll(account);
    const rows = await house.rows("select in_force_at, failed_at from loss_protections where report_id = $1", [id]);
    expect(rows).toEqual(rows.map(() => ({ in_force_at: expect.any(Date), failed_at: null })));
    expect((await way.row(id)).in_force_at).not.toBeNull();
  });

  it("for a report that is over is not sent again", async () => {
    const way = desk(house);
    const { id } = await way.reported(account.customerId);
    await way.answerAll(account, "rejected");
    await house.rows("update loss_reports set state = 'restored', ended_at = now(), ended_by = 'x' where id = $1", [
      id,
    ]);
    expect(await replay(await dead("restrict"))).toMatchObject({ code: "controls.instruction.measure-moved" });
  });
});
