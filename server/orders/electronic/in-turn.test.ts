import "@/server/all";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { expireMeasure } from "@/server/controls/commands/expire-measure";
import { type MadeAccount, makeAccount } from "@/server/kernel/testing/factories";
import { type House, openHouse } from "@/server/kernel/testing/house";
import { moveQueues } from "../handlers";
import { counter } from "../testing";
import { platform } from "./testing";

let house: House;
let desk: ReturnType<typeof counter>;
let far: ReturnType<typeof platform>;
let account: MadeAccount;
let answers = 0;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());
beforeEach(async () => {
  house.clock.set("2026-10-09T14:32:00+08:00");
  desk = counter(house);
  far = platform(house);
  account = await makeAccount(house, { balanceMinor: 10_000n });
});

const COURT = {
  authority: "court",
  authorityName: "示例市人民法院",
  caseNumber: "（2026）示执1号",
  basis: "civil",
  term: { unit: "years", count: 1 },
} as const;
const freezes = (more: object = {}) =>
  far.say({
    act: "freeze",
    target: { accountNumber: account.coreNumber },
    extent: { scope: "all" },
    term: { months: 6 },
    ...more,
  });
const confirm = async (measureId: string | null) => {
  answers += 1;
  await desk.way.answer(measureId ?? "", {
    outcome: "applied",
    coreSequence: 2_000 + answers,
    eventId: `turn-${answers}`,
  });
};
const work = (requestId: string) => ({ runtime: house.runtime, requestId, signal: new AbortController().signal });
const verbs = async () =>
  (
    await house.rows<{ verb: string }>("select verb from core_instructions where account_id = $1 order by sequence", [
      account.accountId,
    ])
  ).map(({ verb }) => verb);

describe("a freeze of the platform behind another's", () => {
  it("waits, says so, and takes hold as the first is released, before it is let go", async () => {
    const first = await desk.given(account, COURT);
    await desk.confirm(first.orderId);
    const waiting = await freezes();
    expect(waiting).toMatchObject({ state: "queued", measure_id: null, lapses_at: null });
    expect(await verbs()).toEqual(["restrict"]);
    house.clock.set("2026-10-12T10:00:00+08:00");
    await desk.given(account, { ...COURT, act: "release", term: null, aboutId: first.orderId, targetName: "" });
    const taken = await far.orderOf(waiting.messageId);
    expect(taken).toMatchObject({ state: "executed", lapses_at: new Date("2027-04-13T00:00:00+08:00") });
    expect(await verbs()).toEqual(["restrict", "restrict", "lift"]);
    await confirm(taken.measure_id);
    expect(await far.answersOf(waiting.id)).toMatchObject([
      { kind: "queued", final: false },
      { kind: "executed", final: true },
    ]);
  });

  it("takes over to the minute when the first one's term ends, with nothing between the two", async () => {
    const first = await desk.given(account);
    await desk.confirm(first.orderId);
    const waiting = await freezes({ authority: "示例县公安局", caseNumber: "另一案" });
    house.clock.set("2027-04-09T23:58:00+08:00");
    expect(await moveQueues(work("far-early"))).toBe(0);
    house.clock.set("2027-04-09T23:59:00+08:00");
    expect(await moveQueues(work("far-due"))).toBe(1);
    expect(await moveQueues(work("far-again"))).toBe(0);
    const taken = await far.orderOf(waiting.messageId);
    expect(taken).toMatchObject({ state: "executed", lapses_at: new Date("2027-10-11T00:00:00+08:00") });
    house.clock.set("2027-04-10T00:00:00+08:00");
    const measureId = await desk.measureOf(first.orderId);
    await house.run(expireMeasure, { measureId }, { as: house.system("system:worker") });
    await desk.confirm(first.orderId);
    expect(await desk.orderOf(first.orderId)).toMatchObject({
      state: "lapsed",
      ended_at: new Date("2027-04-10T00:00:00+08:00"),
    });
    expect(await verbs()).toEqual(["restrict", "restrict", "lift"]);
  });

  it("stands in one queue with papers: whoever came first is next", async () => {
    const first = await desk.given(account);
    await desk.confirm(first.orderId);
    house.clock.set("2026-10-09T15:00:00+08:00");
    const second = await freezes({ authority: "示例县公安局", caseNumber: "另一案" });
    house.clock.set("2026-10-09T16:00:00+08:00");
    const third = await desk.given(account, COURT);
    expect(third.state).toBe("queued");
    await desk.given(account, { act: "release", term: null, aboutId: first.orderId, targetName: "" });
    expect(await far.orderOf(second.messageId)).toMatchObject({ state: "executed" });
    expect(await desk.orderOf(third.orderId)).toMatchObject({ state: "queued" });
    await far.say({ act: "release", order: second.messageId, authority: "示例县公安局", caseNumber: "另一案" });
    // Not confirmed yet, so its end is awaited; the paper is in place before it.
    expect(await desk.orderOf(third.orderId)).toMatchObject({ state: "registered" });
  });

  it("is not renewed while it waits, and leaves the queue by its own release", async () => {
    const first = await desk.given(account, COURT);
    await desk.confirm(first.orderId);
    const waiting = await freezes();
    const renewed = await far.say({ act: "renew", order: waiting.messageId, term: { months: 6 } });
    expect(renewed).toMatchObject({ state: "refused", problem: "order-waits" });
    expect(await far.say({ act: "release", order: waiting.messageId })).toMatchObject({ state: "answered" });
    expect(await far.orderOf(waiting.messageId)).toMatchObject({ state: "answered", ended_at: expect.any(Date) });
    await desk.given(account, { ...COURT, act: "release", term: null, aboutId: first.orderId, targetName: "" });
    expect(await verbs()).toEqual(["restrict", "lift"]);
  });

  it("leaves it by a paper too, and lapses where its last day passes while it waits", async () => {
    const first = await desk.given(account, COURT);
    await desk.confirm(first.orderId);
    const dropped = await freezes();
    const paper = { act: "release", term: null, aboutId: dropped.id, targetName: "" } as const;
    await desk.given(account, paper);
    expect(await far.answersOf(dropped.id)).toMatchObject([
      { kind: "queued" },
      { kind: "ended", code: "released-on-paper" },
    ]);
    const short = await freezes({ term: { until: "2026-10-20" } });
    house.clock.set("2026-10-21T10:00:00+08:00");
    await desk.given(account, { ...COURT, act: "release", term: null, aboutId: first.orderId, targetName: "" });
    expect(await far.answersOf(short.id)).toMatchObject([{ kind: "queued" }, { kind: "lapsed" }]);
    expect(await verbs()).toEqual(["restrict", "lift"]);
  });

  it("does not wait behind a freeze that nobody may learn of", async () => {
    const lead = house.as("compliance-lead");
    const secret = { authority: "supervision", authorityName: "示例市监委", basis: "supervision" } as const;
    await desk.given(account, { ...secret, term: { unit: "months", count: 6 } }, lead);
    expect(await freezes()).toMatchObject({ state: "executed" });
  });
});
