import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { AUDIT_KINDS } from "@/domain/audit-kinds";
import { CAPABILITIES } from "@/domain/capabilities";
import { en } from "@/i18n/en";
import { zhCN } from "@/i18n/zh-cn";
import { refusalCodes, unsaid, unworded, type Words, wrongLanguage } from "./checks/words";
import { declaredAuditWords, declaredRefusals } from "./support/declared";
import { isTest, ROOT, readTree } from "./support/tree";

const languages = { "zh-CN": zhCN as unknown as Words, en: en as unknown as Words };
const source = readTree().filter(({ path }) => /^(domain|server)\//.test(path) && !isTest(path));
const declared = await declaredRefusals();
const written = refusalCodes(source);
const said = [...new Set([...[...declared.values()].flat(), ...written])].sort();
const kinds = [...new Set([...Object.keys(AUDIT_KINDS), ...(await declaredAuditWords())])];

const planted: Words = {
  ledger: {
    refusals: { entry: { closed: "Closed" }, ledger: { entry: { late: "Late" } } },
    audit: { entry: { add: " " } },
  },
};

describe("refusals", () => {
  it("have words in both languages", () => {
    expect(said.length).toBeGreaterThan(40);
    expect(unworded(said, "refusals", languages)).toEqual([]);
  });

  it("are declared in their capability's codes.ts, where it has a list", () => {
    const undeclared = written.filter((code) => {
      const list = declared.get(code.split(".")[0] ?? "");
      return list !== undefined && !list.includes(code);
    });
    expect(undeclared).toEqual([]);
  });

  it("have no words that nothing says", () => {
    expect(unsaid(said, "refusals", languages.en)).toEqual([]);
  });

  it("belong to a capability or the kernel", () => {
    const owners = [...Object.keys(CAPABILITIES), "kernel"];
    expect(said.filter((code) => !owners.includes(code.split(".")[0] ?? ""))).toEqual([]);
  });
});

describe("audit words", () => {
  it("have words in both languages", () => {
    expect(unworded(kinds, "audit", languages)).toEqual([]);
  });

  it("have no words for acts that do not exist", () => {
    expect(unsaid(kinds, "audit", languages.en)).toEqual([]);
  });
});

describe("languages", () => {
  it("keep to themselves", () => {
    expect(wrongLanguage(languages.en, "en")).toEqual([]);
    expect(wrongLanguage(languages["zh-CN"], "zh-CN")).toEqual([]);
  });

  it("know every file of messages", () => {
    for (const [locale, words] of Object.entries(languages)) {
      const files = readdirSync(join(ROOT, "messages", locale)).map((name) => name.replace(/\.json$/, ""));
      expect(files.sort()).toEqual(Object.keys(words).sort());
    }
  });
});

describe("the check of words", () => {
  it("finds a code without words, and one with empty ones", () => {
    const codes = ["ledger.entry.closed", "ledger.entry.late", "ledger.entry.lost"];
    expect(unworded(codes, "refusals", { en: planted })).toEqual(["en: refusals ledger.entry.lost"]);
    expect(unworded(["ledger.entry.add"], "audit", { en: planted })).toEqual(["en: audit ledger.entry.add"]);
  });

  it("finds words that nothing says", () => {
    expect(unsaid(["ledger.entry.closed"], "refusals", planted)).toEqual(["refusals ledger.entry.late"]);
  });

  it("reads codes from source", () => {
    const text = 'return refuse("ledger.entry.closed", {});\nreturn no("ledger.entry.late");\nnothing("a.b.c");';
    expect(refusalCodes([{ path: "a.ts", text }])).toEqual(["ledger.entry.closed", "ledger.entry.late"]);
  });

  it("finds the wrong language", () => {
    const bad = { a: "Closed 已关闭", b: "{count, plural, one {row} other {rows}}" };
    expect(wrongLanguage(bad, "en")).toEqual(["en: a: Closed 已关闭"]);
    const chinese = { a: "please try again", b: "导出 CSV 文件", c: "{count} 笔" };
    expect(wrongLanguage(chinese, "zh-CN")).toEqual(["zh-CN: a: please try again"]);
  });
});
