import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type MadeAccount, makeAccount } from "@/server/kernel/testing/factories";
import { type House, MALL, openHouse } from "@/server/kernel/testing/house";
import type { AccountRead, CoreAccount, PaymentCore, Unavailable } from "./adapters/payment-core";
import { explainDifference } from "./commands/explain-difference";
import { recordDifference } from "./commands/record-difference";
import { resendDifference } from "./commands/resend-difference";
import { coreDifferenceDetail, listCoreDifferences } from "./difference-queries";
import { compareAccount, reconcile } from "./reconcile";
import { road } from "./testing";

type Held = CoreAccount["measures"][number];

/** A core that only says what it holds, as told; it forgets nothing by itself. */
class StatedCore {
  readonly held = new Map<string, Held[]>();
  readonly asked: string[] = [];
  down = false;
  beforeAnswer: (() => Promise<unknown>) | null = null;

  readonly readAccount: PaymentCore["readAccount"] = async (number): Promise<AccountRead | Unavailable> => {
    this.asked.push(number);
    await this.beforeAnswer?.();
    if (this.down) return { kind: "unavailable", cause: "network" };
    const measures = this.held.get(number) ?? [];
    const sum = measures.reduce((total, one) => total + (one.amountMinor ?? 0n), 0n);
    const effective = {
      debit: measures.some(({ scope }) => scope === "debit" || scope === "all"),
      credit: measures.some(({ scope }) => scope === "credit" || scope === "all"),
      ...(sum > 0n && { amountMinor: sum }),
    };
    return { kind: "read", account: { accountNumber: number, currency: "CNY", effective, measures, version: 3 } };
  };
}

let house: House;
let way: ReturnType<typeof road>;
let account: MadeAccount;
let core: StatedCore;
let counted = 0;

beforeAll(async () => {
  house = await openHouse();
  way = road(house);
});
afterAll(() => house.close());
beforeEach(async () => {
  house.clock.set("2026-10-09T14:32:00+08:00");
  account = await makeAccount(house);
  core = new StatedCore();
});

const foreigner = () => house.as("compliance-officer", { programme: MALL });
const asking = () => ({ runtime: house.runtime, core, requestId: "reconcile" });
const compare = () => compareAccount(asking(), "pay", account.accountId);
const standing = () =>
  house.rows<{ id: string; kind: string; state: string; version: number; times_seen: number }>(
    "select id, kind, state, version, times_seen from core_differences where account_id = $1 order by first_seen_at",
    [account.accountId],
  );
const items = () =>
  house.rows<{ state: string; priority: number }>(
    "select w.state, w.priority from work_items w where w.kind = 'core-difference' and w.account_id = $1",
    [account.accountId],
  );

async function inForce(scope: "debit" | "credit" = "debit"): Promise<string> {
  const { measureId, approvalId } = await way.propose(account.accountId, { scope });
  await way.approve(approvalId);
  counted += 1;
  await way.answer(measureId, { coreSequence: counted });
  expect(await way.stateOf(measureId)).toBe("in-force");
  return measureId;
}

const holds = (...measures: Held[]) => core.held.set(account.coreNumber, measures);
const one = async () => {
  const [row] = await standing();
  if (!row) throw new Error("no difference");
  return row;
};

