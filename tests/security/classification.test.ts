import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CLASSIFICATION } from "@/db/classification";
import type { Personal } from "@/db/data-classes";
import { type House, openHouse } from "@/server/kernel/testing/house";
import { rules } from "@/server/rulebook/catalogue";
import { classificationFaults } from "./checks/classified";
import { columnsOf } from "./support/catalogue";

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const personal = Object.values(CLASSIFICATION)
  .flatMap((table) => Object.values(table))
  .filter((data): data is Personal => typeof data !== "string");

describe("the data of the house", () => {
  it("is classified to the last column, and personal data are kept as they say", async () => {
    const columns = await columnsOf(house.pool);
    expect(columns.length).toBeGreaterThan(250);
    expect(classificationFaults(columns, CLASSIFICATION)).toEqual([]);
  });

  it("is kept as long as a rule of the rulebook says", () => {
    const known = new Set(
      rules()
        .all()
        .map(({ id }) => id),
    );
    expect(personal.filter(({ retention }) => !known.has(retention.rule))).toEqual([]);
  });

  it("has a retention class of the vault for every subject that is not staff", () => {
    expect(personal.filter(({ of, retention }) => of === "staff" && retention.class !== "service")).toEqual([]);
  });
});

describe("the check of the classification", () => {
  const sealed: Personal = {
    grade: "C2",
    of: "customer",
    data: "name",
    purpose: "p",
    retention: { class: "identity", rule: "r" },
    protection: { kind: "sealed" },
  };
  const check = (type: string, name: string, data?: Personal | "fact") =>
    classificationFaults([{ table: "t", name, type }], { t: data ? { [name]: data } : {} });

  it("passes what is right", () => {
    expect(check("bytea", "name_sealed", sealed)).toEqual([]);
    expect(check("text", "name", "fact")).toEqual([]);
  });

  it.each([
    ["text", "name", undefined, "not classified"],
    ["text", "name", sealed, "personal, but not sealed"],
    ["text", "name_sealed", sealed, "personal, but not sealed"],
    ["bytea", "name_sealed", "fact" as const, "sealed, but not personal"],
    ["text", "name", { ...sealed, protection: { kind: "keyed-hash" } } as Personal, "personal, but not hashed"],
    ["text", "name", { ...sealed, protection: { kind: "one-way" } } as Personal, "a hash without a key can be guessed"],
    [
      "text",
      "name",
      { ...sealed, protection: { kind: "clear", reason: " " } } as Personal,
      "in clear without a reason",
    ],
    [
      "text",
      "pin",
      { ...sealed, grade: "C3", protection: { kind: "clear", reason: "r" } } as Personal,
      "what authenticates is never in clear",
    ],
  ])("finds a column of %s named %s", (type, name, data, fault) => {
    expect(check(type, name, data)).toEqual([`t.${name}: ${fault}`]);
  });

  it("finds what is classified and gone", () => {
    expect(classificationFaults([], { t: { old: "fact" } })).toEqual([
      "t.old: classified, but there is no such column",
    ]);
  });
});
