import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addDays, localDate } from "@/domain/shared/time";
import { AppError } from "@/server/kernel/errors";
import { newId } from "@/server/kernel/new-id";
import { inScope } from "@/server/kernel/scope";
import { type MadeAccount, makeAccount, makeLeg } from "@/server/kernel/testing/factories";
import { type House, MALL, openHouse } from "@/server/kernel/testing/house";
import { announceChange } from "./commands/announce-change";
import { dismissHold } from "./commands/dismiss-hold";
import { raiseDoubt } from "./commands/raise-doubt";
import { recomputeTriggers } from "./commands/recompute-triggers";
import { recordEvent } from "./commands/record-event";
import { releaseHold } from "./commands/release-hold";
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

describe("what people tell", () => {
  it("raises doubt that no copy satisfies, and another look with a reason", async () => {
    const account = await makeAccount(house);
    await makePaper(house, account, { validTo: "2030-01-01", checked: true });
    const service = house.as("customer-service");
    const doubt = { ground: "doubt" as const, customerId: account.customerId, reason: "data-doubtful" as const };
    expect(await house.run(raiseDoubt, doubt, { as: service })).toMatchObject({
      ok: true,
      result: { outcome: "opened" },
    });
    const other = { ground: "other" as const, customerId: account.customerId, reason: "house-programme" as const };
    expect(await house.run(raiseDoubt, other, { as: service })).toMatchObject({
      ok: true,
      result: { outcome: "joined" },
    });
    await makeLeg(house, account, { amountMinor: 1_000_000n, date: "2026-10-02" });
    await look.recompute();
    expect((await look.triggersOf(account)).map(({ kind, state }) => [kind, state])).toEqual([
      ["doubt", "joined"],
      ["other", "joined"],
      ["single-amount", "joined"],
    ]);
  });

  it("keeps doubt that rests on suspicion behind the wall", async () => {
    const account = await makeAccount(house);
    const doubt = {
      ground: "doubt" as const,
      customerId: account.customerId,
      reason: "behaviour-abnormal" as const,
      suspected: true,
    };
    expect(await house.run(raiseDoubt, doubt, { as: house.as("customer-service") })).toMatchObject({
      code: "kernel.permission.denied",
    });
    expect(await house.run(raiseDoubt, doubt, { as: house.as("aml-analyst") })).toMatchObject({ ok: true });
    await runJobs();
    expect(await look.reviewOf(account)).toMatchObject({ ground: "other" });
    expect((await look.triggersOf(account)).map(({ kind, clearance }) => [kind, clearance])).toEqual([
      ["doubt", "suspicion"],
      ["other", "general"],
    ]);
    const seen = await inScope(house.runtime, house.as("kyc-reviewer"), "read", async ({ tx }) => {
      const { rows } = await tx.execute<{ kind: string }>(
        sql`select kind from reverification_triggers where customer_id = ${account.customerId}::uuid`,
      );
      return { keep: false, value: rows.map(({ kind }) => kind) };
    });
    expect(seen).toEqual(["other"]);
    const entries = await house.rows<{ kind: string; clearance: string }>(
      "select kind, clearance from audit_entries where subject_id = $1 and outcome = 'committed' order by kind",
      [account.customerId],
    );
    expect(entries).toEqual([
      { kind: "reverification.doubt.raise", clearance: "suspicion" },
      { kind: "reverification.other.raise", clearance: "general" },
    ]);
  });

  it("records an announced change, in time or late, and a financial product once", async () => {
    const account = await makeAccount(house);
    const change = { customerId: account.customerId, data: ["phone" as const], note: "换号" };
    const service = house.as("customer-service");
    expect(await house.run(announceChange, { ...change, effectiveOn: "2026-10-20" }, { as: service })).toMatchObject({
      ok: true,
      result: { inTime: true },
    });
    expect(await house.run(announceChange, { ...change, effectiveOn: "2026-10-10" }, { as: service })).toMatchObject({
      result: { inTime: false },
    });
    expect(await house.run(announceChange, { ...change, effectiveOn: "2026-10-08" }, { as: service })).toMatchObject({
      code: "reverification.change.past",
    });
    const product = {
      customerId: account.customerId,
      kind: "financial-product" as const,
      reference: newId(),
      on: "2026-10-08",
    };
    expect(await house.run(recordEvent, product, { as: look.worker })).toMatchObject({ result: { outcome: "joined" } });
    expect(await house.run(recordEvent, product, { as: look.worker })).toMatchObject({ result: { outcome: "known" } });
    expect(await look.reviewsOf(account)).toHaveLength(1);
  });

  it("does not reach customers of another programme", async () => {
    const foreign = await makeAccount(house, { programme: MALL });
    const doubt = { ground: "doubt" as const, customerId: foreign.customerId, reason: "data-doubtful" as const };
    await expect(house.run(raiseDoubt, doubt, { as: house.as("customer-service") })).rejects.toThrow(AppError);
  });
});