describe("what the core says against what we say", () => {
  it("agrees: nothing is kept, nothing is written to the log", async () => {
    const measureId = await inForce();
    holds({ measureId, scope: "debit" });
    expect(await compare()).toBe("agrees");
    expect(await standing()).toEqual([]);
  });

  it("finds a core that is freer: before all other work, with an alarm, once however often it is seen", async () => {
    await inForce();
    const told = (await house.jobs("notifications.notice")).length;
    expect(await compare()).toBe("found");
    expect(await compare()).toBe("seen");
    expect(await standing()).toMatchObject([{ kind: "freer", state: "open", times_seen: 2 }]);
    expect(await items()).toEqual([{ state: "open", priority: 2 }]);
    const notices = (await house.jobs("notifications.notice")).slice(told);
    expect(notices.map(({ payload }) => (payload as { kind: string }).kind)).toEqual(["controls.core-freer"]);
  });

  it("finds a core that is stricter, and puts it behind", async () => {
    await inForce();
    const [row] = await house.rows<{ id: string }>("select id from measures where account_id = $1", [
      account.accountId,
    ]);
    holds({ measureId: row?.id ?? "", scope: "debit" }, { measureId: "of-the-core", scope: "credit" });
    expect(await compare()).toBe("found");
    expect(await standing()).toMatchObject([{ kind: "stricter" }]);
    expect(await items()).toEqual([{ state: "open", priority: 0 }]);
  });

  it("closes by itself when both agree again, work and all", async () => {
    const measureId = await inForce();
    await compare();
    holds({ measureId, scope: "debit" });
    expect(await compare()).toBe("resolved");
    expect(await standing()).toMatchObject([{ state: "resolved" }]);
    expect(await items()).toMatchObject([{ state: "cancelled" }]);
    expect(await compare()).toBe("agrees");
  });

  it("leaves an order on its way alone, and what moves while the core is asked to the next round", async () => {
    const { approvalId, measureId } = await way.propose(account.accountId, { scope: "debit" });
    await way.approve(approvalId);
    expect(await compare()).toBe("agrees");
    await inForce("credit");
    core.beforeAnswer = async () => {
      core.beforeAnswer = null;
      counted += 1;
      await way.answer(measureId, { coreSequence: counted });
    };
    expect(await compare()).toBe("moved");
    expect(await standing()).toEqual([]);
    expect(await compare()).toBe("found");
  });

  it("goes through every programme page by page, and fails when the core is silent", async () => {
    const measureId = await inForce();
    holds({ measureId, scope: "debit" });
    const compared = await reconcile(asking());
    expect(compared).toBeGreaterThan(0);
    expect(core.asked).toContain(account.coreNumber);
    expect(core.asked.length).toBe(compared);
    core.down = true;
    await expect(reconcile(asking())).rejects.toThrow("payment core");
  });
});

describe("sending again", () => {
  const resend = async (as = way.officer, key?: string) => {
    const { id, version } = await one();
    return house.run(resendDifference, { differenceId: id, version }, { as, ...(key && { key }) });
  };

  it("orders what the core lacks under a new round, and closes once the core holds it", async () => {
    const measureId = await inForce();
    await compare();
    expect(await resend()).toMatchObject({ ok: true, result: { orders: 1 } });
    expect(await resend()).toMatchObject({ code: "controls.difference.under-way" });
    const orders = "select verb, round, state from core_instructions where measure_id = $1 order by sequence";
    expect(await house.rows(orders, [measureId])).toEqual([
      { verb: "restrict", round: 1, state: "applied" },
      { verb: "restrict", round: 2, state: "queued" },
    ]);
    counted += 1;
    await way.answer(measureId, { coreSequence: counted });
    expect(await way.stateOf(measureId)).toBe("in-force");
    holds({ measureId, scope: "debit" });
    expect(await compare()).toBe("resolved");
  });

  it("orders the end of what ended here and lives on there, and nothing for a stranger", async () => {
    const measureId = await inForce();
    const release = await way.proposeRelease(measureId);
    await way.approve(release.approvalId);
    counted += 1;
    await way.answer(measureId, { coreSequence: counted });
    holds({ measureId, scope: "debit" });
    await compare();
    expect(await resend()).toMatchObject({ ok: true, result: { orders: 1 } });
    expect(
      (await house.rows("select 1 from core_instructions where measure_id = $1 and verb = 'lift'", [measureId])).length,
    ).toBe(2);
    counted += 1;
    await way.answer(measureId, { coreSequence: counted });
    expect(await way.stateOf(measureId)).toBe("released");

    account = await makeAccount(house);
    await inForce();
    const [mine] = await house.rows<{ id: string }>("select id from measures where account_id = $1", [
      account.accountId,
    ]);
    holds({ measureId: mine?.id ?? "", scope: "debit" }, { measureId: "of-the-core", scope: "credit" });
    await compare();
    expect(await resend()).toMatchObject({ code: "controls.difference.nothing-to-send" });
  });

  it("is refused on what changed since, to who may not, and across programmes; twice by one key is one", async () => {
    await inForce();
    await compare();
    const { id, version } = await one();
    const input = { differenceId: id, version };
    expect(await house.run(resendDifference, input, { as: house.as("customer-service") })).toMatchObject({
      code: "kernel.permission.denied",
    });
    await expect(house.run(resendDifference, input, { as: foreigner() })).rejects.toMatchObject({
      category: "not-found",
    });
    const stale = await house.run(resendDifference, { ...input, version: version + 1 }, { as: way.officer });
    expect(stale).toMatchObject({ code: "controls.difference.stale" });
    expect(await resend(way.officer, "resend-once")).toMatchObject({ ok: true });
    expect(await house.run(resendDifference, input, { as: way.officer, key: "resend-once" })).toMatchObject({
      ok: true,
    });
    expect(
      (await house.rows("select 1 from core_instructions where account_id = $1", [account.accountId])).length,
    ).toBe(2);
  });
});

