import { describe, expect, it } from "vitest";
import { en } from "./en";
import { zhCN } from "./zh-cn";

type Tree = { readonly [key: string]: string | Tree };

function texts(tree: Tree, path = ""): Map<string, string> {
  return new Map(
    Object.entries(tree).flatMap(([key, value]) =>
      typeof value === "string" ? [[path + key, value] as const] : [...texts(value, `${path}${key}.`)],
    ),
  );
}

/** The values a text takes; one that only picks an English plural need not be said in Chinese. */
function placeholders(text: string): (string | undefined)[] {
  const plural = new Set([...text.matchAll(/\{(\w+), plural,/g)].map((match) => match[1]));
  const all = new Set([...text.matchAll(/(?<!(?:one|other|=\d+|\b\d+)\s*)\{(\w+)\s*[,}]/g)].map((match) => match[1]));
  return [...all].filter((name) => !plural.has(name)).sort();
}

describe("messages", () => {
  const chinese = texts(zhCN as Tree);
  const english = texts(en as Tree);
  it("say the same things in both languages", () => {
    expect([...chinese.keys()].sort()).toEqual([...english.keys()].sort());
  });
  it("take the same values in both languages", () => {
    for (const [key, text] of chinese) {
      const other = english.get(key) ?? "";
      const counted = [...other.matchAll(/\{(\w+), plural,/g)].map((match) => match[1]);
      const values = placeholders(text).filter((name) => !counted.includes(name));
      expect([key, placeholders(other)]).toEqual([key, values]);
    }
  });
  it("leave nothing unsaid", () => {
    for (const [key, text] of [...chinese, ...english]) expect([key, text.trim() === ""]).toEqual([key, false]);
  });
});
