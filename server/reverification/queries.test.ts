import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { AppError } from "@/server/kernel/errors";
import { makeAccount, makeLeg } from "@/server/kernel/testing/factories";
import { type House, MALL, openHouse } from "@/server/kernel/testing/house";
import { raiseDoubt } from "./commands/raise-doubt";
import { recordLapse } from "./commands/record-lapse";
import { reviewDetailQuery } from "./detail";
import { figures, holdsList, reviewsList, triggersList } from "./queries";
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

const PAGE = { filters: {}, sort: "openedAt" as const, order: "desc" as const, limit: 50 };

describe("what a reader sees", () => {
  it("is a review with its arithmetic, what was asked and when business would be suspended", async () => {
    const account = await makeAccount(house, { name: "测试甲乙" });
    await makePaper(house, account, { validTo: "2030-01-01" });
    await makeLeg(house, account, { amountMinor: 5_000_000n, usdMinor: 700_000n, date: "2026-10-02" });
    await look.recompute();
    await runJobs();
    const reader = house.as("kyc-reviewer");
    const review = await look.reviewOf(account);
    const list = await house.ask(reviewsList, { ...PAGE, filters: { customer: account.customerId } }, { as: reader });
    expect(list.rows).toMatchObject([
      { id: review.id, state: "asked", kinds: ["single-amount", "thirty-days"], suspended: 0 },
    ]);
    expect(list.rows[0]?.customer.name?.text).not.toContain("甲");
    const detail = await house.ask(reviewDetailQuery, { id: review.id }, { as: reader });
    expect(detail.triggers.find(({ kind }) => kind === "thirty-days")).toMatchObject({
      metBy: "cny",
      cnySum: "5000000",
      usdSum: "700000",
      cnyLine: "5000000",
      usdLine: "1000000",
      windowFrom: "2026-09-03",
      windowTo: "2026-10-02",
      counted: 1,
      rule: { ruleId: "mipay-rekyc-30d" },
    });
    expect(detail.request).toMatchObject({ state: "open", documents: ["id-front", "id-back"] });
    expect(detail).toMatchObject({ suspendFrom: null, may: { work: true } });
    await house.run(recordLapse, { reviewId: review.id, requestId: review.request_id ?? "" }, { as: look.worker });
    const later = await house.ask(reviewDetailQuery, { id: review.id }, { as: reader });
    expect(later).toMatchObject({ state: "at-desk", suspendFrom: { on: "2026-10-17", unconfirmed: true } });
    expect((await house.ask(reviewDetailQuery, { id: review.id }, { as: house.as("auditor") })).may.work).toBe(false);
  });

  it("is found by kind, and counts what a copy satisfied", async () => {
    const account = await makeAccount(house);
    await makePaper(house, account, { validTo: "2030-01-01", checked: true });
    await makeLeg(house, account, { amountMinor: 1_000_000n, date: "2026-10-03" });
    await look.recompute();
    const as = house.as("auditor");
    const trigger = {
      filters: { state: ["satisfied" as const] },
      sort: "foundAt" as const,
      order: "desc" as const,
      limit: 50,
    };
    const satisfied = await house.ask(triggersList, trigger, { as });
    expect(satisfied.rows.map(({ customer }) => customer.id)).toContain(account.customerId);
    const counted = await house.ask(figures, {}, { as });
    expect(counted.kinds.find(({ kind }) => kind === "single-amount")?.satisfied).toBeGreaterThan(0);
    const dormant = await house.ask(reviewsList, { ...PAGE, filters: { kind: ["dormant"] } }, { as });
    expect(dormant.rows).toEqual([]);
    expect((await house.ask(holdsList, {}, { as })).rows).toEqual([]);
  });

  it("never says to the uncleared that doubt rests on suspicion", async () => {
    const account = await makeAccount(house);
    const doubt = {
      ground: "doubt" as const,
      customerId: account.customerId,
      reason: "behaviour-abnormal" as const,
      suspected: true,
      note: "同一设备",
    };
    await house.run(raiseDoubt, doubt, { as: house.as("aml-analyst") });
    await runJobs();
    const { id } = await look.reviewOf(account);
    const seen = await house.ask(reviewDetailQuery, { id }, { as: house.as("kyc-reviewer") });
    expect(seen.kinds).toEqual(["other"]);
    expect(JSON.stringify(seen)).not.toMatch(/doubt|behaviour|同一设备/);
    const found = await house.ask(
      reviewsList,
      { ...PAGE, filters: { kind: ["doubt"] } },
      { as: house.as("kyc-reviewer") },
    );
    expect(found.rows).toEqual([]);
    const cleared = await house.ask(reviewDetailQuery, { id }, { as: house.as("aml-analyst") });
    expect(cleared.triggers.find(({ fenced }) => fenced)).toMatchObject({ kind: "doubt", note: "同一设备" });
  });

  it("is nothing of another programme, and nothing without the right", async () => {
    const account = await makeAccount(house);
    await makeLeg(house, account, { amountMinor: 1_000_000n, date: "2026-10-04" });
    await look.recompute();
    const { id } = await look.reviewOf(account);
    const foreign = house.as("kyc-reviewer", { programme: MALL });
    await expect(house.ask(reviewDetailQuery, { id }, { as: foreign })).rejects.toThrow(AppError);
    expect((await house.ask(reviewsList, PAGE, { as: foreign })).rows).toEqual([]);
    await expect(house.ask(reviewsList, PAGE, { as: house.as("administrator") })).rejects.toThrow(AppError);
  });
});
