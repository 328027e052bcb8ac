import { inspect } from "node:util";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { approveProposal, rejectProposal } from "@/server/approvals/commands/decide-approval";
import { command } from "@/server/kernel/command";
import { makeAccount } from "@/server/kernel/testing/factories";
import { type House, openHouse } from "@/server/kernel/testing/house";
import { advanceRun } from "./commands/advance-run";
import { confirmHit } from "./commands/confirm-hit";
import { loadList } from "./commands/load-list";
import { watchScreening } from "./handlers";
import { hitDetailQuery } from "./queries";
import { screenParty } from "./screen";
import { screeningDesk } from "./testing";

let house: House;
let desk: Awaited<ReturnType<typeof screeningDesk>>;
beforeAll(async () => {
  house = await openHouse();
  desk = await screeningDesk(house);
});
afterAll(() => house.close());
beforeEach(() => house.clock.set("2026-10-09T14:32:00+08:00"));

describe("before a list is loaded", () => {
  it("nothing is concluded", async () => {
    const account = await makeAccount(house);
    expect(await desk.seek(account.customerId, "Anna Musterfrau")).toMatchObject({
      result: { outcome: "not-run", hits: [] },
    });
  });
});

describe("a list", () => {
  it("takes the last one's place; the same again renews it; an old or torn one is refused", async () => {
    const first = Array.from({ length: 10 }, (_, n) => desk.listed(`Erste ${n} Probe`, { id: String(n) }));
    const asOf = desk.nextFile();
    expect(await desk.load(first, asOf)).toMatchObject({ ok: true, result: { entries: 10, outcome: "new" } });
    expect(await desk.load(first, asOf)).toMatchObject({ ok: true, result: { outcome: "current" } });
    expect(await desk.load(first.slice(0, 7))).toMatchObject({ code: "screening.list.shrunk" });
    expect(await desk.load(first.slice(0, 9), "2026-10-07T00:00:00.000Z")).toMatchObject({
      code: "screening.list.older",
    });
    const inUse = await house.rows("select entries from screening_lists where in_use");
    expect(inUse).toEqual([{ entries: 10 }]);
    await house.rows("update screening_lists set in_use = false");
  });

  it("is loaded by whoever may, and by nobody else", async () => {
    const entries = [desk.listed("Probe Eins")];
    const refused = await house.run(
      loadList,
      { source: "un-consolidated", sha256: "0".repeat(64), asOf: "2026-10-08T00:00:00.000Z", entries: [] },
      { as: desk.analyst },
    );
    expect(refused).toMatchObject({ ok: false, code: "kernel.permission.denied" });
    expect(entries).toHaveLength(1);
  });

  it("that has grown old clears nobody, and still finds", async () => {
    const name = desk.madeName();
    const account = await makeAccount(house, { name });
    await desk.load([desk.listed(name)]);
    expect(await desk.seek(account.customerId, "Ganz Anders")).toMatchObject({ result: { outcome: "none" } });
    house.clock.set("2026-11-20T14:32:00+08:00");
    expect(await desk.seek(account.customerId, "Ganz Anders")).toMatchObject({ result: { outcome: "not-run" } });
    expect(await desk.seek(account.customerId, name)).toMatchObject({ result: { outcome: "hit" } });
  });
});

describe("a hit", () => {
  it("stops every open account, opens secret work and calls people, in the transaction that found it", async () => {
    const { account, hitId } = await desk.found();
    expect(await desk.measuresOf(account.accountId)).toMatchObject([
      { state: "instructed", reason_code: "under-review", clearance: "general" },
    ]);
    expect(await house.rows("select kind, clearance, state from work_items where subject_id = $1", [hitId])).toEqual([
      { kind: "list-hit", clearance: "suspicion", state: "open" },
    ]);
    const told = await house.jobs("notifications.sealed-notice");
    expect(inspect(told, { depth: null })).toContain(hitId);
    expect(await house.ask(hitDetailQuery, { id: hitId }, { as: desk.analyst })).toMatchObject({
      state: "open",
      matchedOn: ["name"],
      entry: { onList: true },
      holds: [{ accountId: account.accountId }],
      may: { decide: true },
    });
  });

  it("is found by a paper's number under any name, and once however often one looks", async () => {
    const account = await makeAccount(house);
    await desk.load([desk.listed("Wer Auch Immer", { numbers: [`P-77885566`] })]);
    for (const _ of [1, 2]) {
      const outcome = await desk.seek(account.customerId, "Ganz Anders", [`p7788 5566`]);
      expect(outcome).toMatchObject({ result: { outcome: "hit" } });
    }
    expect(
      await house.rows("select matched_on from screening_hits where customer_id = $1", [account.customerId]),
    ).toEqual([{ matched_on: ["number"] }]);
    expect(await desk.measuresOf(account.accountId)).toHaveLength(1);
  });

  it("is undone with whatever found it", async () => {
    const name = desk.madeName();
    const account = await makeAccount(house, { name });
    await desk.load([desk.listed(name)]);
    const failing = command({
      name: "screening.hit.hold",
      permission: "screening.run",
      input: z.object({}),
      subject: () => ({ type: "customer", id: account.customerId }),
      async handle(scope) {
        await screenParty(scope, { customerId: account.customerId, names: [name], documents: [] });
        throw new Error("after all");
      },
    });
    await expect(house.run(failing, {}, { as: desk.worker() })).rejects.toThrow("after all");
    expect(await desk.measuresOf(account.accountId)).toEqual([]);
    expect(await house.rows("select id from screening_hits where customer_id = $1", [account.customerId])).toEqual([]);
  });

  it("confirmed keeps the accounts stopped and stays until the list lets go", async () => {
    const { account, hitId } = await desk.found();
    expect(await house.run(confirmHit, { hitId, note: "证件号码一致" }, { as: desk.analyst })).toMatchObject({
      ok: true,
    });
    expect(await desk.measuresOf(account.accountId)).toMatchObject([{ state: "instructed" }]);
    expect(await desk.dismiss(hitId)).toMatchObject({ code: "screening.hit.not-open" });
  });
});

