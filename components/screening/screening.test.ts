import { describe, expect, it } from "vitest";
import { HIT_VIEWS, hitIdOf, hitsInput, hitView } from "./screening";

const ID = "01920000-0000-7000-8000-000000000001";

describe("the address of hits", () => {
  it("names the open hit, and nothing else", () => {
    expect(hitIdOf(`/screening/${ID}`)).toBe(ID);
    expect(hitIdOf("/screening")).toBeNull();
    expect(hitIdOf(`/screening/${ID}/more`)).toBeNull();
  });

  it("shows what stands unless it asks for more", () => {
    expect(hitView(undefined)).toBe("standing");
    expect(hitView(HIT_VIEWS.dismissed)).toBe("dismissed");
    expect(hitView("confirmed")).toBe("all");
    expect(hitsInput({}).filters?.state).toEqual(["open", "dismissing", "confirmed"]);
  });
});
