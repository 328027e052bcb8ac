import { expect, it } from "vitest";
import { alignRows } from "./bench-rows";
import type { Reading } from "./model";

const reading = (field: Reading["field"], value: string): Reading => ({
  document: "id-front",
  field,
  value,
  confidence: 90,
  source: "ocr",
});

it("aligns what was declared, read, recorded and answered, and marks what differs", () => {
  const rows = alignRows({
    subject: "person",
    declared: { name: "阿依古丽·买买提", sex: "female", idNumber: "990000199001010018" },
    readings: [reading("name", "阿依古丽•买买提"), reading("sex", "男"), reading("birthDate", "1990-01-01")],
    recorded: { name: "另一人", idNumber: "990000199001010018", address: "某处" },
    registry: { idNumber: "mismatch", phone: "not-given" },
  });
  expect(rows.map(({ field, differs }) => [field, differs])).toEqual([
    ["name", true],
    ["sex", true],
    ["birthDate", false],
    ["idNumber", true],
    ["phone", false],
  ]);
  expect(rows[0]?.readings[0]).toMatchObject({ agrees: true });
  expect(rows[2]).toMatchObject({ declared: null, readings: [{ agrees: null }] });
});

it("opens nothing of the record that the check does not need", () => {
  const rows = alignRows({
    subject: "person",
    declared: {},
    readings: [],
    recorded: { phone: "1", name: "某" },
    registry: {},
  });
  expect(rows).toEqual([]);
});
