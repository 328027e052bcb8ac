import { describe, expect, it } from "vitest";
import { mappingOf } from "./mappings";
import { PAYSIM } from "./mappings/paysim";
import type { Mapping } from "./model";
import { compileMapping } from "./read-row";

const HEADER =
  "step,type,amount,nameOrig,oldbalanceOrg,newbalanceOrig,nameDest,oldbalanceDest,newbalanceDest,isFraud,isFlaggedFraud".split(
    ",",
  );

function read(line: string, mapping: Mapping = PAYSIM, header: readonly string[] = HEADER) {
  const compiled = compileMapping(mapping, header);
  if (!compiled.ok) throw new Error(compiled.code);
  return compiled.read(line.split(","));
}

const row = (step: string, type: string, amount: string, from: string, balance: string, to: string) =>
  `${step},${type},${amount},${from},0.0,${balance},${to},0.0,0.0,0.0,0.0`;

describe("the PaySim mapping", () => {
  it("counts hours from 2026-09-01 00:00 in Shanghai", () => {
    const first = read(row("1", "PAYMENT", "1.00", "C1", "0.0", "M1"));
    const lastOfDay = read(row("24", "PAYMENT", "1.00", "C1", "0.0", "M1"));
    const next = read(row("25", "PAYMENT", "1.00", "C1", "0.0", "M1"));
    expect(first).toMatchObject({
      ok: true,
      row: { occurredAt: "2026-08-31T16:00:00.000Z", businessDate: "2026-09-01" },
    });
    expect(lastOfDay).toMatchObject({ row: { businessDate: "2026-09-01" } });
    expect(next).toMatchObject({ row: { businessDate: "2026-09-02" } });
  });

  it.each([
    ["CASH_IN", "top-up", "in"],
    ["CASH_OUT", "withdrawal", "out"],
    ["PAYMENT", "payment", "out"],
    ["DEBIT", "debit", "out"],
  ])("%s is one leg of its origin, never cash", (type, kind, direction) => {
    const result = read(row("3", type, "12.5", "C7", "88.01", "C8"));
    expect(result).toMatchObject({
      ok: true,
      row: { kind, cash: false, crossBorder: false, amountMinor: 1250n, currency: "CNY" },
    });
    expect(result.ok && result.row.legs).toEqual([
      {
        party: { ref: "C7", kind: "person", customer: true },
        other: { ref: "C8", kind: "person", customer: false },
        direction,
        balanceAfterMinor: 8801n,
      },
    ]);
  });

  it("gives a TRANSFER both legs only where both are customers", () => {
    const both = read(row("3", "TRANSFER", "5.00", "C7", "1.0", "C8"));
    const merchant = read(row("3", "TRANSFER", "5.00", "C7", "1.0", "M8"));
    expect(both.ok && both.row.legs.map(({ party, direction }) => `${party.ref} ${direction}`)).toEqual([
      "C7 out",
      "C8 in",
    ]);
    expect(merchant.ok && merchant.row.legs).toHaveLength(1);
  });

  it.each([
    ["a negative amount", row("1", "PAYMENT", "-1.00", "C1", "0.0", "M1"), "amount", "ingestion.row.amount-negative"],
    [
      "nineteen digits",
      row("1", "PAYMENT", "9999999999999999999", "C1", "0.0", "M1"),
      "amount",
      "ingestion.row.amount-too-large",
    ],
    ["three decimals", row("1", "PAYMENT", "1.001", "C1", "0.0", "M1"), "amount", "ingestion.row.amount-too-precise"],
    ["no amount", row("1", "PAYMENT", "", "C1", "0.0", "M1"), "amount", "ingestion.row.amount-empty"],
    ["an exponent", row("1", "PAYMENT", "1E5", "C1", "0.0", "M1"), "amount", "ingestion.row.amount-malformed"],
    ["an unknown kind", row("1", "BARTER", "1.00", "C1", "0.0", "M1"), "type", "ingestion.row.kind"],
    ["a kind of every object", row("1", "constructor", "1.00", "C1", "0.0", "M1"), "type", "ingestion.row.kind"],
    ["step zero", row("0", "PAYMENT", "1.00", "C1", "0.0", "M1"), "step", "ingestion.row.time-range"],
    ["a step beyond the year", row("8785", "PAYMENT", "1.00", "C1", "0.0", "M1"), "step", "ingestion.row.time-range"],
    ["a broken step", row("1.5", "PAYMENT", "1.00", "C1", "0.0", "M1"), "step", "ingestion.row.time"],
    [
      "a payer that is no customer",
      row("1", "PAYMENT", "1.00", "M1", "0.0", "M1"),
      "nameOrig",
      "ingestion.row.party-kind",
    ],
    ["an unknown party", row("1", "PAYMENT", "1.00", "X1", "0.0", "M1"), "nameOrig", "ingestion.row.party"],
    ["a bare prefix", row("1", "PAYMENT", "1.00", "C", "0.0", "M1"), "nameOrig", "ingestion.row.party"],
    ["a blank in a reference", row("1", "PAYMENT", "1.00", "C1", "0.0", "M 1"), "nameDest", "ingestion.row.party"],
    [
      "a balance too precise",
      row("1", "PAYMENT", "1.00", "C1", "0.005", "M1"),
      "newbalanceOrig",
      "ingestion.row.amount-too-precise",
    ],
    ["a missing column", "1,PAYMENT,1.00", null, "ingestion.row.field-count"],
  ])("refuses %s", (_name, line, column, code) => {
    expect(read(line)).toMatchObject({ ok: false, column, code });
  });

  it("rounds away float noise of a balance, and nothing larger", () => {
    const balance = (text: string) => {
      const result = read(row("1", "PAYMENT", "1.00", "C1", text, "M1"));
      return result.ok ? result.row.legs[0]?.balanceAfterMinor : result.code;
    };
    expect(balance("10.120000000001")).toBe(1012n);
    expect(balance("10.119999999999")).toBe(1012n);
    expect(balance("9.999999999")).toBe(1000n);
    expect(balance("10.1201")).toBe("ingestion.row.amount-too-precise");
    expect(balance("")).toBeNull();
  });
});

