import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { instant } from "@/domain/shared/time";
import { type MadeAccount, makeAccount } from "@/server/kernel/testing/factories";
import { MALL } from "@/server/kernel/testing/house";
import { openPlatformHouse, PLATFORM_SECRET, type PlatformHouse } from "./support/platform-house";

let bench: PlatformHouse;
beforeAll(async () => {
  bench = await openPlatformHouse();
});
afterAll(() => bench.close());
beforeEach(() => bench.house.clock.set("2026-10-09T02:10:00+08:00"));

const hours = (text: string) => instant(`2026-10-${text}+08:00`);
const all = { extent: { scope: "all" } };
const stopOf = (account: MadeAccount, more: object = {}) => ({
  act: "stop",
  target: { accountNumber: account.coreNumber },
  ...all,
  hours: 48,
  ...more,
});

async function opened(name?: string): Promise<MadeAccount> {
  const account = await makeAccount(bench.house, name === undefined ? {} : { name });
  await bench.open(account);
  return account;
}

/** A stop that the core has confirmed. */
async function stopped(account: MadeAccount, more: object = {}) {
  const said = await bench.say(stopOf(account, more));
  expect(said).toMatchObject({ status: 200, state: "executed" });
  const { measure_id: measureId } = await bench.order(said.messageId);
  await bench.deliver(measureId);
  await bench.reaches(measureId, "in-force");
  return { messageId: said.messageId, measureId };
}

const measures = (accountId: string) =>
  bench.house.rows<{ kind: string; state: string }>(
    "select kind, state from measures where account_id = $1 order by requested_at, id",
    [accountId],
  );

const work = (kind: string, subjectId: string) =>
  bench.house.rows("select state from work_items where kind = $1 and subject_id = $2", [kind, subjectId]);

describe("a stop", () => {
  it("holds within the request, is confirmed by the core, answered with its minutes, and told to the customer", async () => {
    const account = await opened();
    const { messageId, measureId } = await stopped(account);
    expect((await bench.client.account(account.coreNumber)).measures).toHaveLength(1);
    const order = await bench.order(messageId);
    expect(order).toMatchObject({ state: "answered", measure_id: measureId });
    expect(await work("measure-review", measureId)).toEqual([{ state: "open" }]);
    expect(await bench.deliverAnswers()).toBe(0);
    const answers = await bench.answers(messageId);
    const minutes = { inForceAt: hours("09T02:10:00"), lapsesAt: hours("11T02:10:00") };
    expect(answers).toMatchObject([{ kind: "executed", final: true, act: "stop", ...minutes }]);
    const letters = await bench.house.rows("select template from customer_letters where subject_id = $1", [order.id]);
    expect(letters).toEqual([{ template: "measure.frozen-by-order" }]);
  });

  it("is given three times in one case, and no hour more than the law's", async () => {
    const account = await opened();
    expect(await bench.say(stopOf(account, { hours: 49 }))).toMatchObject({ status: 200, state: "refused" });
    const { messageId } = await stopped(account, { hours: 24 });
    expect(await bench.say({ act: "renew", order: messageId, hours: 48 })).toMatchObject({ state: "answered" });
    expect(await bench.order(messageId)).toMatchObject({ lapses_at: new Date(hours("12T02:10:00")) });
    await stopped(account);
    const fourth = await bench.say(stopOf(account));
    expect(fourth).toMatchObject({ status: 200, state: "refused" });
    expect(await bench.order(fourth.messageId)).toMatchObject({ problem: "stops-spent", measure_id: null });
    const other = await bench.say(stopOf(account, { caseNumber: "样案2026-0002" }));
    expect(other).toMatchObject({ state: "executed" });
  });

  it("holds a sum of the account's currency, and no other currency's", async () => {
    const account = await opened();
    const sum = (currency: string) => ({ extent: { scope: "amount", amountMinor: "5000", currency } });
    expect(await bench.say(stopOf(account, sum("USD")))).toMatchObject({ state: "mismatch" });
    const { measureId } = await stopped(account, sum("CNY"));
    const kept = await bench.house.rows("select scope, amount_minor::text from measures where id = $1", [measureId]);
    expect(kept).toEqual([{ scope: "amount", amount_minor: "5000" }]);
  });
});

