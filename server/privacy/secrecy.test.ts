import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeAccount } from "@/server/kernel/testing/factories";
import { type House, openHouse } from "@/server/kernel/testing/house";
import { given } from "@/server/objections/testing";
import { requestDetailQuery } from "./detail";
import "./letter-words";
import { letterPreviewQuery } from "./letter-words";
import { lettersOf, officer, service, taken } from "./testing";

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

/** What tells one request from another by itself: ids, numbers and names. */
const plain = (value: unknown) =>
  JSON.stringify(value)
    .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, "id")
    .replace(/\b[A-Z]{1,2}-\d{6}\b/g, "number")
    .replace(/"(text|start|end)":"[^"]*"/g, "masked");

describe("what may not be told", () => {
  it("reads the same of a customer with something open behind the wall and of one without", async () => {
    const quiet = await makeAccount(house);
    const { account: watched } = await given(house, "authority", { secret: true });
    for (const type of ["access", "deletion"] as const) {
      const seen = [];
      for (const { customerId } of [quiet, watched]) {
        const { id } = await taken(house, { customerId }, { type });
        const details = [];
        for (const as of [service(house), officer(house)])
          details.push(plain(await house.ask(requestDetailQuery, { id }, { as })));
        const preview = { id, of: "refusal", ground: "fraud-security", language: "zh-CN" } as const;
        const letter = plain(await house.ask(letterPreviewQuery, preview, { as: officer(house) }));
        seen.push({ details, letter, letters: await lettersOf(house, id) });
      }
      expect(seen[1]).toEqual(seen[0]);
    }
  });
});
