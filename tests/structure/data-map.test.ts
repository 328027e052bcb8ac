import { describe, expect, it } from "vitest";
import { CLASSIFICATION } from "@/db/classification";
import { DATA_MAP } from "@/db/data-map";
import { dataMapFaults } from "./checks/data-map";

describe("the data map", () => {
  it("says of every table with personal data of customers how it is found, told and erased", () => {
    expect(dataMapFaults(CLASSIFICATION, DATA_MAP)).toEqual([]);
  });

  const table = { id: "id", customer_id: "reference", name: sealed("name_sealed") } as const;
  const map = {
    route: { by: "column", column: "customer_id" },
    key: ["id"],
    owner: "customer",
    clearance: "general",
    disclose: { section: "profile" },
    erase: "keys",
  } as const;

  it("finds what is missing, or does not fit", () => {
    expect(dataMapFaults({ t: table }, {})).toEqual(["t: not in the data map"]);
    expect(dataMapFaults({ t: table }, { t: map })).toEqual([]);
    expect(dataMapFaults({}, { t: map })).toEqual(["t: mapped, but it holds nobody's data"]);
    expect(dataMapFaults({ t: table }, { t: { ...map, key: ["number"] } })).toEqual(["t: no column number"]);
    expect(dataMapFaults({ t: table }, { t: { ...map, route: { by: "column", column: "who" } } })).toEqual([
      "t: no column who",
    ]);
    const plain = { id: "id", customer_id: "reference", purpose: "code" } as const;
    expect(dataMapFaults({ t: plain }, { t: map })).toEqual([]);
    expect(dataMapFaults({ t: plain }, { t: { ...map, disclose: { not: "r" } } })).toEqual([
      "t: mapped, but it holds nobody's data",
    ]);
    const clear = { ...table, city: { ...sealed("city"), protection: { kind: "clear", reason: "r" } as const } };
    expect(dataMapFaults({ t: clear }, { t: map })).toEqual(["t.city: nothing says how it ends"]);
    expect(dataMapFaults({ t: clear }, { t: { ...map, erase: { city: "null" } } })).toEqual([]);
    expect(dataMapFaults({ t: table }, { t: { ...map, erase: { name: "null" } } })).toEqual([
      "t.name: ends by itself, but it is sealed",
    ]);
  });
});

function sealed(data: string) {
  return {
    grade: "C2",
    of: "customer",
    data,
    purpose: "p",
    retention: { class: "identity", rule: "r" },
    protection: { kind: "sealed" },
  } as const;
}
