import { createTranslator } from "next-intl";
import {
  type LetterLanguage,
  type LetterParams,
  type LetterTemplate,
  OWN_WORDS,
  type OwnWords,
  toldOutcome,
  toldReason,
  toldScope,
} from "@/domain/letters/templates";
import { canonicalJson } from "@/domain/shared/canonical-json";
import { formatDecimal } from "@/domain/shared/money";
import { instant, shanghaiDate, ZONE } from "@/domain/shared/time";
import en from "@/messages/en/letters.json";
import zhCN from "@/messages/zh-CN/letters.json";
import { sha256Hex } from "@/server/kernel/crypto/sha256";

const WORDS = { "zh-CN": { texts: zhCN.texts }, en: { texts: en.texts } } as const;

/** What stands for a code wherever the letter is shown to anybody but its receiver. */
export const CONCEALED = "••••••";

/** The path of a word; that of "other" for what has none. */
function known<T extends object, S extends string>(
  words: T,
  section: S,
  word: string | undefined,
): `${S}.${keyof T & string}` {
  const name = word !== undefined && Object.hasOwn(words, word) ? word : "other";
  return `${section}.${name as keyof T & string}`;
}

/** A letter in words: the heading of push and message centre, the text message, and the whole. */
export type LetterText = { readonly title: string; readonly short: string; readonly long: string };

/** A date, or a moment as Shanghai's day and minute. */
function moment(value: string): string {
  if (value.length === 10) return value;
  const when = instant(value);
  const clock = new Date(Date.parse(when) + 8 * 3_600_000).toISOString().slice(11, 16);
  return `${shanghaiDate(when)} ${clock}`;
}

/**
 * A template in a language. `tail`: the last digits of the account's number, null when it is about none; `line`: the
 * telephone number of the customers' line. What a parameter does not say is left out of the sentence.
 */
export function renderLetter(asked: {
  readonly template: LetterTemplate;
  readonly language: LetterLanguage;
  readonly params: LetterParams;
  readonly tail: string | null;
  readonly line: string;
  readonly own?: OwnWords;
  /** The digits of the challenge the letter carries, where it carries one. */
  readonly code?: string;
}): LetterText {
  const { template, language, params, tail, line, own = {}, code = CONCEALED } = asked;
  const messages: (typeof WORDS)["zh-CN"] = WORDS[language];
  const t = createTranslator({ locale: language, messages, namespace: "texts", timeZone: ZONE });
  const { number, until, due, count, amountMinor, currency = "CNY" } = params;
  const reason = toldReason(params.reason);
  const values = {
    ...Object.fromEntries(OWN_WORDS.map((name) => [name, own[name]?.trim() || t("parts.elsewhere")])),
    account: t("account", { tail: tail ?? "none" }),
    line,
    reason: t(`reasons.${reason}`),
    papers: t(`papers.${reason}`),
    scope: t(`scopes.${toldScope(params.scope)}`),
    outcome: t(`outcomes.${toldOutcome(params.outcome)}`),
    code,
    ground: t(known(messages.texts.grounds, "grounds", params.ground)),
    remedy: t(known(messages.texts.remedies, "remedies", params.remedy)),
    number: number ? t("parts.number", { number }) : "",
    until: until ? t("parts.until", { until: moment(until) }) : "",
    due: due ? moment(due) : t("parts.due"),
    count: count === undefined ? t("parts.some") : t("parts.count", { count }),
    sum: amountMinor
      ? t("parts.sum", { amount: `${formatDecimal({ minor: BigInt(amountMinor), currency })} ${currency}` })
      : "",
  };
  const institution = t("institution");
  const listed = (params.lines ?? []).map(({ of, as, on, rule }) => {
    const law = t(known(messages.texts.laws, "laws", rule));
    const said = { of: t(known(messages.texts.things, "things", of)), on: on ?? t("parts.due"), law };
    return t(known(messages.texts.lines, "lines", as), said);
  });
  const sentence = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
  return {
    title: t(`${template}.title`),
    short: t("sms", { institution, text: sentence(t(`${template}.short`, values)) }),
    long: t(`${template}.long`, { ...values, lines: listed.join("") })
      .split("\n")
      .map(sentence)
      .join("\n"),
  };
}

/** The beginning of the digest of everything a template's text is made from: another wording has another one. */
export function wordingOf(template: LetterTemplate, language: LetterLanguage): string {
  const { texts } = WORDS[language];
  const [group = "", name = ""] = template.split(".");
  const own = (texts as unknown as Record<string, Record<string, Record<string, string>>>)[group]?.[name];
  const { institution, sms, account, parts, scopes, reasons, papers, outcomes } = texts;
  const { grounds, remedies, lines, things, laws } = texts;
  const shared = { institution, sms, account, parts, scopes, reasons, papers, outcomes };
  return sha256Hex(canonicalJson({ own: own ?? {}, ...shared, grounds, remedies, lines, things, laws })).slice(0, 12);
}
