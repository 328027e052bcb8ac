import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fictitiousCreditCode } from "@/db/seed/enterprise-number";
import { fictitiousIdentityNumber } from "@/domain/customers/identity-number";
import { localDate } from "@/domain/shared/time";
import { type House, MALL, openHouse } from "@/server/kernel/testing/house";
import { endRepresentative } from "./commands/end-representative";
import { endStake } from "./commands/end-stake";
import { recordRepresentative } from "./commands/record-representative";
import { recordStake } from "./commands/record-stake";
import { revealField } from "./commands/reveal-field";
import { enterpriseQuery } from "./enterprise";
import { searchQuery } from "./search";
import { makeEnterprise, makeRecords } from "./testing";

let house: House;
let officer: ReturnType<House["as"]>;
let firm: string;
let person: string;
const person1 = fictitiousIdentityNumber({ birthDate: localDate("1980-02-03"), area: 1, sequence: 7 });
const person2 = fictitiousIdentityNumber({ birthDate: localDate("1981-02-03"), area: 2, sequence: 8 });

beforeAll(async () => {
  house = await openHouse();
  officer = house.as("compliance-officer");
  person = (await makeRecords(house)).mine.customerId;
  firm = (await makeEnterprise(house, { name: "青岚云栈贸易有限公司", n: 1 })).customerId;
});
afterAll(() => house.close());

const stake = (input: object) =>
  house.run(
    recordStake,
    {
      customerId: firm,
      kind: "person",
      name: "顾晓",
      documentType: "resident-id",
      document: person1,
      shareBp: 5000,
      ...input,
    },
    { as: officer },
  );
const acts = (input: object = {}) =>
  house.run(
    recordRepresentative,
    {
      customerId: firm,
      role: "legal-representative",
      name: "沈默然",
      documentType: "resident-id",
      document: person2,
      since: "2026-01-05",
      ...input,
    },
    { as: officer },
  );
const detail = (id = firm) => house.ask(enterpriseQuery, { id }, { as: officer });
const codeOf = (outcome: { ok: boolean; code?: string }) => (outcome.ok ? "ok" : outcome.code);

describe("who acts for an enterprise", () => {
  it("keeps one legal representative at a time, covered, and opens it for a reason", async () => {
    const made = await acts();
    expect(codeOf(made)).toBe("ok");
    expect(codeOf(await acts())).toBe("customers.representative.one-legal");
    expect(codeOf(await acts({ role: "operator", since: "2026-10-10" }))).toBe("customers.representative.since-future");
    expect(codeOf(await acts({ role: "operator", document: `${person2.slice(0, 17)}A` }))).toBe(
      "customers.enterprise.document",
    );
    expect(codeOf(await acts({ customerId: person }))).toBe("customers.enterprise.not-enterprise");
    const [shown] = (await detail()).representatives;
    expect(JSON.stringify(shown)).not.toContain("沈默然");
    expect(shown).toMatchObject({ role: "legal-representative", since: "2026-01-05", endedOn: null });
    const id = shown?.id ?? "";
    const opened = await house.run(
      revealField,
      { field: "representative-document", subjectId: id, reason: "on-call", note: "来电核对" },
      { as: officer },
    );
    expect(opened).toMatchObject({ ok: true, result: { value: person2 } });
    expect(codeOf(await house.run(endRepresentative, { representativeId: id }, { as: officer }))).toBe("ok");
    expect(codeOf(await house.run(endRepresentative, { representativeId: id }, { as: officer }))).toBe(
      "customers.representative.ended",
    );
    expect((await detail()).representatives[0]?.endedOn).toBe("2026-10-09");
    expect(codeOf(await acts())).toBe("ok");
  });
});

describe("who owns an enterprise", () => {
  it("adds up through chains, refuses what cannot be, and ends with all above", async () => {
    const holding = { kind: "enterprise", name: "云栈控股有限公司", documentType: "business-licence" };
    expect(codeOf(await stake({}))).toBe("ok");
    expect(codeOf(await stake({ ...holding, document: fictitiousCreditCode(1) }))).toBe("customers.stake.cycle");
    expect(codeOf(await stake({ ...holding, document: `${fictitiousCreditCode(9).slice(0, 17)}I` }))).toBe(
      "customers.enterprise.document",
    );
    const above = await stake({ ...holding, document: fictitiousCreditCode(9), shareBp: 4000 });
    const aboveId = above.ok ? above.result.stakeId : "";
    expect(codeOf(await stake({ aboveId, document: person1, shareBp: 3333 }))).toBe("ok");
    expect(codeOf(await stake({ aboveId, document: person2, shareBp: 6667 }))).toBe("ok");
    expect(codeOf(await stake({ document: person2, shareBp: 1001 }))).toBe("customers.stake.above-whole");
    const shown = await detail();
    expect(shown.owners).toMatchObject([
      { shareBp: 6333, exact: false, beneficial: true },
      { shareBp: 2666, exact: false, beneficial: true },
    ]);
    expect(shown.owners[0]?.stakes).toHaveLength(2);
    expect(shown.gaps).toEqual([{ aboveId: null, missingBp: 1000 }]);
    expect(JSON.stringify(shown)).not.toMatch(/顾晓|云栈控股/);
    expect(await house.run(endStake, { stakeId: aboveId }, { as: officer })).toMatchObject({
      ok: true,
      result: { ended: 3 },
    });
    expect(codeOf(await house.run(endStake, { stakeId: aboveId }, { as: officer }))).toBe("customers.stake.ended");
    expect((await detail()).stakes).toHaveLength(1);
  });

  it("is recorded by those who may, of enterprises of their programme", async () => {
    const input = {
      customerId: firm,
      kind: "person" as const,
      name: "顾晓",
      documentType: "passport" as const,
      document: "X9900001",
      shareBp: 1,
    };
    const analyst = await house.run(recordStake, input, { as: house.as("aml-analyst") });
    expect(codeOf(analyst)).toBe("kernel.permission.denied");
    const elsewhere = house.as("compliance-officer", { programme: MALL });
    await expect(house.run(recordStake, input, { as: elsewhere })).rejects.toMatchObject({ category: "not-found" });
    await expect(house.ask(enterpriseQuery, { id: firm }, { as: elsewhere })).rejects.toMatchObject({
      category: "not-found",
    });
    await expect(detail(person)).rejects.toMatchObject({ category: "not-found" });
  });

  it("is found by its name and by its code", async () => {
    for (const text of ["青岚云栈贸易有限公司", fictitiousCreditCode(1), fictitiousCreditCode(1).toLowerCase()]) {
      const found = await house.ask(searchQuery, { text }, { as: officer });
      expect(found.people.map(({ id }) => id)).toEqual([firm]);
    }
  });
});
