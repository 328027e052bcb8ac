import { describe, expect, it } from "vitest";
import en from "../../messages/en/clocks.json";
import zh from "../../messages/zh-CN/clocks.json";
import { CALENDAR_YEARS } from "../../rulebook/calendar";
import { clocksRefusals } from "./codes";

const paths = (tree: object, above = ""): string[] =>
  Object.entries(tree).flatMap(([key, child]) =>
    typeof child === "object" ? paths(child, `${above}/${key}`) : [`${above}/${key}`],
  );
/** What a text takes: `{count, plural, …}` and `{count}` alike are "count". */
const parameters = (text: string): string[] =>
  [...new Set([...text.matchAll(/\{(\w+)[,}]/g)].map((found) => found[1] ?? ""))].sort();

describe("the words of clocks", () => {
  it.each([
    ["en", en],
    ["zh-CN", zh],
  ] as const)("%s says every refusal, and no other", (_, words) => {
    expect(Object.keys(words.refusals).sort()).toEqual([...clocksRefusals].sort());
  });

  it("both languages say the same things with the same parameters", () => {
    expect(paths(zh)).toEqual(paths(en));
    const told = (words: object) => Object.entries(words).map(([code, text]) => [code, parameters(String(text))]);
    expect(told(zh.refusals)).toEqual(told(en.refusals));
  });
});

describe("the holidays of the calendar", () => {
  it("all have a name", () => {
    const keys = new Set(CALENDAR_YEARS.flatMap(({ holidays }) => holidays.map(({ holiday }) => holiday)));
    expect([...keys].sort()).toEqual(Object.keys(zh.labels.holiday).sort());
  });
});
