import { describe, expect, it } from "vitest";
import { defineList } from "@/domain/shared/list";
import { addressValues, readListInput } from "./list-input";

const LIST = defineList({
  name: "test.list",
  filters: { state: { type: "enum", values: ["open", "done"] } },
  sorts: ["due", "amount"],
  defaultSort: "due",
  defaultOrder: "asc",
});

describe("a list's input from the address", () => {
  it("takes filters and an order the list knows", () => {
    const input = readListInput(LIST, { state: "open,done", sort: "amount.desc" });
    expect(input).toEqual({ filters: { state: ["open", "done"] }, sort: "amount", order: "desc", limit: 50 });
  });
  it.each(["", "name.asc", "amount", "amount.up"])("falls back to its own order for %j", (sort) => {
    expect(readListInput(LIST, { sort })).toEqual({ filters: {}, sort: "due", order: "asc", limit: 50 });
  });
  it("takes the first of a repeated parameter and no empty one", () => {
    expect(addressValues({ state: ["open", "done"], sort: "due.asc", none: undefined, empty: "" })).toEqual({
      state: "open",
      sort: "due.asc",
    });
  });
});
