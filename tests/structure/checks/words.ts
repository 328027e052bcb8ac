import type { SourceFile } from "../support/tree";

/** A tree of messages, dotted keys already unfolded. */
export type Words = { readonly [key: string]: string | Words };

/** The text at a path of keys, or undefined. */
function textAt(words: Words, path: readonly string[]): string | undefined {
  const [head = "", ...rest] = path;
  const found = words[head];
  if (rest.length === 0) return typeof found === "string" ? found : undefined;
  return typeof found === "object" ? textAt(found, rest) : undefined;
}

/**
 * The text of a dotted code (`controls.measure.stale`) in a section of its capability's messages: under
 * `<capability>.<section>.<rest>` or under the whole code, as lib/code-text.ts looks it up.
 */
export function textOf(words: Words, section: "refusals" | "audit", code: string): string | undefined {
  const [capability = "", ...rest] = code.split(".");
  return textAt(words, [capability, section, ...rest]) ?? textAt(words, [capability, section, capability, ...rest]);
}

/** Codes that a language has no words for, one line each. */
export function unworded(
  codes: readonly string[],
  section: "refusals" | "audit",
  languages: Readonly<Record<string, Words>>,
): string[] {
  return codes.flatMap((code) =>
    Object.entries(languages).flatMap(([locale, words]) =>
      textOf(words, section, code)?.trim() ? [] : [`${locale}: ${section} ${code}`],
    ),
  );
}

/** Every text with its path. */
export function texts(words: Words, path: readonly string[] = []): { path: string; text: string }[] {
  return Object.entries(words).flatMap(([key, value]) =>
    typeof value === "string" ? [{ path: [...path, key].join("."), text: value }] : texts(value, [...path, key]),
  );
}

/** Codes worded under `refusals` or `audit` that nothing says: words for nobody. */
export function unsaid(codes: readonly string[], section: "refusals" | "audit", words: Words): string[] {
  const known = new Set(codes);
  return texts(words).flatMap(({ path }) => {
    const [capability = "", found, ...rest] = path.split(".");
    if (found !== section) return [];
    const code = rest[0] === capability ? rest.join(".") : [capability, ...rest].join(".");
    return known.has(code) ? [] : [`${section} ${code}`];
  });
}

/** Refusal codes written in source: the text literals of `refuse("…")` and of its short forms `no("…")`. */
export function refusalCodes(files: readonly SourceFile[]): string[] {
  const found = files.flatMap(({ text }) =>
    [...text.matchAll(/\b(?:refuse|no)(?:<[^>]*>)?\(\s*"([a-z-]+(?:\.[a-z-]+){2,})"/g)].map((match) => match[1] ?? ""),
  );
  return [...new Set(found)].sort();
}

/** Names that stay Latin in Chinese text. */
const NAMES =
  /\b(CNY|USD|CSV|XLSX|JSON|PaySim|paysim|SHA|Merkle|RFC|Ed|UTF|GB|GBK|TOTP|IP|ID|API|UUID|Hegui|Ctrl|Esc|Enter|Tab|MB|KB|npm|run|audit|verify|export|start|Shift|Alt|Cmd|AML|KYC|BOM|GB18030|CNH|HKD|EUR|JPY|GBP|id|step|type|amount|Authenticator|iOS|Android)\b/g;

/** Where the other language belongs: names of languages, and what people may type in either to find a command. */
const EITHER = /\.(languageShort|languageName|verbWords)\./;

const plain = (text: string) =>
  text
    .replace(/\{(\w+), (plural|select|selectordinal|number|date|time)[^{}]*/g, "{$1 ")
    .replace(/\{\w+[^{}]*\}/g, " ")
    .replace(/<\/?\w+>/g, " ");

/** Text in the wrong language: Chinese in English, or a run of Latin words in Chinese that is no name. */
export function wrongLanguage(words: Words, locale: string): string[] {
  return texts(words)
    .filter(({ path, text }) => {
      if (EITHER.test(path)) return false;
      const said = plain(text);
      if (locale === "en") return /[\p{Script=Han}，。；：？！、]/u.test(said);
      return /[A-Za-z]{3,}(\s+[A-Za-z]+)+/.test(said.replace(NAMES, " "));
    })
    .map(({ path, text }) => `${locale}: ${path}: ${text}`);
}
