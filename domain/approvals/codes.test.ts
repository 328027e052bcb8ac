import { describe, expect, it } from "vitest";
import en from "../../messages/en/approvals.json";
import zh from "../../messages/zh-CN/approvals.json";
import { approvalsAudit } from "./audit";
import { approvalsRefusals } from "./codes";

const paths = (tree: object, above = ""): string[] =>
  Object.entries(tree).flatMap(([key, child]) =>
    typeof child === "object" ? paths(child, `${above}/${key}`) : [`${above}/${key}`],
  );
/** What a text takes: `{count, plural, …}` and `{count}` alike are "count". */
const parameters = (text: string): string[] =>
  [...new Set([...text.matchAll(/\{(\w+)[,}]/g)].map((found) => found[1] ?? ""))].sort();

describe("the words of approvals", () => {
  it.each([
    ["en", en],
    ["zh-CN", zh],
  ] as const)("%s says every refusal and every audit kind, and no other", (_, words) => {
    expect(Object.keys(words.refusals).sort()).toEqual([...approvalsRefusals].sort());
    expect(Object.keys(words.audit).sort()).toEqual(Object.keys(approvalsAudit).sort());
  });

  it("both languages say the same things with the same parameters", () => {
    expect(paths(zh)).toEqual(paths(en));
    const told = (words: object) => Object.entries(words).map(([code, text]) => [code, parameters(String(text))]);
    expect(told(zh.refusals)).toEqual(told(en.refusals));
  });
});
