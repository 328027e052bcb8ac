import { describe, expect, it } from "vitest";
import { DISCLOSURES, otherSideOf, sectionsOf } from "./disclosure/disclosure";
import { packageSchema } from "./json-schema";
import { tell, tellDocument } from "./tell";

const lying = (value: unknown, more: { currency?: string; account?: string | null } = {}) => ({
  value,
  currency: "CNY",
  called: null,
  ...more,
});
const told = (table: string, column: string) => {
  const found = DISCLOSURES[table]?.columns[column];
  if (!found) throw new Error(`${table}.${column}`);
  return found;
};

describe("what is told", () => {
  it("gives the subject's own in clear and others' masked", () => {
    expect(tell(told("customers", "name_sealed"), lying("样本某某"))).toBe("样本某某");
    expect(tell(told("counterparties", "name_sealed"), lying("样本某某"))).toBe("样••某");
    expect(tell(told("counterparties", "ref_sealed"), lying("6200009900001234"))).toBe("••••1234");
    expect(tell(told("representatives", "document_sealed"), lying("990000199001010018"))).not.toContain("19900101");
  });

  it("writes sums in the currency of their row, and nothing for what is gone", () => {
    expect(tell(told("transactions", "amount_minor"), lying("128050"))).toBe("1280.50");
    expect(tell(told("transactions", "amount_minor"), lying("1280", { currency: "JPY" }))).toBe("1280");
    expect(tell(told("customers", "name_sealed"), lying(null))).toBeNull();
  });

  it("says of a measure what its letter said: no reason that may not be told", () => {
    const reason = told("measures", "reason_code");
    expect(tell(reason, lying("doubtful-data"))).toBe("doubtful-data");
    for (const secret of ["under-review", "list-hit", "risk-signs"]) expect(tell(reason, lying(secret))).toBe("other");
  });

  it("says of what was handed in no more than that it waits, whatever it waits for", () => {
    const state = told("kyc_submissions", "status");
    expect(["ready", "held", "overriding", "reading"].map((one) => tell(state, lying(one)))).toEqual(
      Array(4).fill("ready"),
    );
    expect(tell(state, lying("accepted"))).toBe("accepted");
  });

  it("masks other people in what was handed in and in what was read of it", () => {
    const declared = tellDocument({
      name: "样本有限公司",
      representativeName: "样本某某",
      representativeIdNumber: "990000199001010018",
      owners: [{ name: "样本甲乙", shareBp: 5000, kind: "person", document: "990000199001010018" }],
    });
    expect(JSON.stringify(declared)).not.toMatch(/样本某某|样本甲乙|19900101/);
    expect(declared).toMatchObject({ name: "样本有限公司", owners: [{ shareBp: 5000 }] });
    const read = tellDocument([{ field: "representativeName", value: "样本某某", confidence: 91 }]);
    expect(read).toEqual([{ field: "representativeName", value: "样••某" }]);
  });
});

const MAP = {
  customers: { disclose: { section: "profile" } },
  measures: { disclose: { section: "measures" } },
  transactions: { disclose: { section: "transactions" } },
  counterparties: { disclose: { section: "transactions" } },
  decisions: { disclose: { section: "limits" } },
  approvals: { disclose: { not: "no" } },
} as const;
const SECTIONS = ["profile", "measures", "transactions", "limits"];
const columns = (form: "access" | "portability") =>
  sectionsOf(form, SECTIONS, MAP).flatMap(({ tables }) => tables.flatMap(({ columns: all }) => all));

describe("the sections of a package", () => {
  it("are all there, whether or not anything is in them", () =>
    expect(sectionsOf("access", SECTIONS, MAP).map(({ section }) => section)).toEqual(SECTIONS));

  it("hold for a move what was given or brought by the contract, and nothing worked out or decided", () => {
    const origins = new Set(columns("portability").map(({ told: { origin } }) => origin));
    expect([...origins].sort()).toEqual(["contract", "given"]);
    expect(sectionsOf("portability", SECTIONS, MAP).map(({ section }) => section)).not.toContain("measures");
    expect(otherSideOf("portability")).toEqual([]);
    expect(columns("access").some(({ told: { origin } }) => origin === "derived")).toBe(true);
  });

  it("are described by a schema that allows nothing else", () => {
    const schema = packageSchema("access", sectionsOf("access", SECTIONS, MAP), otherSideOf("access"));
    expect(schema).toMatchObject({
      $schema: "https://json-schema.org/draft/2020-12/schema",
      additionalProperties: false,
      required: ["schema", "package", "notice", "sections"],
    });
    expect(JSON.stringify(schema)).toContain("counterpartyName");
  });
});
