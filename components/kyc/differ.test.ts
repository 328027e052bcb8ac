import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { stretches } from "./differ";

const marked = (value: string, other: string) =>
  stretches(value, other)
    .map(({ text, differs }) => (differs ? `[${text}]` : text))
    .join("");

describe("where two values differ", () => {
  it("marks the characters that differ, and no more", () => {
    expect(marked("2041-03-12", "2031-03-12")).toBe("20[4]1-03-12");
    expect(marked("云汀市江东区潮路", "云汀市江东区湖路")).toBe("云汀市江东区[潮]路");
    expect(marked("same", "same")).toBe("same");
    expect(marked("", "x")).toBe("");
    expect(marked("x", "")).toBe("[x]");
  });

  it("takes a rare Han character of two code units as one", () => {
    expect(marked("王𠮷", "王吉")).toBe("王[𠮷]");
    expect(stretches("𠮷𠮷", "𠮷").map(({ text }) => text)).toEqual(["𠮷", "𠮷"]);
  });

  it("loses and adds nothing, and marks nothing only where the value stands in the other", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 20, unit: "grapheme" }), fc.string({ maxLength: 20 }), (value, other) => {
        const found = stretches(value, other);
        expect(found.map(({ text }) => text).join("")).toBe(value);
        if (found.every(({ differs }) => !differs)) {
          const kept = Array.from(value);
          let at = 0;
          for (const character of Array.from(other)) if (character === kept[at]) at++;
          expect(at).toBe(kept.length);
        }
      }),
    );
  });
});