describe("a dismissal", () => {
  it("lets go what the hit stopped, and only that, once a second person agrees", async () => {
    const { account, hitId, name } = await desk.found();
    const [measure] = await desk.measuresOf(account.accountId);
    await house.rows("update measures set state = 'in-force', in_force_at = now() where id = $1", [measure?.id]);
    const asked = await desk.dismiss(hitId);
    if (!asked.ok) throw new Error(asked.code);
    expect(await desk.measuresOf(account.accountId)).toMatchObject([{ state: "in-force" }]);
    await house.stepUp(desk.analyst);
    expect(
      await house.run(
        approveProposal,
        { approvalId: asked.result.approvalId, seenDigest: "0".repeat(64) },
        { as: desk.analyst },
      ),
    ).toMatchObject({ ok: false });
    expect(await desk.agree(asked.result.approvalId)).toMatchObject({ ok: true });
    expect(await desk.measuresOf(account.accountId)).toMatchObject([{ state: "release-instructed" }]);
    expect(await desk.seek(account.customerId, name)).toMatchObject({ result: { outcome: "none", hits: [] } });
    await desk.load([desk.listed(name, { year: "1970" })]);
    expect(await desk.seek(account.customerId, name)).toMatchObject({ result: { outcome: "hit" } });
  });

  it("turned down leaves everything stopped and the hit open", async () => {
    const { account, hitId } = await desk.found();
    const asked = await desk.dismiss(hitId);
    if (!asked.ok) throw new Error(asked.code);
    await house.stepUp(desk.lead);
    const said = { approvalId: asked.result.approvalId, decisionCode: "may-be-the-same", note: "再查" };
    expect(await house.run(rejectProposal, said, { as: desk.lead })).toMatchObject({ ok: true });
    expect(await house.rows("select state from screening_hits where id = $1", [hitId])).toEqual([{ state: "open" }]);
    expect(await desk.measuresOf(account.accountId)).toMatchObject([{ state: "instructed" }]);
  });
});

describe("comparing everybody", () => {
  it("follows a new list, finds who is on it, and takes itself up again", async () => {
    const name = desk.madeName();
    const account = await makeAccount(house, { name });
    await desk.load([desk.listed(name)]);
    const [run] = await house.rows<{ id: string; total: number }>(
      "select id, total from screening_runs where state = 'running'",
    );
    expect(run?.total).toBeGreaterThan(0);
    const done = await house.run(advanceRun, { runId: run?.id ?? "" }, { as: desk.worker() });
    expect(done).toMatchObject({ ok: true, result: { over: true } });
    expect(await desk.measuresOf(account.accountId)).toMatchObject([{ reason_code: "under-review" }]);
    expect(await house.run(advanceRun, { runId: run?.id ?? "" }, { as: desk.worker() })).toMatchObject({
      code: "screening.run.not-running",
    });
  });

  it("a day later begins anew, and stops what was opened since", async () => {
    const { account } = await desk.found();
    const again = await makeAccount(house);
    await house.rows("update accounts set customer_id = $1 where id = $2", [account.customerId, again.accountId]);
    house.clock.set("2026-10-11T14:32:00+08:00");
    await house.rows("update screening_runs set state = 'done', finished_at = now() where state = 'running'");
    const work = { runtime: house.runtime, requestId: "watch", signal: new AbortController().signal };
    expect(await watchScreening(work)).toBe(1);
    expect(await desk.measuresOf(again.accountId)).toMatchObject([{ reason_code: "under-review" }]);
  });
});
