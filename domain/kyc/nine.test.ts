import { describe, expect, it } from "vitest";
import { ENTERPRISE, PERSON } from "./checks/testing";
import { fieldsOfNine, missingNine, missingOfEnterprise } from "./nine";

describe("the nine items of due diligence", () => {
  it("are all missing from nothing, in their order", () => {
    expect(missingNine({}, [])).toEqual([
      "sex",
      "phone",
      "occupation",
      "nationality",
      "idType",
      "idNumber",
      "idValidity",
      "idCopy",
      "address",
    ]);
  });

  it("are all there with both sides of a card", () => {
    expect(missingNine(PERSON, ["id-front", "id-back"])).toEqual([]);
    expect(missingNine(PERSON, ["id-front"])).toEqual(["idCopy"]);
    expect(missingNine(PERSON, ["passport"])).toEqual(["idCopy"]);
  });

  it("take the picture that goes with the paper, and any where the paper is not told", () => {
    expect(missingNine({ ...PERSON, idType: "passport" }, ["passport"])).toEqual([]);
    expect(missingNine({ ...PERSON, idType: "travel-permit-tw" }, ["travel-permit"])).toEqual([]);
    expect(missingNine({ ...PERSON, idType: undefined }, ["passport"])).toEqual(["idType"]);
    expect(missingNine({ ...PERSON, idType: "toString" }, ["hand-held"])).toEqual(["idCopy"]);
  });

  it("name the fields they are made of", () => {
    expect(fieldsOfNine("idValidity")).toEqual(["idValidTo"]);
    expect(fieldsOfNine("idCopy")).toEqual([]);
  });
});

describe("an enterprise's identity set", () => {
  it("lists the declared fields it lacks; blanks are nothing", () => {
    expect(missingOfEnterprise(ENTERPRISE)).toEqual([]);
    expect(missingOfEnterprise({ name: "  " })).toEqual(["name", "idNumber", "phone", "address", "businessScope"]);
  });
});
