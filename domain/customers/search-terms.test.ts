import { describe, expect, it } from "vitest";
import { searchTerms } from "./search-terms";

const kinds = (text: string) => searchTerms(text).whole.map(({ kind }) => kind);
const readAs = (text: string, kind: string) => searchTerms(text).whole.find((term) => term.kind === kind)?.value;

describe("searchTerms", () => {
  it("reads a phone however it was typed", () => {
    expect(readAs("+86 154-0000-1234", "phone")).toBe("15400001234");
    expect(readAs("139 0000 0000", "phone")).toBe("13900000000");
    expect(readAs("０１０ 8888 0000", "phone")).toBe("01088880000");
  });

  it("reads an identity number, a card and a name", () => {
    expect(readAs("99000119900101001x", "id-number")).toBe("99000119900101001X");
    expect(readAs("9999 0000 0000 0000 018", "card")).toBe("9999000000000000018");
    expect(readAs("苏 安", "name")).toBe("苏安");
  });

  it("reads any text as a name or reference", () => {
    expect(kinds("苏安")).toEqual(["account", "external-ref", "name"]);
  });

  it.each([
    ["ap-42", { prefix: "AP", text: "AP-000042" }],
    ["LV-000007", { prefix: "LV", text: "LV-000007" }],
    ["c-0000123", { prefix: "C", text: "C-000123" }],
    ["A-1234567", { prefix: "A", text: "A-1234567" }],
  ])("reads %s as one of our numbers", (text, number) => {
    expect(searchTerms(text).number).toEqual(number);
  });

  it.each(["C1231006815", "AP42", "X-1", "42"])("does not read %s as one of our numbers", (text) => {
    expect(searchTerms(text).number).toBeNull();
  });

  it("takes the last four only after a name or a customer number", () => {
    expect(searchTerms("苏安 001x").narrowed).toEqual({ last4: "001X", name: "苏安", customerNumber: null });
    expect(searchTerms("C-12 1234").narrowed).toEqual({ last4: "1234", name: null, customerNumber: "C-000012" });
    expect(searchTerms("1234").narrowed).toBeNull();
    expect(searchTerms("AP-12 1234").narrowed).toBeNull();
    expect(searchTerms("9999 0000 1234").narrowed).toBeNull();
  });
});
