import { describe, expect, it } from "vitest";
import { insertMention, matching, mentionAt, mentioned } from "./mentions";

const xu = { person: { name: { zh: "许长庚", en: "Xu Changgeng" } } };
const lin = { person: { name: { zh: "林知遥", en: "Lin Zhiyao" } } };

describe("naming a colleague in a comment", () => {
  it("sees the word after the last @ before the caret", () => {
    expect(mentionAt("请 @许", 4)).toEqual({ from: 2, query: "许" });
    expect(mentionAt("@Xu Ch", 6)).toEqual({ from: 0, query: "Xu Ch" });
    expect(mentionAt("@", 1)).toEqual({ from: 0, query: "" });
  });
  it("sees nobody without an @, before it, or after a break", () => {
    expect(mentionAt("no one", 3)).toBeNull();
    expect(mentionAt("a @b", 1)).toBeNull();
    expect(mentionAt("@许\n好", 4)).toBeNull();
  });
  it("puts the name in its place and keeps the rest", () => {
    expect(insertMention("请 @许 看", 2, 4, "许长庚")).toEqual({ text: "请 @许长庚  看", caret: 7 });
  });
  it("tells only of those still named, once", () => {
    const chosen = [
      { id: "1", name: "许长庚" },
      { id: "1", name: "许长庚" },
      { id: "2", name: "林知遥" },
    ];
    expect(mentioned("@许长庚 请看", chosen)).toEqual(["1"]);
  });
  it("finds by either language", () => {
    expect(matching("lin", [xu, lin])).toEqual([lin]);
    expect(matching("许", [xu, lin])).toEqual([xu]);
    expect(matching("", [xu, lin])).toEqual([xu, lin]);
  });
});
