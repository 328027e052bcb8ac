import { describe, expect, it } from "vitest";
import { defineList } from "@/domain/shared/list";
import { filtersFromUrl, filtersToUrl } from "./list-filters";

const list = defineList({
  name: "example.list",
  filters: {
    state: { type: "enum", values: ["open", "done"] },
    due: { type: "date-range" },
    number: { type: "text", maxLength: 4 },
    customer: { type: "id" },
  },
  sorts: ["due"],
  defaultSort: "due",
  defaultOrder: "asc",
});

describe("filters in the address", () => {
  it("become the query's input", () => {
    expect(
      filtersFromUrl(list, { state: "open,done", dueTo: "2026-10-09", number: "AP-12345", customer: "x" }),
    ).toEqual({
      state: ["open", "done"],
      due: { to: "2026-10-09" },
      number: "AP-1",
      customer: "x",
    });
  });
  it("leave out what the list does not know", () => {
    expect(filtersFromUrl(list, { state: "lost", dueFrom: "yesterday", colour: "red" })).toEqual({});
  });
  it("come back as they went", () => {
    const filters = { state: ["open", "done"], due: { from: "2026-10-01", to: "2026-10-09" }, number: "AP" };
    const address = filtersToUrl(filters);
    expect(address).toBe("?state=open,done&dueFrom=2026-10-01&dueTo=2026-10-09&number=AP");
    expect(filtersFromUrl(list, Object.fromEntries(new URLSearchParams(address)))).toEqual(filters);
    expect(filtersToUrl({})).toBe("");
  });
});
