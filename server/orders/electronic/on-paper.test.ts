import "@/server/all";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { effectiveRestriction } from "@/domain/controls/effective";
import { expireMeasure } from "@/server/controls/commands/expire-measure";
import { type MadeAccount, makeAccount } from "@/server/kernel/testing/factories";
import { type House, openHouse } from "@/server/kernel/testing/house";
import { aboutQuery, standingQuery } from "../about-queries";
import { orderDetailQuery } from "../queries";
import { counter } from "../testing";
import { electronicOrderQuery } from "./queries";
import { platform, type ReceivedOrder } from "./testing";

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
  house.clock.set("2026-10-09T02:10:00+08:00");
  desk = counter(house);
  far = platform(house);
  account = await makeAccount(house, { balanceMinor: 10_000n });
});

const COURT = {
  authority: "court",
  authorityName: "示例市人民法院",
  caseNumber: "（2026）示执1号",
  basis: "civil",
} as const;
const HALF_YEAR = { act: "freeze", term: { months: 6 } } as const;

/** The core confirms the newest instruction of a measure. */
async function confirm({ measure_id }: Pick<ReceivedOrder, "measure_id">): Promise<void> {
  answers += 1;
  await desk.way.answer(measure_id ?? "", {
    outcome: "applied",
    coreSequence: 1_000 + answers,
    eventId: `far-${answers}`,
  });
}

/** A stop or freeze of the platform that the core has confirmed. */
async function held(message: object = { act: "stop", hours: 48 }, extent: object = { scope: "all" }) {
  const order = await far.say({ target: { accountNumber: account.coreNumber }, extent, ...message });
  expect(order.state).toBe("executed");
  await confirm(order);
  return far.orderOf(order.messageId);
}

const about = ({ id }: ReceivedOrder, act: "renew" | "release", more: object = {}) => ({
  act,
  aboutId: id,
  targetName: "",
  term: null,
  ...more,
});
const measureOf = async (id: string | null) => (await house.rows("select * from measures where id = $1", [id]))[0];
const lettersOf = async () => {
  const rows = await house.rows<{ template: string }>(
    "select template from customer_letters where customer_id = $1 order by written_at, id",
    [account.customerId],
  );
  return rows.map(({ template }) => template);
};
/** What the account may not do, by its live measures. */
async function restricted() {
  const rows = await house.rows<{ state: never; kind: never; scope: never; amount_minor: string | null; target: null }>(
    "select state, kind, scope, amount_minor, target from measures where account_id = $1",
    [account.accountId],
  );
  return effectiveRestriction(
    rows.map(({ amount_minor, ...row }) => ({
      ...row,
      amountMinor: amount_minor === null ? null : BigInt(amount_minor),
    })),
  );
}