describe("a query", () => {
  it("tells what it names and nothing besides", async () => {
    const account = await opened("样本甲");
    const target = { accountNumber: account.coreNumber };
    const { messageId, state } = await bench.say({ act: "query", target, items: ["holder"] });
    expect(state).toBe("answered");
    await bench.deliverAnswers();
    const [answer] = await bench.answers(messageId);
    expect(answer).toMatchObject({ kind: "executed", disclosed: { holder: { name: "样本甲", kind: "person" } } });
    expect(Object.keys((answer as { disclosed?: object }).disclosed ?? {})).toEqual(["holder"]);
    expect(await measures(account.accountId)).toEqual([]);
  });
});

describe("a freeze", () => {
  it("takes over from the stop of its case only once it holds: never a gap", async () => {
    const account = await opened();
    const stop = await stopped(account);
    const other = await stopped(account, { caseNumber: "样案2026-0002" });
    const term = { months: 6 };
    const target = { accountNumber: account.coreNumber };
    const { messageId } = await bench.say({ act: "freeze", target, ...all, term });
    const freeze = await bench.order(messageId);
    expect(await measures(account.accountId)).toMatchObject([{ state: "in-force" }, { state: "in-force" }, {}]);
    await bench.deliver(freeze.measure_id);
    await bench.reaches(freeze.measure_id, "in-force");
    expect(await bench.way.stateOf(stop.measureId)).toBe("release-instructed");
    await bench.deliver(stop.measureId);
    await bench.reaches(stop.measureId, "released");
    expect(await bench.way.stateOf(other.measureId)).toBe("in-force");
    expect(await bench.order(messageId)).toMatchObject({ lapses_at: new Date("2027-04-09T16:00:00Z") });
    await bench.deliverAnswers();
    expect(await bench.answers(stop.messageId)).toMatchObject([{ kind: "executed" }]);
    expect((await bench.client.account(account.coreNumber)).measures).toHaveLength(2);
  });

  it("that the core turns down leaves the stop where it is", async () => {
    const account = await opened();
    const stop = await stopped(account);
    const target = { accountNumber: account.coreNumber };
    const { messageId } = await bench.say({ act: "freeze", target, ...all, term: { months: 1 } });
    const { measure_id } = await bench.order(messageId);
    await bench.client.behave({ rejectNext: 1 });
    await bench.deliver(measure_id);
    await bench.reaches(measure_id, "failed");
    expect(await bench.way.stateOf(stop.measureId)).toBe("in-force");
    expect(await bench.order(messageId)).toMatchObject({ state: "refused", problem: "core-refused" });
    await bench.deliverAnswers();
    expect(await bench.answers(messageId)).toMatchObject([{ kind: "refused", code: "core-refused", final: true }]);
  });

  it("above the law's term, or over already, is refused", async () => {
    const account = await opened();
    const target = { accountNumber: account.coreNumber };
    const freeze = { act: "freeze", target, ...all };
    for (const [term, problem] of [
      [{ months: 7 }, "term-above-law"],
      [{ until: "2026-10-08" }, "term-over"],
    ]) {
      const { messageId, state } = await bench.say({ ...freeze, term });
      expect([state, (await bench.order(messageId)).problem]).toEqual(["refused", problem]);
    }
    expect(await measures(account.accountId)).toEqual([]);
  });
});

