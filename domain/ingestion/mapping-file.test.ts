import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readAmount } from "./amount-format";
import { datePattern } from "./date-pattern";
import { detectDelimiter } from "./detect";
import { rowInspector, shapeOf } from "./inspect-row";
import { checkMapping, mappingOfDefinition } from "./mapping-file";
import { AMLSIM } from "./mappings/amlsim";
import { compileMapping } from "./read-row";

const WRITTEN = {
  name: "partner-day",
  title: { zh: "合作方日终", en: "Partner day file" },
  file: { encoding: "gb18030", delimiter: "semicolon" },
  id: "no",
  time: { column: "at", pattern: "yyyy/M/d H:mm" },
  amount: { column: "value", decimal: ",", thousands: ".", negative: "reverse" },
  currency: { column: "ccy", words: { 人民币: "CNY" } },
  kind: { column: "type", words: { 转账: { kind: "transfer", destination: "customer" } } },
  direction: { column: "dc", words: { D: "out", C: "in" } },
  payer: { column: "from", balance: "left" },
  payee: { column: "to" },
  namespace: "pd-",
  parties: [{ kind: "person", customer: true }],
};
const HEADER = ["no", "at", "value", "ccy", "type", "dc", "from", "left", "to"];

function made(change: object = {}) {
  const checked = checkMapping({ ...WRITTEN, ...change });
  if (!checked.ok) throw new Error(JSON.stringify(checked.problems));
  return mappingOfDefinition(checked.definition, 3);
}

function read(fields: readonly string[], change: object = {}) {
  const compiled = compileMapping(made(change), HEADER);
  if (!compiled.ok) throw new Error(compiled.code);
  return compiled.read(fields);
}

const ROW = ["t1", "2026/9/1 8:05", "1.234,5", "人民币", "转账", "D", "a1", "10,00", "b2"];
const changed = (at: number, text: string) => ROW.with(at, text);

describe("a mapping a person wrote", () => {
  it("reads rows as it says", () => {
    expect(read(ROW)).toMatchObject({
      ok: true,
      row: { sourceId: "t1", occurredAt: "2026-09-01T00:05:00.000Z", amountMinor: 123_450n, currency: "CNY" },
    });
    const result = read(ROW);
    expect(result.ok && result.row.legs).toMatchObject([
      { party: { ref: "pd-a1" }, direction: "out", balanceAfterMinor: 1000n },
      { party: { ref: "pd-b2" }, direction: "in", balanceAfterMinor: null },
    ]);
  });

  it("turns the direction for a minus, and again for the word", () => {
    const direction = (fields: readonly string[]) => {
      const result = read(fields);
      return result.ok ? result.row.legs[0]?.direction : result.code;
    };
    expect(direction(changed(2, "-5"))).toBe("in");
    expect(direction(changed(2, "(5)"))).toBe("in");
    expect(direction(changed(5, "C"))).toBe("in");
    expect(direction(changed(5, "C").with(2, "-5"))).toBe("out");
    expect(direction(changed(5, "x"))).toBe("ingestion.row.direction");
  });

  it.each([
    [1, "2026-09-01 8:05", "at", "ingestion.row.time"],
    [1, "2026/2/30 8:05", "at", "ingestion.row.time"],
    [1, "1999/1/1 8:05", "at", "ingestion.row.time-range"],
    [2, "1.23,5", "value", "ingestion.row.amount-malformed"],
    [2, "1,234.5", "value", "ingestion.row.amount-malformed"],
    [3, "constructor", "ccy", "ingestion.row.currency"],
    [4, "__proto__", "type", "ingestion.row.kind"],
    [5, "toString", "dc", "ingestion.row.direction"],
    [7, "-1,00", "left", "ingestion.row.amount-negative"],
  ])("refuses column %i reading %s", (at, text, column, code) => {
    expect(read(changed(at, text))).toMatchObject({ ok: false, column, code });
  });

  it.each([
    [{ surprise: 1 }, ["surprise"], "unknown-key"],
    [{ name: undefined }, ["name"], "missing"],
    [{ name: "paysim" }, ["name"], "reserved"],
    [{ name: "a b" }, ["name"], "name"],
    [{ currency: { fixed: "XXX" } }, ["currency", "fixed"], "currency"],
    [{ time: { column: "at", pattern: "(a+)+$" } }, ["time", "pattern"], "pattern"],
    [{ time: { column: "at", regex: "(a+)+$" } }, ["time", "regex"], "unknown-key"],
    [{ amount: { column: "v", decimal: ",", thousands: "," } }, ["amount", "thousands"], "decimal-mark"],
    [{ payee: { column: "from" } }, ["payee", "column"], "column-twice"],
    [{ parties: [{ kind: "merchant", customer: false }] }, ["parties"], "party-rule"],
    [
      {
        parties: [
          { kind: "person", customer: true },
          { prefix: "M", kind: "merchant", customer: false },
        ],
      },
      ["parties", 1],
      "party-rule",
    ],
    [
      { time: { column: "t", step: { origin: "2026-09-01T00:00:00Z", minutes: 1440, first: 5, last: 1 } } },
      ["time", "step"],
      "step",
    ],
  ])("names what is wrong with %j", (change, path, problem) => {
    const checked = checkMapping({ ...WRITTEN, ...change });
    expect(checked.ok ? [] : checked.problems).toContainEqual({ path, problem });
  });
});

