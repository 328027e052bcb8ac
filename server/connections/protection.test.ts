import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeAccount } from "@/server/kernel/testing/factories";
import { type House, MALL, openHouse } from "@/server/kernel/testing/house";
import { given } from "@/server/objections/testing";
import { callDoor, makeKey, type Sent, type TestKey } from "./testing";

let house: House;
let key: TestKey;
beforeAll(async () => {
  house = await openHouse();
  key = await makeKey(house, ["losses.write", "objections.write"]);
});
afterAll(() => house.close());

const post = (path: string, body: object, sent: Sent = {}) =>
  callDoor(house, "POST", path, { token: key.token, body, ...sent });
const loss = (customerId: string, more: object = {}) => ({
  customerId,
  cause: "phone-lost",
  noticeAt: house.clock.now(),
  ...more,
});
const stopsOf = (accountId: string) =>
  house.rows("select kind, source, state from measures where account_id = $1 and scope = 'debit'", [accountId]);

describe("a loss reported through a connected app", () => {
  it("protects at once, once for each key, and a second notice joins the open report", async () => {
    const { customerId, accountId } = await makeAccount(house);
    const checks = ["document-digits", "card-digits", "last-transaction"].map((item) => ({ item, outcome: "matched" }));
    const body = loss(customerId, { checks });
    const first = await post("/loss-reports", body, { key: "loss-1" });
    expect(first).toMatchObject({ status: 201, body: { outcome: "protected", verified: true, accounts: 1 } });
    expect((await post("/loss-reports", body, { key: "loss-1" })).body).toEqual(first.body);
    expect(await stopsOf(accountId)).toEqual([{ kind: "freeze", source: "customer", state: "instructed" }]);
    const second = await post("/loss-reports", body);
    expect(second).toMatchObject({ status: 201, body: { id: first.body.id, outcome: "joined" } });
    const channels = await house.rows("select distinct channel from loss_notices where report_id = $1", [
      first.body.id,
    ]);
    expect(channels).toEqual([{ channel: "online" }]);
  });

  it("of a caller nobody knows gets a short stop, whatever code came to the lost phone", async () => {
    const { customerId, accountId } = await makeAccount(house);
    const checks = [{ item: "code-to-number", outcome: "matched" }];
    const answer = await post("/loss-reports", loss(customerId, { checks }));
    expect(answer).toMatchObject({ status: 201, body: { outcome: "stopped", verified: false } });
    expect(answer.body.stopUntil).toEqual(expect.any(String));
    expect(await stopsOf(accountId)).toEqual([{ kind: "stop", source: "customer", state: "instructed" }]);
  });

  it("is nobody's of another programme, needs its scope, and is not of the future", async () => {
    const { customerId, accountId } = await makeAccount(house);
    const far = await makeKey(house, ["losses.write"], { programme: MALL });
    expect(await post("/loss-reports", loss(customerId), { token: far.token })).toMatchObject({ status: 404 });
    const deaf = await makeKey(house, ["customers.read", "objections.write"]);
    expect(await post("/loss-reports", loss(customerId), { token: deaf.token })).toMatchObject({ status: 403 });
    const ahead = loss(customerId, { noticeAt: "2099-01-01T00:00:00+08:00" });
    expect(await post("/loss-reports", ahead)).toMatchObject({
      status: 422,
      body: { code: expect.stringMatching(/^losses\./) },
    });
    expect(await stopsOf(accountId)).toEqual([]);
  });
});

describe("an objection through a connected app", () => {
  const asked = ({ account, measureId }: Awaited<ReturnType<typeof given>>) => ({
    customerId: account.customerId,
    measureId,
    ground: "proved",
    receivedAt: house.clock.now(),
    words: "货款，有合同为证",
  });
  const listed = async (customerId: string, token = key.token) =>
    callDoor(house, "GET", `/contestable-measures?customerId=${customerId}`, { token });

  it("is entered once, with its last day, and stands beside its measure", async () => {
    const of = await given(house);
    expect((await listed(of.account.customerId)).body.items).toMatchObject([{ id: of.measureId, objection: null }]);
    const entered = await post("/objections", asked(of), { key: "objection-1" });
    expect(entered).toMatchObject({ status: 201, body: { dueOn: expect.stringMatching(/^\d{4}-/) } });
    expect((await post("/objections", asked(of), { key: "objection-1" })).body).toEqual(entered.body);
    expect(await post("/objections", asked(of))).toMatchObject({
      status: 409,
      body: { code: "objections.objection.already-open" },
    });
    const [shown] = (await listed(of.account.customerId)).body.items;
    expect(shown).toMatchObject({ objection: entered.body.number });
  });

  it("tells of nothing that its customer may not be told of", async () => {
    const secret = await given(house, "authority", { secret: true });
    expect((await listed(secret.account.customerId)).body).toEqual({ items: [] });
  });

  it("finds nothing of another customer or programme, and needs its scope", async () => {
    const of = await given(house);
    const stranger = await makeAccount(house);
    expect(await post("/objections", { ...asked(of), customerId: stranger.customerId })).toMatchObject({ status: 404 });
    const far = await makeKey(house, ["objections.write"], { programme: MALL });
    expect(await post("/objections", asked(of), { token: far.token })).toMatchObject({ status: 404 });
    expect((await listed(of.account.customerId, far.token)).body).toEqual({ items: [] });
    const deaf = await makeKey(house, ["losses.write"]);
    expect(await post("/objections", asked(of), { token: deaf.token })).toMatchObject({ status: 403 });
    expect(await listed(of.account.customerId, deaf.token)).toMatchObject({ status: 403 });
  });
});
