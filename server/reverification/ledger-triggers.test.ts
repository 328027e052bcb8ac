import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { shanghaiDate } from "@/domain/shared/time";
import { newId } from "@/server/kernel/new-id";
import { inScope } from "@/server/kernel/scope";
import { makeAccount, makeLeg } from "@/server/kernel/testing/factories";
import { type House, openHouse } from "@/server/kernel/testing/house";
import { validCopyOnFile } from "@/server/kyc/public";
import { recomputeTriggers } from "./commands/recompute-triggers";
import { validCopySql } from "./kyc-door";
import { jobRunner, looker, makePaper } from "./testing";

let house: House;
let look: ReturnType<typeof looker>;
let runJobs: () => Promise<number>;
beforeAll(async () => {
  house = await openHouse();
  look = looker(house);
  runJobs = jobRunner(house);
});
afterAll(() => house.close());

describe("triggers of the ledger", () => {
  it("open one review that further ones join; computing again adds nothing", async () => {
    const account = await makeAccount(house);
    await makeLeg(house, account, { amountMinor: 1_000_000n, date: "2026-10-02" });
    expect(await look.recompute()).toMatchObject({ opened: 1, triggers: 1 });
    expect(await look.recompute()).toMatchObject({ opened: 0, triggers: 0, gone: 0 });
    await makeLeg(house, account, { amountMinor: 4_000_000n, date: "2026-10-03", direction: "out", kind: "payment" });
    expect(await look.recompute()).toMatchObject({ opened: 0, triggers: 2 });
    const [review, ...more] = await look.reviewsOf(account);
    expect(more).toEqual([]);
    expect(review).toMatchObject({ state: "asked", ground: "single-amount" });
    expect((await look.triggersOf(account)).map(({ kind, state, key }) => [kind, state, key])).toEqual([
      ["single-amount", "joined", "2026-10-02"],
      ["single-amount", "joined", "2026-10-03"],
      ["thirty-days", "joined", "2026-10"],
    ]);
  });

  it("leave enterprises alone", async () => {
    const account = await makeAccount(house, { kind: "enterprise" });
    await makeLeg(house, account, { amountMinor: 9_000_000n, date: "2026-10-02", naturalPerson: false });
    await look.recompute();
    expect(await look.triggersOf(account)).toEqual([]);
  });

  it("are satisfied without work by a valid, checked copy, and say by which", async () => {
    const account = await makeAccount(house);
    const { submissionId } = await makePaper(house, account, { validTo: "2030-01-01", checked: true });
    await makeLeg(house, account, { amountMinor: 1_000_000n, date: "2026-10-02" });
    expect(await look.recompute()).toMatchObject({ opened: 0, satisfied: 1 });
    expect(await look.reviewsOf(account)).toEqual([]);
    expect(
      await house.rows("select state, satisfied_by from reverification_triggers where customer_id = $1", [
        account.customerId,
      ]),
    ).toEqual([{ state: "satisfied", satisfied_by: submissionId }]);
  });

  it("are not satisfied by a paper nobody checked, nor by one that has ended; the same is told by the desk", async () => {
    const cases = [
      { validTo: "2030-01-01", checked: false },
      { validTo: "2026-10-08", checked: true },
      { validTo: "2026-10-09", checked: true },
      { validTo: null, checked: true },
    ];
    for (const one of cases) {
      const account = await makeAccount(house);
      await makePaper(house, account, one);
      const same = await inScope(house.runtime, look.worker, "read", async (scope) => {
        const on = shanghaiDate(scope.now);
        const { rows } = await scope.tx.execute<{ id: string | null }>(
          sql`select ${validCopySql(sql`${account.customerId}::uuid`, on)} as id`,
        );
        const copy = await validCopyOnFile(scope, account.customerId, { on });
        return { keep: false, value: [rows[0]?.id ?? null, copy?.submissionId ?? null] };
      });
      expect(same[0]).toBe(same[1]);
      expect(same[0] !== null).toBe(one.checked && one.validTo !== "2026-10-08");
    }
  });

  it("follow an import that is taken back: marked, and the review that nothing else calls for is cancelled", async () => {
    const account = await makeAccount(house);
    const leg = await makeLeg(house, account, { amountMinor: 1_000_000n, date: "2026-10-02" });
    const batchId = newId();
    await house.rows("update transactions set batch_id = $1 where id = $2", [batchId, leg]);
    await house.rows(
      `insert into import_batches (id, programme_id, legal_entity_id, number, mapping, file_name, file_sha256, file_bytes, state, first_date, last_date,
         started_by, started_at) values ($1, 'pay', 'hengchuan-pay', $2, 'test', 't', $2, 1, 'finalised', '2026-10-02', '2026-10-02', 'system:seed', now())`,
      [batchId, `IM-${account.customerNumber}`],
    );
    const evaluate = () => house.run(recomputeTriggers, { of: "batch", batchId }, { as: look.worker });
    expect(await evaluate()).toMatchObject({ ok: true, result: { opened: 1, triggers: 1 } });
    expect(await evaluate()).toMatchObject({ ok: true, result: { opened: 0, triggers: 0 } });
    await runJobs();
    const review = await look.reviewOf(account);
    const request = () =>
      house.rows<{ state: string }>("select state from kyc_requests where id = $1", [review.request_id]);
    expect(await request()).toEqual([{ state: "open" }]);
    await house.rows("update transactions set retired_at = now() where id = $1", [leg]);
    expect(await evaluate()).toMatchObject({ result: { gone: 1, cancelled: 1 } });
    await runJobs();
    expect(await request()).toEqual([{ state: "withdrawn" }]);
    expect(await look.triggersOf(account)).toMatchObject([{ state: "gone" }]);
    expect(await look.reviewOf(account)).toMatchObject({ state: "cancelled" });
    await house.rows("update transactions set retired_at = null where id = $1", [leg]);
    expect(await evaluate()).toMatchObject({ result: { opened: 1, triggers: 1 } });
    expect((await look.reviewsOf(account)).map(({ state }) => state)).toEqual(["cancelled", "asked"]);
  });
});
