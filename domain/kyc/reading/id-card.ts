import { readIdentityNumber } from "../../customers/identity-number";
import type { Reading } from "../model";
import { chooseNumber, runs } from "./mend";
import type { Recognised } from "./model";
import { after, agreed, chineseName, compact, dayOf, digitsMended, printedDate, proposal } from "./text";

const NUMBER = {
  length: 18,
  allowed: (at: number) => (at === 17 ? /[\dX]/ : /\d/),
  holds: (value: string) => readIdentityNumber(value).ok,
};
const NUMBER_LABEL = /公民身份号码|[民身]?身份号码|份号码/;
/** Where the lines of an address end: the next label of the card. */
const AFTER_ADDRESS = /公民身份|身份号|号码|^\d{15}|样本/;
const ADDRESS_LINES = 4;

/** What the side with the portrait says: name, sex, birth date, address and number. */
export function readIdFront({ lines, zone, again = [] }: Recognised): Reading[] {
  const document = "id-front";
  const name = after(lines, /^.{0,2}姓名/);
  const second = after(again, /^.{0,2}姓名/);
  const named = name && chineseName(name.text);
  const sure = agreed(named, second && chineseName(second.text), name?.confidence ?? 0);
  const sex = after(lines, /性别/);
  const birth = after(lines, /出生/);
  return [
    ...proposal(document, "name", named, sure),
    ...proposal(document, "sex", sexOf(sex?.text), sex?.confidence ?? 0),
    ...proposal(document, "birthDate", birth && printedDate(birth.text), birth?.confidence ?? 0),
    ...address({ lines, zone }),
    ...number({ lines, zone }),
  ];
}

function sexOf(text: string | undefined): string | undefined {
  const first = text?.replace(/民族.*/, "").charAt(0);
  return first === "男" ? "male" : first === "女" ? "female" : undefined;
}

function address({ lines }: Recognised): Reading[] {
  const found = after(lines, /^.{0,1}[住佳任]址/);
  if (!found) return [];
  const more = lines.slice(found.at + 1, found.at + ADDRESS_LINES);
  const end = more.findIndex((line) => AFTER_ADDRESS.test(compact(line.text)));
  const rest = (end < 0 ? more : more.slice(0, end)).map((line) => compact(line.text));
  return proposal("id-front", "address", [found.text, ...rest].join(""), found.confidence);
}

function number({ lines, zone }: Recognised): Reading[] {
  const labelled = lines.filter((line) => NUMBER_LABEL.test(compact(line.text)));
  const first = [...labelled, ...zone, ...lines.filter((line) => !labelled.includes(line))];
  const texts = first.flatMap((line) => runs(compact(line.text).replace(NUMBER_LABEL, " "), NUMBER.length));
  const chosen = chooseNumber(texts, NUMBER, labelled[0]?.confidence ?? first[0]?.confidence ?? 0);
  return chosen ? proposal("id-front", "idNumber", chosen.value, chosen.confidence, 100) : [];
}

/** What the other side says: who issued the card, from when to when it is valid. */
export function readIdBack({ lines }: Recognised): Reading[] {
  const document = "id-back";
  const authority = after(lines, /签?发机关/);
  const validity = after(lines, /有?效期限?/);
  const dates = validity && validityOf(validity.text);
  const sure = validity?.confidence ?? 0;
  return [
    ...proposal(document, "idAuthority", authority && chineseName(authority.text), authority?.confidence ?? 0),
    ...proposal(document, "idValidFrom", dates?.from, sure),
    ...proposal(document, "idValidTo", dates?.to, sure),
  ];
}

/** `2019.03.01-2039.03.01` or `2019.03.01-长期`, and what recognition makes of them. */
export function validityOf(text: string): { from: string | undefined; to: string | undefined } {
  const bare = digitsMended(compact(text));
  const days = [...bare.matchAll(/(\d{4})[.．,，·年/]?(\d{2})[.．,，·月/]?(\d{2})/g)].map((found) =>
    dayOf(found[1] ?? "", found[2] ?? "", found[3] ?? ""),
  );
  const longTerm = /长期|长朋|⻓期/.test(bare);
  return { from: days[0], to: longTerm ? "long-term" : days[1] };
}
