import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { formatFigure, parseFigure } from "@/domain/rulebook/figures";
import type { RuleVersion } from "@/domain/rulebook/model";
import { createRules, findClashes } from "@/domain/rulebook/rules";
import { validateRulebook } from "@/domain/rulebook/validity";
import { instant, localDate } from "@/domain/shared/time";
import en from "@/messages/en/rulebook.json";
import zh from "@/messages/zh-CN/rulebook.json";
import { DOCUMENTS, REQUIRED_LEVEL, RULE_FILES, SEED_RULES } from "@/rulebook";
import { collectCodes, unknownRules } from "@/tests/coverage/codes";

const DOCUMENT_SIZES = { "000": 133, "001": 67, "002": 73, "003": 74, "003-annex": 46, "004": 50 };

/** SHA-256 over the sorted lines `id document kind level` of the list of record the rows were entered from. */
const LIST_OF_RECORD = "13ef864eb3704fdad6198e0d3ace10bcf0633d727e2d861fab23e17b52152c25";

const lineOf = ({ id, document, kind }: RuleVersion) => `${id} ${document} ${kind} ${REQUIRED_LEVEL[id]}`;
const bad = (wrong: (version: RuleVersion) => boolean) => RULE_FILES.filter(wrong).map(({ id }) => id);

describe("the rows of the source documents", () => {
  it("are 443, each once, and exactly those with a required level", () => {
    const ids = SEED_RULES.map(({ id }) => id);
    expect(ids).toHaveLength(443);
    expect([...new Set(ids)].sort()).toEqual(Object.keys(REQUIRED_LEVEL).sort());
  });

  it("are as many per document as the documents have", () => {
    const size = (name: string) => SEED_RULES.filter(({ document }) => document === name).length;
    const names = [...new Set(SEED_RULES.map(({ document }) => document))];
    expect(Object.fromEntries(names.map((name) => [name, size(name)]))).toEqual(DOCUMENT_SIZES);
  });

  it("carry the document, kind and level of the list of record", () => {
    const lines = SEED_RULES.map(lineOf).sort();
    expect(createHash("sha256").update(lines.join("\n")).digest("hex")).toBe(LIST_OF_RECORD);
  });
});

describe("the rulebook", () => {
  it("has no fault", () => {
    expect(validateRulebook(RULE_FILES)).toEqual([]);
  });

  it("has no clash among its own files", () => {
    expect(findClashes(RULE_FILES)).toEqual([]);
  });

  it("names rows by what they are", () => {
    expect(bad(({ id, kind }) => id.startsWith("law-") !== (kind === "law"))).toEqual([]);
    expect(bad(({ id, kind }) => id.startsWith("trap-") !== (kind === "trap"))).toEqual([]);
  });

  it("gives every row a status, and `verified-seed` only to rows of the source documents", () => {
    const seeds = new Set(Object.keys(REQUIRED_LEVEL));
    expect(bad(({ status }) => !["verified-seed", "verified", "secondary", "unconfirmed"].includes(status))).toEqual(
      [],
    );
    expect(bad(({ id, status }) => status === "verified-seed" && !seeds.has(id))).toEqual([]);
  });

  it("keeps titles short, without a final stop and different in its two languages", () => {
    expect(bad(({ title }) => title.zh.length > 24 || title.en.length > 72)).toEqual([]);
    expect(bad(({ title }) => /[.。]$/.test(title.zh) || /[.。]$/.test(title.en))).toEqual([]);
  });

  it("names no institution outside the titles of documents", () => {
    expect(
      bad(({ title }) => /小米|连连|有品|天星|捷付|Xiaomi|LianLian|Youpin|\bMi\b/.test(title.zh + title.en)),
    ).toEqual([]);
  });

  it("reads every figure back as it is written", () => {
    for (const figure of RULE_FILES.flatMap(({ figures }) => figures)) {
      expect(parseFigure(formatFigure(figure))).toEqual(figure);
    }
  });

  it("has dates and moments that exist", () => {
    for (const { validFrom, validTo, knownFrom } of RULE_FILES) {
      for (const date of [validFrom, validTo]) expect(date).toBe(date === null ? null : localDate(date));
      expect(knownFrom).toBe(instant(knownFrom));
    }
  });

  it("gives a figure to every limit and clock that has a number", () => {
    const without = SEED_RULES.filter(({ kind, figures }) => ["limit", "clock"].includes(kind) && figures.length === 0);
    // An agreed cap, a cap set by the merchant, and a time the contract leaves open.
    expect(without.map(({ id }) => id)).toEqual([
      "mipay-auth-dyn-plus-static",
      "llpay-transfer-reasonable-time",
      "llpay-free-verify-limit",
    ]);
  });

  it("is known to every coded entry that names a row", async () => {
    expect(unknownRules(await collectCodes(), new Set(RULE_FILES.map(({ id }) => id)))).toEqual([]);
  });
});

