import { afterAll, beforeAll, expect, it } from "vitest";
import { published, says } from "@/server/consents/testing";
import { makeAccount } from "@/server/kernel/testing/factories";
import { type House, MALL, openHouse } from "@/server/kernel/testing/house";
import { callDoor, makeKey } from "./testing";

let house: House;
let token: string;
const left: { customerId: string; channel: string }[] = [];

beforeAll(async () => {
  house = await openHouse();
  token = (await makeKey(house, ["suppressions.read"])).token;
  const policyVersionId = await published(house);
  const say = async (change: "given" | "refused", purposes: readonly ("marketing-sms" | "marketing-push")[]) => {
    const { customerId } = await makeAccount(house);
    for (const purpose of purposes)
      await says(house, { customerId, policyVersionId }, { change, purposes: [purpose], asked: false });
    return customerId;
  };
  await say("given", ["marketing-sms"]);
  for (const purposes of [["marketing-sms", "marketing-push"], ["marketing-sms"]] as const) {
    const customerId = await say("refused", purposes);
    left.push(...purposes.map((purpose) => ({ customerId, channel: purpose.slice("marketing-".length) })));
  }
});
afterAll(() => house?.close());

const get = (path: string, by = token) => callDoor(house, "GET", path, { token: by });
type Item = { customerId: string; channel: string };
const pairs = (items: readonly Item[]) => items.map(({ customerId, channel }) => `${customerId} ${channel}`).sort();

it("gives whoever said no, by channel and page by page, and nobody who agreed", async () => {
  const all = await get("/suppressions");
  expect(all).toMatchObject({ status: 200, body: { nextCursor: null } });
  expect(pairs(all.body.items)).toEqual(pairs(left));
  const push = await get("/suppressions?channel=push");
  expect(pairs(push.body.items)).toEqual(pairs(left.filter(({ channel }) => channel === "push")));
  const found: Item[] = [];
  for (let path: string | null = "/suppressions?limit=1"; path !== null; ) {
    const page: { status: number; body: { items: Item[]; nextCursor: string | null } } = await get(path);
    expect(page.status).toBe(200);
    found.push(...page.body.items);
    const next = page.body.nextCursor;
    path = next && `/suppressions?limit=1&cursor=${encodeURIComponent(next)}`;
  }
  expect(pairs(found)).toEqual(pairs(left));
});

it("is for who holds its own scope, in its own programme", async () => {
  const reader = (await makeKey(house, ["consents.read"])).token;
  expect((await get("/suppressions", reader)).status).toBe(403);
  const elsewhere = (await makeKey(house, ["suppressions.read"], { programme: MALL })).token;
  expect((await get("/suppressions", elsewhere)).body).toMatchObject({ items: [] });
});