describe("a release", () => {
  it("ends its own order's measure and no other, and is answered when the core has let go", async () => {
    const account = await opened();
    const [one, other] = [await stopped(account), await stopped(account, { caseNumber: "样案2026-0002" })];
    const { messageId, state } = await bench.say({ act: "release", order: one.messageId });
    expect(state).toBe("executed");
    await bench.deliver(one.measureId);
    await bench.reaches(one.measureId, "released");
    expect(await bench.way.stateOf(other.measureId)).toBe("in-force");
    await bench.deliverAnswers();
    expect(await bench.answers(messageId)).toMatchObject([{ kind: "executed", endedAt: hours("09T02:10:00") }]);
    expect(await bench.answers(one.messageId)).toMatchObject([{ kind: "executed" }]);
    const again = await bench.say({ act: "release", order: one.messageId });
    expect([again.state, (await bench.order(again.messageId)).problem]).toEqual(["refused", "order-ended"]);
  });

  it("of another office or another case is refused", async () => {
    const account = await opened();
    const { messageId: order, measureId } = await stopped(account);
    for (const other of [{ authority: "示例县公安局" }, { caseNumber: "样案2026-0009" }]) {
      const { messageId, state } = await bench.say({ act: "release", order, ...other });
      expect([state, (await bench.order(messageId)).problem]).toEqual(["refused", "not-that-authority"]);
    }
    expect(await bench.way.stateOf(measureId)).toBe("in-force");
  });

  it("that overtook its order keeps it from being imposed; a renewal that did is carried out after it", async () => {
    const account = await opened();
    const released = await bench.say({ act: "release", order: "sample-late-one" });
    expect(released.state).toBe("mismatch");
    const late = await bench.say(stopOf(account, { messageId: "sample-late-one" }));
    expect([late.state, (await bench.order(late.messageId)).problem]).toEqual(["refused", "released-before"]);
    expect(await bench.order(released.messageId)).toMatchObject({ state: "answered" });
    const renewed = await bench.say({ act: "renew", order: "sample-late-two", hours: 24 });
    expect(renewed.state).toBe("mismatch");
    const { id } = await bench.order(renewed.messageId);
    expect(await work("order-mismatch", id)).toEqual([{ state: "open" }]);
    const second = await bench.say(stopOf(account, { messageId: "sample-late-two", hours: 24 }));
    expect(second.state).toBe("executed");
    expect(await bench.order(renewed.messageId)).toMatchObject({ state: "answered" });
    expect(await bench.order(second.messageId)).toMatchObject({ lapses_at: new Date(hours("11T02:10:00")) });
    expect(await work("order-mismatch", id)).toEqual([{ state: "done" }]);
    expect(await measures(account.accountId)).toHaveLength(1);
  });
});

