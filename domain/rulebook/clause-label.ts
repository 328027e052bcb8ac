const DIGITS: Readonly<Record<string, number>> = { 一: 1, 二: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9 };
const NUMBER = "[\\d一二三四五六七八九十百零、至—-]+";

/** A Chinese or Arabic number up to the hundreds as digits; anything else as it stands. */
function digits(text: string): string {
  if (!/^[一二三四五六七八九十百零]+$/.test(text)) return text;
  let total = 0;
  let one = 0;
  for (const letter of text) {
    if (letter === "百" || letter === "十") {
      total += (one || 1) * (letter === "百" ? 100 : 10);
      one = 0;
    } else one = DIGITS[letter] ?? 0;
  }
  return String(total + one);
}

/** "29至32" as "29–32", "6、9" as "6, 9"; each number in digits. */
function numbers(text: string): { label: string; many: boolean } {
  const many = /[、至—-]/.test(text);
  const label = text
    .split(/([、至—-])/)
    .map((part) => (part === "、" ? ", " : /^[至—-]$/.test(part) ? "–" : digits(part)))
    .join("");
  return { label, many };
}

/** Whole clauses without a number, and words beside one. */
const WORDS: readonly (readonly [RegExp, string])[] = [
  [/^全文$/, "whole text"],
  [/征求意见稿/g, "draft for comment"],
  [/大额标准/g, "large-value amounts"],
  [/冻结期限/g, "term of the freeze"],
  [/附件|附录/g, "Annex "],
  [/（原）/g, " (former)"],
  [/保管期限表/g, "retention schedule"],
  [/ ?表$/g, " table"],
  [/重要提示/g, "important notice"],
  [/审慎阅读/g, "careful reading"],
  [/联系方式/g, "contacts"],
  [/隐私/g, "privacy "],
  [/引言/g, "introduction"],
  [/日历口径/g, "reading of the calendar"],
  [/接续报告/g, "follow-up reports"],
  [/冻结报告/g, "freeze reports"],
  [/认定标准/g, "criteria"],
  [/情节标准/g, "gravity"],
  [/分级限额/g, "limits by grade"],
  [/单笔限额/g, "limit per payment"],
  [/便利化额度/g, "facilitated quota"],
  [/限值/g, "limits"],
  [/长期未交易/g, "long without trade"],
  [/号证一致/g, "number and document match"],
  [/到账方式/g, "time of arrival"],
  [/转账限额/g, "transfer limits"],
  [/自助柜员机/g, "cash machines"],
  [/惩戒措施/g, "disciplinary measures"],
  [/惩戒期限/g, "term of discipline"],
  [/紧急止付/g, "emergency stop"],
  [/投诉转办/g, "forwarding of complaints"],
  [/资料留存/g, "retention of records"],
  [/公示期/g, "notice period"],
  [/审计频次/g, "frequency of audits"],
  [/报告时限/g, "time to report"],
  [/分级/g, "grades"],
  [/执行实践/g, "practice of enforcement"],
  [/受理核验/g, "checks on receipt"],
  [/序言|前言|首部/g, "preamble"],
  [/签署页|尾部/g, "closing part"],
  [/定义/g, "definitions"],
  [/异议/g, "objections"],
  [/前后/g, " and around"],
  [/至/g, "–"],
  [/及|和|、/g, ", "],
  [/；/g, "; "],
  [/（/g, "("],
  [/）/g, ")"],
];

/**
 * A clause's label in English: "第五条第一款" is "Article 5(1)", "第29至32条" "Articles 29–32", "第10条之一" "Article 10-1".
 * Headings numbered the Chinese way become digits: "一(一)5(1)" is "1(1)5(1)". What it has no word for stays as it is.
 */
export function clauseLabel(clause: string): string {
  const part = (text: string | undefined) => (text ? digits(text) : "");
  let label = clause.replace(
    new RegExp(
      `第\\s?(${NUMBER})\\s?条(?:之([一二三四五]))?(?:第([\\d一二三四五六七八九十]+)款)?(?:第?[（(]?([\\d一二三四五六七八九十]+)[）)]?项)?`,
      "g",
    ),
    (_, article: string, more?: string, paragraph?: string, item?: string) => {
      const { label, many } = numbers(article);
      const below = [paragraph, item].flatMap((one) => (one ? [`(${part(one)})`] : [])).join("");
      return `Article${many ? "s" : ""} ${label}${more ? `-${part(more)}` : ""}${below}`;
    },
  );
  label = label
    .replace(new RegExp(`第\\s?(${NUMBER})\\s?章`, "g"), (_, chapter: string) => `Chapter ${numbers(chapter).label}`)
    .replace(new RegExp(`第\\s?(${NUMBER})\\s?节`, "g"), (_, section: string) => `Section ${numbers(section).label}`)
    .replace(
      new RegExp(`第\\s?(${NUMBER})\\s?款`, "g"),
      (_, paragraph: string) => `paragraph ${numbers(paragraph).label}`,
    );
  for (const [word, english] of WORDS) label = label.replace(word, english);
  return label
    .replace(/[一二三四五六七八九十百]+/g, (number) => digits(number))
    .replace(/\s+/g, " ")
    .trim();
}
