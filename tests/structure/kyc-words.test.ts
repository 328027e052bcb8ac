import { describe, expect, it } from "vitest";
import { FINDING_CODES } from "@/domain/kyc/checks/finding-codes";
import { CHECK_NAMES } from "@/domain/kyc/checks/names";
import en from "@/messages/en/kyc.json";
import zh from "@/messages/zh-CN/kyc.json";

describe.each([
  ["Chinese", zh],
  ["English", en],
])("findings of the identity checks in %s", (_language, words) => {
  it("have a sentence each, and no sentence without a finding", () => {
    const sentences = Object.entries(words.findings).map(([check, said]) => [check, Object.keys(said).sort()]);
    const codes = Object.entries(FINDING_CODES).map(([check, all]) => [check, [...all].sort()]);
    expect(Object.fromEntries(sentences)).toEqual(Object.fromEntries(codes));
  });

  it("come from checks with a name", () => {
    expect(Object.keys(words.checks).sort()).toEqual([...CHECK_NAMES].sort());
  });

  it("fill the same blanks in both languages", () => {
    const blanks = (text: string) =>
      [...new Set([...text.matchAll(/(?<!(?:one|other|\d) )\{(\w+)[,}]/g)].map(([, name]) => name))].sort();
    for (const [check, said] of Object.entries(words.findings)) {
      const others = zh.findings[check as "age"] as Readonly<Record<string, string>>;
      for (const [code, text] of Object.entries(said))
        expect([code, blanks(text)]).toEqual([code, blanks(others[code] ?? "")]);
    }
  });
});
