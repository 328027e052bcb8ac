import { describe, expect, it } from "vitest";
import { neighbour, workStanding } from "./work";

const person = { id: "1", name: { zh: "许长庚", en: "Xu Changgeng" } };
const row = { state: "open", resting: "ready", mine: false, assignee: null, waiting: "me" } as const;

describe("how an item stands", () => {
  it.each([
    [row, "free"],
    [{ ...row, waiting: "others" as const }, "excluded"],
    [{ ...row, assignee: person }, "held"],
    [{ ...row, assignee: person, mine: true }, "mine"],
    [{ ...row, assignee: person, mine: true, resting: "snoozed" as const }, "snoozed"],
    [{ ...row, resting: "suspended" as const }, "suspended"],
    [{ ...row, state: "done" as const, mine: true }, "done"],
  ])("%j is %s", (one, standing) => expect(workStanding(one)).toBe(standing));
});

describe("the item after one", () => {
  it("is the next, at the end the one before, and the first when it is gone", () => {
    expect(neighbour("b", ["a", "b", "c"])).toBe("c");
    expect(neighbour("c", ["a", "b", "c"])).toBe("b");
    expect(neighbour("x", ["a", "b"])).toBe("a");
    expect(neighbour("a", ["a"])).toBeNull();
  });
});