describe("too many at once", () => {
  it("are held for a lead, who releases or dismisses them; other kinds go on", async () => {
    const mall = house.system("system:worker", MALL);
    const accounts: MadeAccount[] = [];
    for (let i = 0; i < 22; i += 1) {
      const account = await makeAccount(house, { programme: MALL });
      accounts.push(account);
      await makeLeg(house, account, { amountMinor: 1_000_000n, date: "2026-10-02", programme: MALL });
    }
    const doubtful = accounts[0] as MadeAccount;
    const told = {
      customerId: doubtful.customerId,
      kind: "financial-product" as const,
      reference: newId(),
      on: "2026-10-01",
    };
    await house.run(recordEvent, told, { as: mall });
    expect(await house.run(recomputeTriggers, { of: "ledger" }, { as: mall })).toMatchObject({
      result: { triggers: 22, opened: 0, held: 21 },
    });
    const holds = () =>
      house.rows<{ id: string; held: number; version: number; state: string }>(
        "select id, held, version, state from reverification_holds where programme_id = 'mall' order by id",
      );
    const [hold] = await holds();
    if (!hold) throw new Error("no hold");
    expect(hold).toMatchObject({ held: 21, state: "open" });
    expect(await look.itemsOf(hold.id, "reverification-hold")).toEqual(["open"]);
    expect(await house.run(recomputeTriggers, { of: "ledger" }, { as: mall })).toMatchObject({
      result: { triggers: 0 },
    });
    const lead = house.as("team-lead", { programme: MALL });
    const seen = { id: hold.id, version: hold.version };
    expect(await house.run(releaseHold, seen, { as: house.as("kyc-reviewer", { programme: MALL }) })).toMatchObject({
      ok: false,
    });
    await expect(house.run(releaseHold, seen, { as: house.as("team-lead") })).rejects.toThrow(AppError);
    expect(await house.run(releaseHold, seen, { as: lead })).toMatchObject({ ok: true, result: { opened: 21 } });
    expect(await house.run(dismissHold, { ...seen, reason: "wrong-data" }, { as: lead })).toMatchObject({
      code: "reverification.hold.stale",
    });
    expect(await look.itemsOf(hold.id, "reverification-hold")).toEqual(["done"]);
    const late = accounts.slice(0, 3);
    for (const account of late)
      await makeLeg(house, account, {
        amountMinor: 1_000_000n,
        date: addDays(localDate("2026-10-02"), 1),
        programme: MALL,
      });
    expect(await house.run(recomputeTriggers, { of: "ledger" }, { as: mall })).toMatchObject({
      result: { triggers: 3, opened: 0 },
    });
    // What a lead let go ahead is not held again on the same day.
    const another = await makeAccount(house, { programme: MALL });
    await makeLeg(house, another, { amountMinor: 1_000_000n, date: "2026-10-02", programme: MALL });
    expect(await house.run(recomputeTriggers, { of: "ledger" }, { as: mall })).toMatchObject({
      result: { triggers: 1, opened: 1, held: 0 },
    });
  });
});
