import { describe, expect, it } from "vitest";
import { digitOf } from "./use-digits";

describe("digits", () => {
  it("are heard of both rows and nothing with a modifier", () => {
    const press = (code: string, ctrlKey = false) => digitOf({ code, ctrlKey, metaKey: false, altKey: false });
    expect([press("Digit3"), press("Numpad8"), press("Digit0"), press("KeyQ"), press("Digit3", true)]).toEqual([
      3,
      8,
      undefined,
      undefined,
      undefined,
    ]);
  });
});
