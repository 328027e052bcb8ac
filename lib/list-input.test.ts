import { describe, expect, it } from "vitest";
import { defineList } from "@/domain/shared/list";
import { addressValues, readListInput } from "./list-input";

const LIST = defineList({
  name: "test.list",
  filters: {
    state: { type: "enum", values: ["open", "done"] },
    date: { type: "date-range" },
    customer: { type: "id" },
    number: { type: "text", maxLength: 4 },
  },
  sorts: ["due", "amount"],
  defaultSort: "due",
  defaultOrder: "asc",
});
const id = "0192f0c1-2345-7abc-8def-0123456789ab";

describe("a list's input from the address", () => {
  it("reads what the definition knows", () => {
    const input = readListInput(LIST, { state: "open,done", dateFrom: "2026-09-01", customer: id, number: "LV-1", sort: "amount.desc" });
    expect(input).toEqual({
      filters: { state: ["open", "done"], date: { from: "2026-09-01" }, customer: id, number: "LV-1" },
      sort: "amount",
      order: "desc",
      limit: 50,
    });
  });
  it("leaves out what the list would refuse", () => {
    const input = readListInput(LIST, { state: "x", dateTo: "soon", customer: "1", number: "12345", sort: "name.asc", other: "y" });
    expect(input).toEqual({ filters: {}, sort: "due", order: "asc", limit: 50 });
  });
  it("takes the first of a repeated parameter", () => {
    expect(addressValues({ state: ["open", "done"], sort: "due.asc", none: undefined })).toEqual({ state: "open", sort: "due.asc", none: undefined });
  });
});