describe("the preview of a row", () => {
  it("looks at every part, and shows no more than the shape of what it cannot read", () => {
    const inspect = rowInspector(made(), HEADER);
    const cells = inspect(ROW.with(1, "张三 139-0000").with(2, "abc").with(6, "?"));
    expect(cells.filter(({ ok }) => !ok)).toMatchObject([
      { part: "time", column: "at", code: "ingestion.row.time", shape: "中中 999-9999" },
      { part: "amount", code: "ingestion.row.amount-malformed", shape: "aaa" },
      { part: "origin", code: "ingestion.row.party" },
    ]);
  });

  it("agrees with reading: a row is read when every cell is", () => {
    const inspect = rowInspector(made(), HEADER);
    const texts = fc.constantFrom(...ROW, "", "-1", "x", "C");
    fc.assert(
      fc.property(fc.array(texts, { minLength: 9, maxLength: 9 }), (fields) => {
        expect(inspect(fields).every(({ ok }) => ok)).toBe(read(fields).ok);
      }),
    );
  });

  it("never shows a letter or digit that stands there", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..."Zé中٣９😀 \nßあ7-"), maxLength: 40 }), (text) => {
        expect(shapeOf(text)).not.toMatch(/(?![a9中])[\p{L}\p{Nd}]/u);
      }),
    );
  });
});

describe("formats", () => {
  it.each(["yyyy-MM", "yyyy-MM-dd yyyy", "Mdyyyy", "yyyy-MM-dd mm", "[yyyy]QQ", "", "yyyyMMdd.*"])(
    "%s is no pattern",
    (text) => {
      const made = datePattern(text, "Z");
      expect(made.ok && made.read("20260901")).toBeFalsy();
    },
  );

  it("reads amounts as they were written, exactly", () => {
    const format = { decimal: ",", thousands: ".", unit: "major", negative: "reverse" } as const;
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 17n }), fc.boolean(), (minor, minus) => {
        const digits = minor.toString().padStart(3, "0");
        const whole = digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ".");
        const text = `${minus ? "-" : ""}${whole},${digits.slice(-2)}`;
        expect(readAmount(text, "CNY", format)).toEqual({ ok: true, minor, reversed: minus });
      }),
    );
    expect(readAmount("1250", "CNY", { ...format, unit: "minor" })).toMatchObject({ minor: 1250n });
  });

  it("finds the delimiter", () => {
    expect(detectDelimiter('a;b;c\n1,5;"x;y";2\n')).toBe(";");
    expect(detectDelimiter("a\tb\n1\t2")).toBe("\t");
    expect(detectDelimiter("one\ntwo")).toBeUndefined();
  });
});

describe("the AMLSim mapping", () => {
  it("makes a day of a step and two customers of a transfer", () => {
    const compiled = compileMapping(AMLSIM, ["sourceNodeId", "targetNodeId", "value", "time"]);
    const result = compiled.ok ? compiled.read(["280", "15349", "147.8", "1"]) : null;
    expect(result).toMatchObject({
      ok: true,
      row: {
        businessDate: "2026-09-02",
        amountMinor: 14_780n,
        legs: [
          { party: { ref: "amlsim-280", customer: true }, direction: "out" },
          { party: { ref: "amlsim-15349" }, direction: "in" },
        ],
      },
    });
  });
});
