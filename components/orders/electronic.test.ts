import { describe, expect, it } from "vitest";
import { ELECTRONIC_VIEWS, electronicIdOf, electronicInput, electronicView } from "./electronic";

const ID = "01920000-0000-7000-8000-000000000001";

describe("the address of electronic orders", () => {
  it("names the open order, and nothing else", () => {
    expect(electronicIdOf(`/orders/electronic/${ID}`)).toBe(ID);
    expect(electronicIdOf(`/orders/${ID}`)).toBeNull();
    expect(electronicIdOf("/orders/electronic")).toBeNull();
  });

  it("shows all unless it asks for less", () => {
    expect(electronicView(undefined)).toBe("all");
    expect(electronicView(ELECTRONIC_VIEWS.waiting)).toBe("waiting");
    expect(electronicView("refused")).toBe("all");
    expect(electronicInput({ state: "mismatch" }).filters?.state).toEqual(["mismatch"]);
  });
});
