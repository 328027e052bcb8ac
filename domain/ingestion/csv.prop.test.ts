import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { csvLine } from "../shared/csv-line";
import { canonicalRecord, splitRecord } from "./csv";

describe("splitRecord", () => {
  it("reads back what canonicalRecord writes", () => {
    const field = fc.string({ unit: "binary" });
    fc.assert(
      fc.property(fc.array(field, { minLength: 1, maxLength: 6 }), (fields) => {
        expect(splitRecord(canonicalRecord(fields))).toEqual(fields);
      }),
    );
  });

  it.each([
    ['a,"b', "open"],
    ['a,"b""', "open"],
    ['a,b"c', "broken"],
    ['"a"b,c', "broken"],
  ])("%s is %s", (text, verdict) => {
    expect(splitRecord(text)).toBe(verdict);
  });

  it("keeps an empty last field", () => {
    expect(splitRecord('"a",')).toEqual(["a", ""]);
    expect(splitRecord("a,")).toEqual(["a", ""]);
  });
});

describe("csvLine", () => {
  it.each(["=1+1", "+1", "@SUM(A1)", "-cmd", "\tx", "\rx"])("defuses %j", (cell) => {
    const [read] = splitRecord(csvLine([cell]).slice(0, -2)) as string[];
    expect(read).toBe(`'${cell}`);
  });
  it("leaves numbers alone", () => {
    expect(csvLine([-5, "-5.20", 12n, null, true])).toBe("-5,-5.20,12,,true\r\n");
  });
  it("never gives a cell that a spreadsheet would run", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const cells = splitRecord(csvLine([text]).slice(0, -2));
        expect(Array.isArray(cells)).toBe(true);
        expect(String(cells[0])).not.toMatch(/^[=+@\t\r]|^-(?!\d+(\.\d+)?$)/);
      }),
    );
  });
});
