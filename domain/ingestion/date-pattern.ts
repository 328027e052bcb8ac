import { type Instant, instant } from "../shared/time";

type Part =
  | { readonly take: "yyyy" | "MM" | "dd" | "HH" | "mm" | "ss" | "SSS"; readonly least: number; readonly most: number }
  | { readonly text: string };

/** Reads one moment; undefined when the text is not written so or there is no such moment. */
export type PatternReader = (text: string) => Instant | undefined;

export type PatternProblem = "empty" | "letter" | "twice" | "date" | "order" | "run-together";

const TOKENS: Readonly<Record<string, Part>> = {
  yyyy: { take: "yyyy", least: 4, most: 4 },
  MM: { take: "MM", least: 2, most: 2 },
  M: { take: "MM", least: 1, most: 2 },
  dd: { take: "dd", least: 2, most: 2 },
  d: { take: "dd", least: 1, most: 2 },
  HH: { take: "HH", least: 2, most: 2 },
  H: { take: "HH", least: 1, most: 2 },
  mm: { take: "mm", least: 2, most: 2 },
  ss: { take: "ss", least: 2, most: 2 },
  SSS: { take: "SSS", least: 3, most: 3 },
};

/** Longest pattern taken, in characters. */
const PATTERN_MAX = 40;

/**
 * Makes a reader of a date pattern: `yyyy MM M dd d HH H mm ss SSS` and what stands between them, letter by letter (of
 * the Latin letters only T and Z may). Patterns are no regular expressions: reading takes one pass over the text, and
 * nothing a person writes can make it slow. `offset` is that of the clock, `Z` or `+08:00`. A day without a time of day
 * begins at midnight. Gives why a pattern cannot be used otherwise.
 */
export function datePattern(
  pattern: string,
  offset: string,
): { readonly ok: true; readonly read: PatternReader } | { readonly ok: false; readonly problem: PatternProblem } {
  const parts = partsOf(pattern);
  if (typeof parts === "string") return { ok: false, problem: parts };
  const problem = problemOf(parts);
  return problem ? { ok: false, problem } : { ok: true, read: (text) => momentOf(parts, text, offset) };
}

function partsOf(pattern: string): readonly Part[] | PatternProblem {
  if (pattern === "" || pattern.length > PATTERN_MAX) return "empty";
  const parts: Part[] = [];
  for (let at = 0; at < pattern.length; ) {
    const letter = pattern[at] ?? "";
    let end = at + 1;
    while (end < pattern.length && pattern[end] === letter) end += 1;
    const run = pattern.slice(at, end);
    const token = Object.hasOwn(TOKENS, run) ? TOKENS[run] : undefined;
    if (token) parts.push(token);
    else if (/[A-SU-Ya-z0-9]/.test(letter)) return "letter";
    else parts.push({ text: run });
    at = end;
  }
  return parts;
}

function problemOf(parts: readonly Part[]): PatternProblem | undefined {
  const taken = parts.flatMap((part) => ("take" in part ? [part.take] : []));
  if (new Set(taken).size !== taken.length) return "twice";
  if (!["yyyy", "MM", "dd"].every((need) => taken.includes(need as "yyyy"))) return "date";
  const finer = ["HH", "mm", "ss", "SSS"].map((token) => taken.includes(token as "HH"));
  if (finer.some((has, index) => has && index > 0 && !finer[index - 1])) return "order";
  const loose = parts.some((part, at) => {
    const next = parts[at + 1];
    return "take" in part && part.least !== part.most && next !== undefined && "take" in next;
  });
  return loose ? "run-together" : undefined;
}

function momentOf(parts: readonly Part[], text: string, offset: string): Instant | undefined {
  const found: Record<string, string> = {};
  let at = 0;
  for (const part of parts) {
    if ("text" in part) {
      if (!text.startsWith(part.text, at)) return undefined;
      at += part.text.length;
      continue;
    }
    let end = at;
    while (end < at + part.most && isDigit(text.charCodeAt(end))) end += 1;
    if (end - at < part.least) return undefined;
    found[part.take] = text.slice(at, end).padStart(part.least === part.most ? part.least : 2, "0");
    at = end;
  }
  if (at !== text.length) return undefined;
  const { yyyy, MM, dd, HH = "00", mm = "00", ss = "00", SSS = "000" } = found;
  try {
    return instant(`${yyyy}-${MM}-${dd}T${HH}:${mm}:${ss}.${SSS}${offset}`);
  } catch {
    return undefined;
  }
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}