describe("a paper about an order of the platform", () => {
  it("renews it: the same measure, a later end, counted with the platform's own repeats, and the platform is told", async () => {
    const stop = await held();
    const renewal = about(stop, "renew", { basis: "fraud-stop", term: { unit: "hours", count: 48 } });
    house.clock.set("2026-10-11T02:00:00+08:00");
    expect(await desk.given(account, renewal)).toMatchObject({ state: "executed" });
    const once = new Date("2026-10-13T02:10:00+08:00");
    expect(await measureOf(stop.measure_id)).toMatchObject({ expires_at: once });
    expect(await far.orderOf(stop.messageId)).toMatchObject({ lapses_at: once, alarmed_at: null });
    house.clock.set("2026-10-13T02:00:00+08:00");
    await far.say({ act: "renew", order: stop.messageId, hours: 48 });
    house.clock.set("2026-10-15T02:00:00+08:00");
    expect(await desk.take(account, renewal)).toBe("orders.ground.renewed-enough");
    expect(await far.say({ act: "renew", order: stop.messageId, hours: 48 })).toMatchObject({ problem: "stops-spent" });
    expect(await far.answersOf(stop.id)).toMatchObject([{ kind: "executed" }, { kind: "renewed", final: true }]);
    expect(await lettersOf()).toEqual(["measure.frozen-by-order", "measure.renewed", "measure.renewed"]);
  });

  it("releases it: by the same office in the same case, and by nobody else but a court", async () => {
    const stop = await held();
    house.clock.set("2026-10-09T14:00:00+08:00");
    const release = about(stop, "release", { basis: "fraud-stop" });
    expect(await desk.take(account, { ...release, authorityName: "示例县公安局" })).toBe(
      "orders.ground.other-authority",
    );
    expect(await desk.take(account, { ...release, caseNumber: "另一案" })).toBe("orders.ground.other-authority");
    expect(await measureOf(stop.measure_id)).toMatchObject({ state: "in-force" });
    const paper = await desk.given(account, release);
    expect(await desk.take(account, { ...release, documentNumber: "示公解字〔2026〕9号" })).toBe(
      "orders.ground.already-ended",
    );
    await confirm(stop);
    expect(await measureOf(stop.measure_id)).toMatchObject({ state: "released", release_reason_code: "order-release" });
    expect(await far.orderOf(stop.messageId)).toMatchObject({ state: "answered", ended_at: expect.any(Date) });
    expect(await far.answersOf(stop.id)).toMatchObject([
      { kind: "executed" },
      { kind: "ended", code: "released-on-paper" },
    ]);
    expect(await lettersOf()).toEqual(["measure.frozen-by-order", "measure.released"]);
    const officer = { as: desk.officer };
    expect(await house.ask(orderDetailQuery, { id: paper.orderId }, officer)).toMatchObject({
      about: { id: stop.id, platform: true },
    });
    expect(await house.ask(electronicOrderQuery, { id: stop.id }, officer)).toMatchObject({
      papers: [{ id: paper.orderId, act: "release" }],
      may: { renew: false, release: false },
    });
  });

  it("of a court ends a freeze of the platform", async () => {
    const freeze = await held(HALF_YEAR);
    house.clock.set("2026-10-12T10:00:00+08:00");
    await desk.given(account, about(freeze, "release", COURT));
    await confirm(freeze);
    expect(await measureOf(freeze.measure_id)).toMatchObject({
      state: "released",
      release_reason_code: "court-decision",
    });
    expect(await far.answersOf(freeze.id)).toMatchObject([
      { kind: "executed" },
      { kind: "ended", code: "ended-by-court" },
    ]);
    expect(await desk.take(account, about(freeze, "renew", { term: { unit: "months", count: 6 } }))).toBe(
      "orders.ground.already-ended",
    );
  });

  it("is found by the account's number and by the order's own", async () => {
    const stop = await held();
    const officer = { as: desk.officer };
    const { orders } = await house.ask(standingQuery, { number: account.accountNumber }, officer);
    expect(orders).toMatchObject([
      { id: stop.id, platform: true, authority: "police", basis: "fraud-stop", state: "in-force" },
    ]);
    expect(await house.ask(aboutQuery, { id: stop.id }, officer)).toMatchObject({ id: stop.id, act: "stop" });
  });

  it("that freezes on behalf of the same case takes the stop's place once it holds, and never before", async () => {
    const stop = await held();
    house.clock.set("2026-10-10T10:00:00+08:00");
    const freeze = await desk.given(account);
    // The core has not confirmed it, and may yet say no: the stop goes on.
    expect(await measureOf(stop.measure_id)).toMatchObject({ state: "in-force", lift_reason_code: null });
    await desk.confirm(freeze.orderId);
    expect(await restricted()).toMatchObject({ debit: true, credit: true });
    expect(await measureOf(stop.measure_id)).toMatchObject({
      state: "release-instructed",
      release_reason_code: "order-replaced",
    });
    await confirm(stop);
    expect(await measureOf(stop.measure_id)).toMatchObject({ state: "released" });
    expect(await restricted()).toMatchObject({ debit: true, credit: true });
    expect(await far.answersOf(stop.id)).toMatchObject([
      { kind: "executed" },
      { kind: "ended", code: "replaced-on-paper" },
    ]);
    expect(await lettersOf()).toEqual(["measure.frozen-by-order", "measure.frozen-by-order"]);
  });

  it("that freezes leaves the stop alone where the core turns it down, or it is of another case, or reaches less far", async () => {
    const stop = await held();
    const turnedDown = await desk.given(account);
    await desk.confirm(turnedDown.orderId, "rejected");
    expect(await measureOf(stop.measure_id)).toMatchObject({ state: "in-force" });
    const other = await desk.given(account, { caseNumber: "另一案" });
    await desk.confirm(other.orderId);
    expect(await measureOf(stop.measure_id)).toMatchObject({ state: "in-force" });
    account = await makeAccount(house, { balanceMinor: 10_000n });
    const wide = await held();
    const narrow = await desk.given(account, { extent: { scope: "amount", amountMinor: 500n } });
    await desk.confirm(narrow.orderId);
    expect(await measureOf(wide.measure_id)).toMatchObject({ state: "in-force" });
    expect(await restricted()).toMatchObject({ debit: true, credit: true, amountMinor: 500n });
    house.clock.set("2026-10-11T02:10:00+08:00");
    await house.run(expireMeasure, { measureId: wide.measure_id ?? "" }, { as: house.system("system:worker") });
    await confirm(wide);
    expect(await far.answersOf(wide.id)).toMatchObject([{ kind: "executed" }, { kind: "lapsed" }]);
  });

  it("deducts nothing past a freeze of the platform of another office", async () => {
    await held({ ...HALF_YEAR, authority: "示例县公安局" });
    const sum = { act: "deduct", term: null, extent: { scope: "amount", amountMinor: 500n } } as const;
    expect(await desk.take(account, { ...COURT, ...sum, basis: "enforcement" })).toBe(
      "orders.ground.frozen-by-another",
    );
  });
});
