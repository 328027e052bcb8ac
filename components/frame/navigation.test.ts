import { describe, expect, it } from "vitest";
import { currentEntry, NAVIGATION, parentOf, visibleNavigation } from "./navigation";

describe("navigation", () => {
  it("shows only what a person may use, and no empty group", () => {
    const shown = visibleNavigation(new Set(["audit.read", "worklist.read"]));
    expect(shown.map(({ group, entries }) => [group, entries.map(({ id }) => id)])).toEqual([
      ["work", ["worklist"]],
      ["basis", ["audit"]],
    ]);
    expect(visibleNavigation(new Set())).toEqual([]);
  });
  it("finds the line of a page and of the pages below it", () => {
    expect(currentEntry("/reports/large-value")?.id).toBe("reports");
    expect(currentEntry("/reports/large-value/1")?.id).toBe("reports");
    expect(currentEntry("/reports/large-valuex")).toBeUndefined();
  });
  it("leads from a thing to its list, and from a list nowhere", () => {
    expect(parentOf("/customers/1")).toBe("/customers");
    expect(parentOf("/accounts/1")).toBe("/customers");
    expect(parentOf("/reports/large-value/1")).toBe("/reports/large-value");
    expect(parentOf("/customers")).toBeUndefined();
    expect(parentOf("/nowhere/1")).toBeUndefined();
  });
  it("has one line per place", () => {
    expect(new Set(NAVIGATION.map(({ href }) => href)).size).toBe(NAVIGATION.length);
  });
});
