import { afterAll, beforeAll, expect, it } from "vitest";
import { memoryStore } from "@/server/evidence/testing";
import { makeAccount } from "@/server/kernel/testing/factories";
import { type House, openHouse } from "@/server/kernel/testing/house";
import { asked, build } from "./testing";

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

it("a package that no request asked for is told to the customer with its last day, and without the code that opens it", async () => {
  const { customerId } = await makeAccount(house);
  const id = await asked(house, customerId);
  expect(await build(house, id, memoryStore())).toBe("ready");
  const [made] = await house.rows<{ number: string; until: Date }>(
    "select number, open_until as until from subject_packages where id = $1",
    [id],
  );
  const letters = await house.rows<{ template: string; subject_id: string; params: { number: string; due: string } }>(
    "select template, subject_id, params from customer_letters where customer_id = $1",
    [customerId],
  );
  expect(letters.map(({ template, subject_id: about }) => [template, about])).toEqual([["privacy.copy-ready", id]]);
  const { number, due, ...others } = letters[0]?.params ?? { number: "", due: "" };
  expect([number, new Date(due), others]).toEqual([made?.number, made?.until, {}]);
});
