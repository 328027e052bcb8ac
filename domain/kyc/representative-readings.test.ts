import { describe, expect, it } from "vitest";
import { checkAgreement } from "./checks/agreement";
import { ENTERPRISE, enterpriseInput, reading, short } from "./checks/testing";
import { readingsAbout } from "./representative-readings";

const card = { document: "id-front" } as const;

describe("a representative's papers in an enterprise's submission", () => {
  it("say who he is, and nothing of the enterprise", () => {
    const readings = [
      reading("name", "程雨桐", card),
      reading("birthDate", "1980-01-01", card),
      reading("name", "青岚贸易有限公司", { document: "business-licence" }),
    ];
    expect(readingsAbout("enterprise", readings).map(({ field, value }) => [field, value])).toEqual([
      ["representativeName", "程雨桐"],
      ["name", "青岚贸易有限公司"],
    ]);
    expect(readingsAbout("person", readings)).toBe(readings);
  });

  it("are held against the declared representative", () => {
    const declared = { representativeName: "程雨桐" };
    const found = (name: string) =>
      short(checkAgreement(enterpriseInput({ readings: [reading("name", name, card)] }, declared)));
    expect(found("程雨桐")).toEqual(["pass passed"]);
    expect(found("陆明澈")).toEqual(["fail differs"]);
    expect(found(ENTERPRISE.name ?? "")).toEqual(["fail differs"]);
  });

  it("are held against each other: the licence names him too", () => {
    const licence = (name: string) => reading("representativeName", name, { document: "business-licence" });
    const input = (name: string) =>
      enterpriseInput({ readings: [reading("name", "程雨桐", card), licence(name)] }, { representativeName: "程雨桐" });
    expect(short(checkAgreement(input("程雨桐")))).toEqual(["pass passed"]);
    expect(short(checkAgreement(input("陆明澈")))).toEqual(["fail differs"]);
  });
});
