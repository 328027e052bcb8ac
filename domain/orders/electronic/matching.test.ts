import { describe, expect, it } from "vitest";
import { matchAccount } from "./matching";
import type { Candidate } from "./model";

const open: Candidate = { accountId: "a", customerId: "c", status: "open", currency: "CNY" };
const closed: Candidate = { ...open, accountId: "b", status: "closed" };
const match = (candidates: readonly Candidate[], nameAgrees: boolean | null = null, currency: string | null = null) =>
  matchAccount({ candidates, nameAgrees, currency });

describe("which account an order means", () => {
  it("the only one, and the only open one", () => {
    expect(match([open], true, "CNY")).toEqual({ matched: true, account: open });
    expect(match([closed, open])).toEqual({ matched: true, account: open });
  });

  it.each([
    ["none", [], null, null, "no-such-account"],
    ["two open ones", [open, { ...open, accountId: "d" }], null, null, "several-candidates"],
    ["a closed one", [closed], true, null, "account-closed"],
    ["another's name", [open], false, null, "name-differs"],
    ["a sum in another currency", [open], true, "USD", "currency-differs"],
  ] as const)("is never guessed: %s", (_name, candidates, nameAgrees, currency, problem) => {
    expect(match(candidates, nameAgrees, currency)).toEqual({ matched: false, problem });
  });
});