describe.each([
  ["Chinese", zh],
  ["English", en],
])("the words in %s", (_language, words) => {
  const figures = RULE_FILES.flatMap((version) => version.figures);

  it.each([
    ["kind", RULE_FILES.map(({ kind }) => kind), words.kinds],
    ["status", RULE_FILES.map(({ status }) => status), words.statuses],
    ["stance", RULE_FILES.flatMap(({ stance }) => stance ?? []), words.stances],
    ["figure", figures.map(({ name }) => name), words.figureNames],
    ["unit", figures.map(({ unit }) => unit), words.units],
    ["issuer", Object.values(DOCUMENTS).map(({ issuer }) => issuer), words.issuers],
    ["state", Object.values(DOCUMENTS).map(({ state }) => state), words.documentStates],
  ])("name every %s", (_what, used, named) => {
    const known = new Set(Object.keys(named));
    expect([...new Set<string>(used)].filter((word) => !known.has(word))).toEqual([]);
  });

  it("name no figure that no row has", () => {
    const used = new Set(figures.map(({ name }) => name));
    expect(Object.keys(words.figureNames).filter((name) => !used.has(name))).toEqual([]);
  });
});

describe("the registry of documents", () => {
  it("has a document for every row, and a row for every document", () => {
    expect([...new Set(RULE_FILES.map(({ document }) => document))].sort()).toEqual(Object.keys(DOCUMENTS).sort());
  });

  it("names successors that exist", () => {
    const lost = Object.values(DOCUMENTS).filter(({ successor }) => successor !== undefined && !DOCUMENTS[successor]);
    expect(lost).toEqual([]);
  });
});

describe("law in force", () => {
  const rules = createRules(RULE_FILES);
  const on = localDate("2026-11-20");
  const figures = (id: string) => rules.get(id, on).figures.map(formatFigure);

  it.each([
    ["law-hvt-cash", "cny >= 50000 CNY", "usd >= 10000 USD"],
    ["law-hvt-nonnatural", "cny >= 2000000 CNY", "usd >= 200000 USD"],
    ["law-hvt-natural-domestic", "cny >= 500000 CNY", "usd >= 100000 USD"],
    ["law-hvt-natural-crossborder", "cny >= 200000 CNY", "usd >= 10000 USD"],
    ["law-hvt-5wd", "days <= 5 working-day"],
    ["law-aml-34", "years >= 10 year"],
    ["law-aml-39", "days <= 15 calendar-day"],
    ["law-aml-45-48h", "hours <= 48 hour"],
    ["law-np-24-b", "factors >= 2 factor", "day-cap <= 5000 CNY"],
    ["law-pboc-complaint-15", "days <= 15 calendar-day", "total-days <= 60 calendar-day"],
    [
      "law-order-crim-6m",
      "months <= 6 month",
      "renewal-months <= 6 month",
      "complex-years <= 1 year",
      "complex-renewal-years <= 1 year",
    ],
  ])("%s", (id, ...expected) => {
    expect(figures(id)).toEqual(expected);
  });

  it("changes with the date", () => {
    expect(rules.figure("law-aml-34-old", "years", localDate("2024-12-31")).value).toBe("5");
    expect(() => rules.get("law-aml-34-old", localDate("2025-01-01"))).toThrow(RangeError);
    expect(() => rules.get("law-aml-34", localDate("2024-12-31"))).toThrow(RangeError);
  });

  it("never takes a draft or a suspended rule", () => {
    for (const id of ["law-netdata-draft-15wd", "law-cdd-2026-oneoff", "law-cdd-2022-suspended"]) {
      expect(() => rules.get(id, on)).toThrow("not in force");
    }
  });
});