describe("explaining", () => {
  const stricter = async () => {
    const measureId = await inForce();
    holds({ measureId, scope: "debit" }, { measureId: "of-the-core", scope: "credit" });
    await compare();
    return measureId;
  };
  const explain = async (over: object = {}) => {
    const { id, version } = await one();
    const input = {
      differenceId: id,
      version,
      reason: "held-by-core" as const,
      note: "核心侧自行管控，已核实",
      ...over,
    };
    return house.run(explainDifference, input, { as: way.officer });
  };

  it("lets it be while it stays, and opens it again when it changes", async () => {
    const measureId = await stricter();
    expect(await explain()).toMatchObject({ ok: true });
    expect(await compare()).toBe("seen");
    expect(await standing()).toMatchObject([{ state: "explained" }]);
    expect(await items()).toMatchObject([{ state: "done" }]);
    holds({ measureId, scope: "debit" }, { measureId: "another", scope: "credit" });
    await compare();
    expect(await standing()).toMatchObject([{ state: "open" }]);
    expect((await items()).filter(({ state }) => state === "open")).toHaveLength(1);
  });

  it("never talks away a core that is freer, nor explains twice", async () => {
    await inForce();
    await compare();
    expect(await explain()).toMatchObject({ code: "controls.difference.freer-not-explained" });
    account = await makeAccount(house);
    await stricter();
    expect(await explain()).toMatchObject({ ok: true });
    expect(await explain()).toMatchObject({ code: "controls.difference.not-open" });
  });
});

describe("reading", () => {
  it("shows both sides by our numbers, no account number of the core, and nothing to another programme", async () => {
    const measureId = await inForce();
    holds({ measureId: "of-the-core", scope: "credit" });
    await compare();
    const { id } = await one();
    const detail = await house.ask(coreDifferenceDetail, { differenceId: id }, { as: way.officer });
    expect(detail).toMatchObject({
      kind: "freer",
      ours: { effective: { debit: true }, measures: [{ id: measureId, differs: true, state: "in-force" }] },
      theirs: { effective: { credit: true }, measures: [{ id: "of-the-core", number: null, differs: true }] },
      toSend: { restrict: 1, lift: 0 },
      explanation: null,
    });
    const text = JSON.stringify(detail, (_key, value: unknown) => (typeof value === "bigint" ? String(value) : value));
    expect(text).not.toContain(account.coreNumber);
    const mine = await house.ask(listCoreDifferences, { filters: { state: ["open"] } }, { as: way.officer });
    expect(mine.rows.map((row) => row.id)).toContain(id);
    expect((await house.ask(listCoreDifferences, {}, { as: foreigner() })).rows).toEqual([]);
    await expect(house.ask(coreDifferenceDetail, { differenceId: id }, { as: foreigner() })).rejects.toMatchObject({
      category: "not-found",
    });
  });

  it("is written by the house alone", async () => {
    const effective = { debit: false, credit: false, amountMinor: 0n, functions: [], cards: [] };
    const input = { accountId: account.accountId, step: "", theirs: { effective, measures: [] }, coreVersion: 1 };
    expect(await house.run(recordDifference, input, { as: way.lead })).toMatchObject({
      code: "kernel.permission.denied",
    });
    const byHouse = await house.run(recordDifference, input, { as: house.system("system:worker") });
    expect(byHouse).toMatchObject({ code: "controls.difference.agreed" });
  });
});
