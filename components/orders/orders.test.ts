import { describe, expect, it } from "vitest";
import { holdsStill, nextOfOrder, ORDER_VIEWS, orderIdOf, ordersInput, orderView } from "./orders";

describe("the register's address", () => {
  it("names a view, what stands when it names none", () => {
    expect(orderView(undefined)).toBe("standing");
    expect(orderView(ORDER_VIEWS.refused)).toBe("refused");
    expect(orderView("queued")).toBe("all");
    expect(ordersInput({}).filters.state).toEqual(["registered", "queued", "in-force", "failed"]);
  });

  it("names one order, and nothing else", () => {
    expect(orderIdOf("/orders/01920000-0000-7000-8000-00000000abcd")).toBe("01920000-0000-7000-8000-00000000abcd");
    expect(orderIdOf("/orders/new")).toBeNull();
    expect(orderIdOf("/orders/electronic/01920000-0000-7000-8000-00000000abcd")).toBeNull();
  });
});

describe("what an order asks of us", () => {
  it("is an answer for a query, and for others the core's word", () => {
    expect(nextOfOrder({ act: "query", state: "registered" })).toBe("query");
    expect(nextOfOrder({ act: "query", state: "executed" })).toBe("executed");
    expect(nextOfOrder({ act: "freeze", state: "registered" })).toBe("registered");
  });

  it("is to hold while it waits, and no more once it ended", () => {
    expect(["registered", "queued", "in-force"].every((state) => holdsStill({ state: state as "queued" }))).toBe(true);
    expect(
      ["executed", "released", "lapsed", "failed", "refused"].some((state) => holdsStill({ state: state as "lapsed" })),
    ).toBe(false);
  });
});
