import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PRIVACY_POLICY } from "@/domain/privacy/policy";
import { addDuration } from "@/domain/shared/time";
import { newId } from "@/server/kernel/new-id";
import { type House, MALL, openHouse } from "@/server/kernel/testing/house";
import "@/server/privacy/letter-words";
import { lettersOf, rowOf, somebody } from "@/server/privacy/testing";
import { callDoor, makeKey, type Sent } from "./testing";

let house: House;
let token: string;
beforeAll(async () => {
  house = await openHouse();
  token = (await makeKey(house, ["privacy.write"])).token;
});
afterAll(() => house.close());

const post = (body: object, sent: Sent = {}) => callDoor(house, "POST", "/privacy-requests", { token, body, ...sent });
const get = (id: string, by = token) => callDoor(house, "GET", `/privacy-requests/${id}`, { token: by });
async function asking(change: object = {}) {
  const { customerId } = await somebody(house);
  const now = house.clock.now();
  return { customerId, type: "access", receivedAt: now, signedInAt: now, words: "查阅我的信息", ...change };
}

describe("a request by the app", () => {
  it("is proven by a fresh sign-in, comes onto the worklist and is read back without its words", async () => {
    const made = await post(await asking());
    expect(made).toMatchObject({ status: 201, body: { state: "verified", number: expect.stringMatching(/^PR-/) } });
    const { id } = made.body;
    expect(await rowOf(house, id)).toMatchObject({ state: "verified", wrong_codes: 0 });
    expect(await house.rows("select identity_way, channel from privacy_requests where id = $1", [id])).toEqual([
      { identity_way: "signed-in", channel: "in-app" },
    ]);
    expect(await house.rows("select state from work_items where subject_id = $1", [id])).toEqual([{ state: "open" }]);
    const read = await get(id);
    expect(read).toMatchObject({ status: 200, body: { id, type: "access", state: "verified", late: false } });
    expect(JSON.stringify(read.body)).not.toContain("查阅");
  });

  it("takes effect at once where its type does", async () => {
    const made = await post(await asking({ type: "consent-withdrawal", asked: { purposes: "all-optional" } }));
    expect(made).toMatchObject({ status: 201, body: { state: "answered" } });
    expect(await lettersOf(house, made.body.id)).toEqual(["privacy.received", "privacy.answered"]);
  });

  it("is made once under one key, and refused while one of the type is open", async () => {
    const body = await asking();
    const key = newId();
    const first = await post(body, { key });
    expect((await post(body, { key })).body).toEqual(first.body);
    expect(await post(body)).toMatchObject({ status: 422, body: { code: "privacy.request.already-open" } });
  });

  it("is refused on an old sign-in, without the scope, with missing details, and for who is not there", async () => {
    const minutes = PRIVACY_POLICY.signInMinutes;
    const old = addDuration(house.clock.now(), { minutes: -minutes - 1 });
    const stale = await post(await asking({ signedInAt: old, receivedAt: old }));
    expect(stale.body).toMatchObject({ code: "privacy.identity.sign-in-old" });
    expect(stale.status).toBeGreaterThanOrEqual(400);
    const reader = await makeKey(house, ["customers.read"]);
    expect((await post(await asking(), { token: reader.token })).status).toBe(403);
    expect((await post(await asking({ type: "correction" }))).body).toMatchObject({
      code: "privacy.request.details-missing",
    });
    expect((await post(await asking({ customerId: newId() }))).status).toBe(404);
    expect((await post(await asking(), { token: null })).status).toBe(401);
  });

  it("is nothing to another programme's app, nor is what came at the desk to any", async () => {
    const other = await makeKey(house, ["privacy.write"], { programme: MALL });
    const body = await asking();
    expect((await post(body, { token: other.token })).status).toBe(404);
    const { id } = (await post(body)).body;
    expect((await get(id, other.token)).status).toBe(404);
    await house.rows("update privacy_requests set channel = 'counter' where id = $1", [id]);
    expect((await get(id)).status).toBe(404);
  });
});
