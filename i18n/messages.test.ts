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

const placeholders = (text: string) =>
  [...new Set([...text.matchAll(/\{(\w+)\s*[,}]/g)].map((match) => match[1]))].sort();

describe("messages", () => {
  const chinese = texts(zhCN as Tree);
  const english = texts(en as Tree);
  it("say the same things in both languages", () => {
    expect([...chinese.keys()].sort()).toEqual([...english.keys()].sort());
  });
  it("take the same values in both languages", () => {
    for (const [key, text] of chinese) {
      expect([key, placeholders(english.get(key) ?? "")]).toEqual([key, placeholders(text)]);
    }
  });
  it("leave nothing unsaid", () => {
    for (const [key, text] of [...chinese, ...english]) expect([key, text.trim() === ""]).toEqual([key, false]);
  });
});