describe("headers", () => {
  it("names the columns that are missing", () => {
    expect(compileMapping(PAYSIM, ["step", "type"])).toMatchObject({
      ok: false,
      code: "ingestion.file.header",
      columns: expect.arrayContaining(["amount", "nameOrig"]),
    });
  });
  it("refuses a column named twice", () => {
    expect(compileMapping(PAYSIM, [...HEADER, "amount"])).toMatchObject({
      ok: false,
      code: "ingestion.file.duplicate-column",
      columns: ["amount"],
    });
  });
  it("knows mappings by name", () => {
    expect(mappingOf("paysim")).toBe(PAYSIM);
    expect(mappingOf("toString")).toBeUndefined();
  });
});

describe("other shapes a mapping can hold", () => {
  const stamped = (by: "instant" | "shanghai-clock"): Mapping => ({
    ...PAYSIM,
    columns: ["id", "at", "value", "currency", "from", "to"],
    sourceId: "id",
    time: { by, column: "at" },
    amount: { column: "value", currency: { column: "currency" } },
    kind: { column: null, kinds: { "": { kind: "transfer", origin: "out", destination: "customer", cash: false } } },
    origin: { column: "from", balanceAfter: null },
    destination: { column: "to", balanceAfter: null },
    parties: [{ prefix: "", kind: "person", customer: true }],
  });
  const header = ["id", "at", "value", "currency", "from", "to"];

  it("reads moments with their offset, and refuses one without", () => {
    expect(read("t1,2026-09-01T00:30:00+08:00,1,JPY,a,b", stamped("instant"), header)).toMatchObject({
      ok: true,
      row: {
        occurredAt: "2026-08-31T16:30:00.000Z",
        businessDate: "2026-09-01",
        amountMinor: 1n,
        currency: "JPY",
        sourceId: "t1",
      },
    });
    expect(read("t1,2026-08-31T16:30:00Z,1,CNY,a,b", stamped("instant"), header)).toMatchObject({
      row: { businessDate: "2026-09-01" },
    });
    expect(read("t1,2026-09-01T00:30:00,1,CNY,a,b", stamped("instant"), header)).toMatchObject({
      ok: false,
      code: "ingestion.row.zone",
    });
  });

  it("reads a clock known to show Shanghai time, and refuses an offset beside it", () => {
    expect(read("t1,2026-09-01 00:30,1,CNY,a,b", stamped("shanghai-clock"), header)).toMatchObject({
      row: { businessDate: "2026-09-01" },
    });
    expect(read("t1,2026-09-01 00:30Z,1,CNY,a,b", stamped("shanghai-clock"), header)).toMatchObject({
      ok: false,
      code: "ingestion.row.zone",
    });
    expect(read("t1,2026-02-30 00:30,1,CNY,a,b", stamped("shanghai-clock"), header)).toMatchObject({
      ok: false,
      code: "ingestion.row.time",
    });
    expect(read("t1,1999-01-01 00:30,1,CNY,a,b", stamped("shanghai-clock"), header)).toMatchObject({
      ok: false,
      code: "ingestion.row.time-range",
    });
  });

  it("refuses unknown currencies and unreadable ids of the source", () => {
    expect(read("t1,2026-09-01 00:30,1,XXX,a,b", stamped("shanghai-clock"), header)).toMatchObject({
      ok: false,
      code: "ingestion.row.currency",
    });
    expect(read(",2026-09-01 00:30,1,CNY,a,b", stamped("shanghai-clock"), header)).toMatchObject({
      ok: false,
      code: "ingestion.row.source-id",
    });
  });
});
