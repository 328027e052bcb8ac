import { describe, expect, it } from "vitest";
import { parseSort } from "./list-url";

describe("parseSort", () => {
  it("accepts listed columns only", () => {
    expect(parseSort("amount.desc", ["amount", "due"])).toEqual({ column: "amount", direction: "desc" });
    expect(parseSort("due.asc", ["amount", "due"])).toEqual({ column: "due", direction: "asc" });
  });
  it.each([null, "", "amount", "amount.up", "name.asc", "amount;drop.asc"])("ignores %s", (text) => {
    expect(parseSort(text, ["amount", "due"])).toBeUndefined();
  });
});
