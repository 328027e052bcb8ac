import { type LocalDate, localDate } from "../../shared/time";
import type { FieldName } from "../fields";
import type { DocumentKind, Reading } from "../model";
import type { Line } from "./model";

/** Dots that stand between the parts of a name, as printed and as recognised. */
const NAME_DOTS = /[·•‧∙・．。.﹒・]/g;
const SPACES = /\s+/g;
/** The most a value is believed that no check character proves. */
const UNPROVEN_MOST = 90;

/** How a line begins that is another label's. */
const LABEL =
  /^(姓名|性别|民族|出生|住址|公民身份|签发机关|有效期|名称|类型|住所|法定代表人|注册资本|成立日期|营业期限|经营范围|登记机关)/;

/** A line without the spaces a recogniser puts between characters. */
export function compact(text: string): string {
  return text.replace(SPACES, "");
}

/** A Latin line: upper case, one space between words. */
export function latin(text: string): string {
  return text.toUpperCase().replace(SPACES, " ").trim();
}

/** A Chinese name as registers write it: no spaces, one kind of middle dot, nothing but its characters. */
export function chineseName(text: string): string {
  return compact(text)
    .replace(NAME_DOTS, "·")
    .replace(/[^\p{Script=Han}·]/gu, "")
    .replace(/^·+|·+$/g, "");
}

/** The day that these digits name; nothing for a day that is none. */
export function dayOf(year: string, month: string, day: string): LocalDate | undefined {
  try {
    return localDate(`${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`);
  } catch {
    return undefined;
  }
}

/** A date as papers of the mainland print it: `2019年03月01日` or `2019.03.01`, spaces anywhere. */
export function printedDate(text: string): LocalDate | undefined {
  const found = /(\d{4})[年.．,，·\-/]?(\d{1,2})[月.．,，·\-/]?(\d{1,2})日?/.exec(digitsMended(compact(text)));
  return found ? dayOf(found[1] ?? "", found[2] ?? "", found[3] ?? "") : undefined;
}

/** Letters that stand among digits are digits that were misread. */
export function digitsMended(text: string): string {
  return text.replace(/(?<=[\d年月.])[OoQDIlZ](?=[\d年月日.])/g, (one) =>
    /[Il]/.test(one) ? "1" : one === "Z" ? "2" : "0",
  );
}

/**
 * What follows a label: the rest of its line, or the next line where the label stands alone. `label` is matched against
 * the compact line, and must end where the value begins.
 */
export function after(
  lines: readonly Line[],
  label: RegExp,
): { text: string; at: number; confidence: number } | undefined {
  for (const [at, line] of lines.entries()) {
    const text = compact(line.text);
    const found = label.exec(text);
    if (!found) continue;
    const rest = text.slice(found.index + found[0].length).replace(/^[:：]/, "");
    if (rest !== "") return { text: rest, at, confidence: line.confidence };
    const next = lines[at + 1];
    if (next && LABEL.test(compact(next.text))) return undefined;
    return next && { text: compact(next.text), at: at + 1, confidence: next.confidence };
  }
  return undefined;
}

/** A value that a second recognition reads otherwise is hardly believed: names have no check character. */
const DISPUTED = 50;

/** How sure a value is that was recognised once or twice. */
export function agreed(value: string | undefined, again: string | undefined, confidence: number): number {
  return again === undefined || again === "" || again === value ? confidence : Math.min(DISPUTED, confidence);
}

/** One proposal. Confidence is a whole number, and below certainty where nothing proves the value. */
export function proposal(
  document: DocumentKind,
  field: FieldName,
  value: string | undefined,
  confidence: number,
  most: number = UNPROVEN_MOST,
): Reading[] {
  if (value === undefined || value === "") return [];
  const sure = Math.max(0, Math.min(most, Math.round(confidence)));
  return [{ document, field, value, confidence: sure, source: "ocr" }];
}
