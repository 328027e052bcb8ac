import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PersonPrincipal } from "@/server/kernel/testing/factories";
import { type House, openHouse } from "@/server/kernel/testing/house";
import { decideObjection } from "./commands/decide-objection";
import "./doors";
import { contestableQuery, objectionDetailQuery } from "./queries";
import { entered, given } from "./testing";

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const answer = "经核实，已处理。";
const service = () => house.as("customer-service");
const lead = () => house.as("compliance-lead");

describe("what may not be told", () => {
  it("reads the same to the cleared and to the others: term, words and what may be decided", async () => {
    const of = await given(house, "authority", { secret: true });
    const id = await entered(house, of);
    const seen = async (as: PersonPrincipal) => {
      const { may, ...rest } = await house.ask(objectionDetailQuery, { id }, { as });
      return { ...rest, outcomes: may.outcomes };
    };
    const shown = await seen(house.as("customer-service"));
    expect(shown).toMatchObject({
      regime: "risk",
      rule: { ruleId: "law-aml-39" },
      measure: { source: "system", reasonCode: "under-review" },
      outcomes: ["rejected"],
    });
    expect(await seen(lead())).toEqual(shown);
    const list = (as: PersonPrincipal) => house.ask(contestableQuery, { customerId: of.account.customerId }, { as });
    expect((await list(service())).rows).toMatchObject([{ source: "system", reasonCode: "under-review" }]);
    for (const outcome of ["upheld", "forwarded"] as const) {
      const decision = { id, version: 1, verdict: { outcome }, answer };
      const refused = await house.run(decideObjection, decision, { as: lead() });
      expect(refused).toMatchObject({ ok: false });
      expect(JSON.stringify(refused)).not.toContain("authority-only");
    }
    const decision = {
      id,
      version: 1,
      verdict: { outcome: "rejected" as const, reason: "duty-of-law" as const },
      answer,
    };
    expect(await house.run(decideObjection, decision, { as: lead() })).toMatchObject({ ok: true });
    const told = await house.rows<{ said: string }>(
      "select params::text as said from customer_letters where subject_id = $1",
      [id],
    );
    expect(told.map(({ said }) => said).join()).not.toMatch(/order|freeze/);
  });
});
