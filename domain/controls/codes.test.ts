import { describe, expect, it } from "vitest";
import en from "../../messages/en/controls.json";
import zh from "../../messages/zh-CN/controls.json";
import { testRules } from "../rulebook/testing";
import { instant, shanghaiDate } from "../shared/time";
import { controlsAudit } from "./audit";
import { CODES, controlsRefusals } from "./codes";

type Tree = { [key: string]: string | Tree };
const leaves = (tree: Tree, above: string[] = []): string[] =>
  Object.entries(tree).flatMap(([key, child]) =>
    typeof child === "string" ? [[...above, key].join(".")] : leaves(child, [...above, key]),
  );

describe("the words of controls", () => {
  it.each([
    ["en", en],
    ["zh-CN", zh],
  ] as const)("%s says every refusal, audit kind and reason, and no other", (_, words) => {
    const under = (section: Tree) =>
      leaves(section)
        .map((path) => `controls.${path}`)
        .sort();
    expect(under(words.refusals)).toEqual([...controlsRefusals].sort());
    expect(under(words.audit)).toEqual(Object.keys(controlsAudit).sort());
    expect(under(words.labels.reason)).toEqual(CODES.map(({ code }) => code).sort());
  });

  it("both languages say the same things", () => {
    expect(leaves(zh)).toEqual(leaves(en));
  });

  it("never calls the institution's own measure a freeze", () => {
    const own = ({ labels }: typeof zh) => [
      labels["own-judgement"],
      labels.reason.restriction,
      labels.reason.system,
      labels.reason["at-once"]["urgent-risk"],
    ];
    expect(JSON.stringify(own(zh))).not.toMatch(/冻/);
    expect(JSON.stringify(own(en as typeof zh))).not.toMatch(/freez|frozen/i);
  });

  it("every reason carries rules that are in force", () => {
    const today = shanghaiDate(instant("2026-10-09T06:32:00Z"));
    const rules = testRules();
    for (const { rules: ids } of CODES) for (const id of ids) expect(rules.ref(id, today).ruleId).toBe(id);
  });
});
