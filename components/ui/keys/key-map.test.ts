import { describe, expect, it } from "vitest";
import { actionOf, type Binding, KEY_MAP } from "./key-map";

const plain = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };

describe("the key map", () => {
  it("gives every press one meaning only", () => {
    const presses = Object.values(KEY_MAP).flatMap((binding: Binding) =>
      [binding.code, ...(binding.also ?? [])].map(
        (code) => `${code} ${binding.mod ?? false} ${binding.shift ?? false}`,
      ),
    );
    expect(new Set(presses).size).toBe(presses.length);
  });
  it("reads physical keys and modifiers", () => {
    expect(actionOf({ ...plain, code: "KeyA" })).toBe("approve");
    expect(actionOf({ ...plain, code: "ArrowDown" })).toBe("down");
    expect(actionOf({ ...plain, code: "KeyK" })).toBe("up");
    expect(actionOf({ ...plain, code: "KeyK", metaKey: true })).toBe("palette");
    expect(actionOf({ ...plain, code: "KeyK", ctrlKey: true })).toBe("palette");
    expect(actionOf({ ...plain, code: "Slash", shiftKey: true })).toBe("sheet");
    expect(actionOf({ ...plain, code: "Slash" })).toBe("filter");
  });
  it("leaves the browser's own shortcuts alone", () => {
    expect(actionOf({ ...plain, code: "KeyA", ctrlKey: true })).toBeUndefined();
    expect(actionOf({ ...plain, code: "KeyR", metaKey: true })).toBeUndefined();
    expect(actionOf({ ...plain, code: "KeyA", altKey: true })).toBeUndefined();
    expect(actionOf({ ...plain, code: "KeyA", shiftKey: true })).toBeUndefined();
  });
});
