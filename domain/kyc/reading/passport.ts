import type { LocalDate } from "../../shared/time";
import type { FieldName } from "../fields";
import type { DocumentKind, Reading } from "../model";
import { validityOf } from "./id-card";
import type { Line, Recognised } from "./model";
import { chineseName, compact, latin, proposal } from "./text";
import {
  bilingual,
  labelled,
  type Printed,
  printedDay,
  printedName,
  printedNumber,
  printedSex,
  printedState,
} from "./visible-page";
import { readZone, type Zone } from "./zone";

/**
 * A name as passports order it in the zone, the surname first: the visible page may print the surname last. Without a
 * zone, or when the words differ, it stays as printed.
 */
export function surnameFirst(printed: string, zoneName: string | undefined): string {
  const words = (text: string) =>
    latin(text)
      .split(/[\s-]+/)
      .sort()
      .join(" ");
  return zoneName !== undefined && words(printed) === words(zoneName) ? zoneName : printed;
}

function visibleName(lines: readonly Line[], zoneName: string | undefined): Printed | undefined {
  const surname = labelled(lines, /\bSURNAME\b|\bNOM\b/);
  const given = labelled(lines, /\bGIVEN NAMES?\b|\bPR[EÉ]NOMS?\b/);
  const parts = [printedName(surname?.text), printedName(given?.text)];
  if (surname && given && parts.every((part) => part !== undefined)) {
    return { text: parts.join(" "), confidence: Math.min(surname.confidence, given.confidence) };
  }
  const whole = labelled(lines, /(?<!\bSUR)(?<!\bGIVEN )\bNAME\b(?: IN FULL)?/);
  const text = printedName(whole?.text);
  return whole && text !== undefined ? { text: surnameFirst(text, zoneName), confidence: whole.confidence } : undefined;
}

/** What a passport's page, a permit or the card of a foreign resident says, by its zone and by its visible labels. */
export function readTravelPaper(
  document: DocumentKind,
  { lines, zone }: Recognised,
  today: LocalDate,
): { readonly readings: readonly Reading[]; readonly zone: Zone | undefined } {
  const machine = readZone(document, [zone, lines], today);
  const zoneName = machine?.readings.find(({ field }) => field === "name")?.value;
  const name = visibleName(lines, zoneName);
  const sex = labelled(lines, bilingual("性别", "SEX"));
  const birth = labelled(lines, bilingual("出生日期", "DATE OF BIRTH"));
  const until = labelled(lines, bilingual("有效期至", "DATE OF EXPIRY|EXPIRY DATE"));
  const nation = labelled(lines, bilingual("国籍", "NATIONALITY"));
  const number = labelled(lines, bilingual("护照号", "(?:PASSPORT|PERMIT|DOCUMENT|ID|CARD) ?(?:NO|NUMBER)"));
  const own = (field: FieldName, value: string | undefined, from: Printed | undefined) =>
    proposal(document, field, value, from?.confidence ?? 0);
  const printed = [
    ...own("name", name?.text, name),
    ...own("sex", printedSex(sex?.text), sex),
    ...own("birthDate", printedDay(birth?.text), birth),
    ...own("nationality", printedState(nation?.text), nation),
    ...own("idNumber", printedNumber(number?.text), number),
    ...own("idValidTo", printedDay(until?.text), until),
  ];
  const chinese = document === "passport" ? [] : readChineseFace(document, lines);
  const known = new Set(printed.map(({ field }) => field));
  return {
    readings: [...(machine?.readings ?? []), ...printed, ...chinese.filter(({ field }) => !known.has(field))],
    zone: machine,
  };
}

/** The Chinese labels of permits for travel to the mainland and of foreign residents' cards. */
function readChineseFace(document: DocumentKind, lines: readonly Line[]): Reading[] {
  const name = labelled(lines, bilingual("姓名", "NAME"));
  const validity = labelled(lines, bilingual("有效期限", "PERIOD OF VALIDITY"));
  const authority = labelled(lines, bilingual("签发机关", "ISSUED BY|AUTHORITY"));
  const number = labelled(lines, bilingual("证件号码", "ID NO|CARD NO"));
  const permitNumber = lines
    .map(({ text, confidence }) => ({ text: /[HM]\d{8}|(?<!\d)\d{8}(?!\d)/.exec(compact(text))?.[0], confidence }))
    .find(({ text }) => text !== undefined);
  const dates = validity && validityOf(validity.text);
  const own = (field: FieldName, value: string | undefined, from: { confidence: number } | undefined) =>
    proposal(document, field, value, from?.confidence ?? 0);
  const numbered = printedNumber(number && compact(number.text));
  return [
    ...own("name", printedName(name?.text), name),
    ...own("idNumber", numbered ?? permitNumber?.text, numbered === undefined ? permitNumber : number),
    ...own("idAuthority", authority && chineseName(authority.text), authority),
    ...own("idValidFrom", dates?.from, validity),
    ...own("idValidTo", dates?.to, validity),
  ];
}
