import type { LocalDate } from "../../shared/time";
import type { Line } from "./model";
import { chineseName, compact, dayOf, digitsMended, latin } from "./text";

export type Printed = { readonly text: string; readonly confidence: number };

const MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
/** Words of labels. Where columns stand beside each other a label is followed by the next one, and by no value. */
const LABEL_WORDS =
  /\b(?:SUR)?NAMES?\b|\bGIVEN\b|\bNATIONALITY\b|\bDATE\b|\bSEX\b|\bTYPE\b|\bCODE\b|\bPLACE\b|\bAUTHORITY\b|\b(?:NO|NUMBER)\b|国籍|性别|日期|签发/;

/** A label in Chinese, in Latin letters, or in both one behind the other. */
export function bilingual(chinese: string, other: string): RegExp {
  const spaced = [...chinese].join("\\s*");
  return new RegExp(`(?:${spaced}[\\s/]*)?\\b(?:${other})\\b|${spaced}`);
}

/** What stands behind a label on its line, or on the line below where it stands alone. */
export function labelled(lines: readonly Line[], label: RegExp): Printed | undefined {
  for (const [at, line] of lines.entries()) {
    const text = latin(line.text);
    const found = label.exec(text);
    if (!found) continue;
    const rest = text.slice(found.index + found[0].length).replace(/^[\s:./]+/, "");
    if (rest !== "") return { text: rest, confidence: line.confidence };
    const next = lines[at + 1];
    return next && { text: latin(next.text), confidence: next.confidence };
  }
  return undefined;
}

/** `12 AUG 1974`, `12 8月/AUG 1974`, `1974.08.12` or `1974-08-12`. */
export function printedDay(text: string | undefined): LocalDate | undefined {
  if (text === undefined) return undefined;
  const named = /(?<!\d)(\d{1,2})(?!\d|\s*月)[\s.]*(?:\d{1,2}\s*月\s*)?\/?\s*([A-Z]{3})[A-Z]*[\s./]{0,3}(\d{4})/.exec(
    text,
  );
  if (named) {
    const month = MONTHS.indexOf(named[2] ?? "") + 1;
    return month > 0 ? dayOf(named[3] ?? "", String(month), named[1] ?? "") : undefined;
  }
  const plain = /(\d{4})[.\-/年](\d{1,2})[.\-/月](\d{1,2})/.exec(digitsMended(compact(text)));
  return plain ? dayOf(plain[1] ?? "", plain[2] ?? "", plain[3] ?? "") : undefined;
}

/** `M`, `F`, `男`, `女` or `男/M`. */
export function printedSex(text: string | undefined): "male" | "female" | undefined {
  const found = /^(?:([男女])|([MF])\b)/.exec(text ?? "");
  const sign = found?.[1] ?? found?.[2];
  if (sign === undefined) return undefined;
  return sign === "男" || sign === "M" ? "male" : "female";
}

/** A state's three letters, alone or behind its Chinese name. */
export function printedState(text: string | undefined): string | undefined {
  if (LABEL_WORDS.test(text ?? "")) return undefined;
  return /^(?:\p{Script=Han}[\p{Script=Han} ]*\/? ?)?([A-Z]{3})$/u.exec(text ?? "")?.[1];
}

/** A paper's number: the first word with digits enough. */
export function printedNumber(text: string | undefined): string | undefined {
  const words = (text ?? "").split(/\s+/).map((word) => word.replace(/[^A-Z0-9]/g, ""));
  return words.find((word) => word.length >= 6 && word.length <= 18 && (word.match(/\d/g)?.length ?? 0) >= 4);
}

/** A name's letters and spaces; its Chinese characters where it has some, as those are the name. */
export function printedName(text: string | undefined): string | undefined {
  if (text === undefined || LABEL_WORDS.test(text)) return undefined;
  const chinese = chineseName(text);
  if ([...chinese].length > 1) return chinese;
  const letters = text.replace(/[^\p{L}' -]/gu, " ").replace(/\s+/g, " ");
  return letters.trim() || undefined;
}