describe("a message that is not what it should be", () => {
  it.each(["tampered", "unsigned", "other-key", "late", "not-json"])("%s is not kept", async (spoil) => {
    const account = await opened();
    const before = await bench.house.checksums();
    const { status } = await bench.say(stopOf(account), { spoil });
    expect(status).toBe(spoil === "not-json" ? 400 : 401);
    expect(await bench.house.checksums()).toEqual(before);
  });

  it("under another id than its own, with a field too many or for a programme we have not, is not kept either", async () => {
    const account = await opened();
    const before = await bench.house.checksums();
    expect(await bench.say(stopOf(account), { spoil: "other-id" })).toMatchObject({ status: 400 });
    expect(await bench.say(stopOf(account, { note: "x" }))).toMatchObject({ status: 400 });
    expect(await bench.say(stopOf(account, { programme: "nowhere" }))).toMatchObject({ status: 404 });
    expect(await bench.house.checksums()).toEqual(before);
  });

  it("twice, or five times at once, is one order with one answer", async () => {
    const account = await opened();
    const { messageId, replies } = await bench.say(stopOf(account, { messageId: "sample-again" }), { times: 3 });
    expect(replies.map(({ status, said }) => [status, said?.state])).toEqual(Array(3).fill([200, "executed"]));
    expect(new Set(replies.map(({ said }) => said?.number)).size).toBe(1);
    const other = await opened();
    const same = stopOf(other, { messageId: "sample-at-once", issuedAt: bench.house.clock.now() });
    const all = await Promise.all(Array.from({ length: 5 }, () => bench.say(same)));
    expect(all.map(({ status }) => status)).toEqual(Array(5).fill(200));
    expect(await measures(account.accountId)).toHaveLength(1);
    expect(await measures(other.accountId)).toHaveLength(1);
    expect(await bench.order(messageId)).toMatchObject({ state: "executed" });
  });

  it("under the id of another is refused, and the desk is called once", async () => {
    const account = await opened();
    const { messageId } = await bench.say(stopOf(account, { messageId: "sample-twice-used" }));
    const told = async () => (await bench.house.jobs("notifications.notice")).length;
    const before = await told();
    const changed = stopOf(account, { messageId, hours: 24 });
    expect(await bench.say(changed)).toMatchObject({ status: 409 });
    const after = await told();
    expect(after).toBeGreaterThan(before);
    expect(await bench.say(changed)).toMatchObject({ status: 409 });
    expect(await told()).toBe(after);
    expect(await measures(account.accountId)).toHaveLength(1);
  });

  it("issued ahead of the clock or long ago is kept and refused", async () => {
    const account = await opened();
    for (const [issuedAt, problem] of [
      ["2026-10-09T02:15:01+08:00", "issued-ahead"],
      ["2026-10-08T02:09:59+08:00", "issued-long-ago"],
    ]) {
      const { messageId, state } = await bench.say(stopOf(account, { issuedAt }));
      expect([state, (await bench.order(messageId)).problem]).toEqual(["refused", problem]);
    }
  });

  it("is taken under either of two keys while they are changed, and under none when there is none", async () => {
    const next = `whsec_${Buffer.alloc(32, 7).toString("base64")}`;
    const account = await opened();
    bench.secrets.now = [next, PLATFORM_SECRET];
    expect(await bench.say(stopOf(account))).toMatchObject({ status: 200 });
    bench.secrets.now = [next];
    expect(await bench.say(stopOf(account))).toMatchObject({ status: 401 });
    bench.secrets.now = [];
    expect(await bench.say(stopOf(account))).toMatchObject({ status: 401 });
    bench.secrets.now = [PLATFORM_SECRET];
  });
});

describe("an order that means no account by itself", () => {
  it("is never carried out on another programme's account", async () => {
    const foreign = await makeAccount(bench.house, { programme: MALL });
    const { messageId, state } = await bench.say(stopOf(foreign));
    expect([state, (await bench.order(messageId)).problem]).toEqual(["mismatch", "no-such-account"]);
    expect(await measures(foreign.accountId)).toEqual([]);
  });

  it("waits for a person: unknown, of another's name, closed", async () => {
    const account = await opened("样本乙");
    const closed = await opened();
    await bench.house.rows("update accounts set status = 'closed' where id = $1", [closed.accountId]);
    for (const [target, problem] of [
      [{ accountNumber: "9900000000999999" }, "no-such-account"],
      [{ phone: "15400000009" }, "no-such-account"],
      [{ accountNumber: account.coreNumber, holderName: "样本丙" }, "name-differs"],
      [{ accountNumber: closed.coreNumber }, "account-closed"],
    ]) {
      const { messageId, state } = await bench.say(stopOf(account, { target }));
      const order = await bench.order(messageId);
      expect([state, order.problem]).toEqual(["mismatch", problem]);
      expect(await work("order-mismatch", order.id)).toEqual([{ state: "open" }]);
      await bench.deliverAnswers();
      expect(await bench.answers(messageId)).toMatchObject([{ kind: "mismatch", code: problem, final: false }]);
    }
    const right = stopOf(account, { target: { accountNumber: account.accountNumber, holderName: "样本乙" } });
    expect(await bench.say(right)).toMatchObject({ state: "executed" });
  });
});
