import { describe, expect, it } from "vitest";
import { LETTERS_POLICY } from "@/domain/letters/policy";
import {
  LANGUAGES,
  LETTER_TEMPLATES,
  type LetterParams,
  TOLD_OUTCOMES,
  TOLD_REASONS,
  TOLD_SCOPES,
} from "@/domain/letters/templates";
import { renderLetter, wordingOf } from "./render";

const FULL: LetterParams = {
  number: "LR-000042",
  reason: "merchant-breach",
  scope: "function",
  outcome: "rejected",
  until: "2026-11-30T02:10:00.000Z",
  due: "2026-11-30",
  amountMinor: "123456789",
  currency: "CNY",
  count: 12,
};
const line = "400-000-0000";
const all = LETTER_TEMPLATES.flatMap((template) => LANGUAGES.map((language) => ({ template, language })));
const said = (at: (typeof all)[number], params: LetterParams, tail: string | null) =>
  renderLetter({ ...at, params, tail, line });

describe("a rendered letter", () => {
  it.each(all)("$template in $language says everything or leaves it out, never a bare key", (at) => {
    for (const [params, tail] of [
      [FULL, "6789"],
      [{}, null],
    ] as const) {
      const { title, short, long } = said(at, params, tail);
      for (const text of [title, short, long]) {
        expect(text).not.toMatch(/[{}]|undefined|null|texts\.|letters\./);
        expect(text).not.toContain("  ");
      }
      expect(long.length).toBeGreaterThan(20);
      expect(short.length).toBeLessThanOrEqual(
        at.language === "en" ? 2 * LETTERS_POLICY.smsPart * LETTERS_POLICY.smsParts : LETTERS_POLICY.smsPart * 2,
      );
    }
  });

  it.each(all)("$template in $language never hints at reports, alerts, models or lists", (at) => {
    const words = [];
    for (const reason of [...TOLD_REASONS, "under-review", "list-hit"]) {
      for (const scope of TOLD_SCOPES) words.push(JSON.stringify(said(at, { ...FULL, reason, scope }, "6789")));
    }
    const forbidden =
      /可疑|洗钱|名单|预警|模型|报告|监控|制裁|恐怖|suspici|launder|alert|model|sanction|terror|watch ?list|screen|monitor/i;
    expect(words.filter((text) => forbidden.test(text.replaceAll("loss report", "")))).toEqual([]);
  });

  it.each(LANGUAGES)("says reason, way out and papers of a measure against fraud, in %s", (language) => {
    for (const reason of TOLD_REASONS) {
      const { long } = said({ template: "measure.restricted", language }, { reason, scope: "debit" }, "6789");
      expect(long).toContain(line);
      expect(long).toMatch(language === "en" ? /appeal/ : /申诉/);
      expect(long).toMatch(language === "en" ? /document|licence/ : /证件|执照/);
    }
  });

  it.each(LANGUAGES)(
    "says the right to object and no reason where anti-money-laundering moved us, in %s",
    (language) => {
      const bare = said({ template: "measure.risk-neutral", language }, {}, "6789");
      expect(said({ template: "measure.risk-neutral", language }, { reason: "doubtful-data" }, "6789")).toEqual(bare);
      expect(bare.long).toMatch(language === "en" ? /object/ : /异议/);
      expect(bare.long).toMatch(language === "en" ? /People's Bank/ : /中国人民银行/);
    },
  );

  it("names moments in Shanghai time and outcomes by their words", () => {
    expect(said({ template: "measure.stopped-for-you", language: "zh-CN" }, FULL, "6789").short).toContain(
      "尾号6789的支付账户止付，至2026-11-30 10:10",
    );
    const answers = [...TOLD_OUTCOMES, "whatever"].map(
      (outcome) => said({ template: "objection.answered", language: "zh-CN" }, { outcome }, null).short,
    );
    expect(new Set(answers).size).toBe(answers.length);
  });

  it("keeps which wording it was made from", () => {
    const wordings = all.map(({ template, language }) => wordingOf(template, language));
    expect(new Set(wordings).size).toBe(all.length);
    expect(wordings.every((wording) => /^[0-9a-f]{12}$/.test(wording))).toBe(true);
  });
});
