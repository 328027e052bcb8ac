import { describe, expect, it } from "vitest";
import { holdIdOf, REVIEW_VIEWS, reviewIdOf, reviewsInput, reviewView, viewHref } from "./paths";
import { decisiveSum, inOrder, legsHref, nextStepOf } from "./review";

const ID = "01920000-0000-7000-8000-000000000001";

describe("the address of re-verifications", () => {
  it("names the open one, and the open hold, and does not mistake one for the other", () => {
    expect(reviewIdOf(`/reverification/${ID}`)).toBe(ID);
    expect(reviewIdOf(`/reverification/holds/${ID}`)).toBeNull();
    expect(holdIdOf(`/reverification/holds/${ID}`)).toBe(ID);
    expect(holdIdOf("/reverification/holds")).toBeNull();
  });

  it("shows what is open unless it asks for more", () => {
    expect(reviewView(undefined)).toBe("open");
    expect(reviewsInput({}).filters?.state).toEqual(["asked", "at-desk"]);
    expect(viewHref("desk")).toBe("/reverification?state=at-desk");
    expect(reviewView(REVIEW_VIEWS.ended)).toBe("ended");
    expect(reviewView("closed")).toBeNull();
  });
});

describe("the next step", () => {
  const open = { state: "asked", dueOn: "2026-11-30", deskCause: null, suspended: 0 } as const;

  it("waits for the customer, then for the desk by what brought it there", () => {
    expect(nextStepOf(open)).toBe("asked");
    expect(nextStepOf({ ...open, dueOn: null })).toBe("askedSoon");
    expect(nextStepOf({ ...open, state: "at-desk", deskCause: "refused" })).toBe("refused");
    expect(nextStepOf({ ...open, state: "at-desk", deskCause: "lapsed" })).toBe("lapsed");
  });

  it("speaks of the suspension while there is one, and of nothing once it has ended", () => {
    expect(nextStepOf({ ...open, suspended: 2 })).toBe("suspended");
    expect(nextStepOf({ ...open, state: "cancelled", suspended: 2 })).toBe("cancelled");
  });
});

describe("a trigger's arithmetic", () => {
  const sums = { cnySum: "5200000", usdSum: "730000", cnyLine: "5000000", usdLine: "700000" };

  it("is said in the currency that met the line", () => {
    expect(decisiveSum({ ...sums, metBy: "both" })).toEqual({ currency: "CNY", sum: "5200000", line: "5000000" });
    expect(decisiveSum({ ...sums, metBy: "usd" })).toEqual({ currency: "USD", sum: "730000", line: "700000" });
    expect(decisiveSum({ ...sums, metBy: null })).toBeNull();
    expect(decisiveSum({ ...sums, metBy: "usd", usdSum: null })).toBeNull();
  });

  it("leads to the transactions it was found by", () => {
    const row = {
      customer: { id: ID, number: "C1", name: null },
      account: null,
      kind: "thirty-days",
      windowFrom: "2026-10-01",
      windowTo: "2026-10-30",
    } as const;
    expect(legsHref(row)).toBe(`/ledger?customer=${ID}&dateFrom=2026-10-01&dateTo=2026-10-30`);
    expect(legsHref({ ...row, kind: "doubt" })).toBeNull();
  });

  it("puts kinds in the order of the agreement", () => {
    expect(inOrder(["dormant", "doubt", "single-amount"])).toEqual(["single-amount", "doubt", "dormant"]);
  });
});
