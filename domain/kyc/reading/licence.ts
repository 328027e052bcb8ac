import { isCreditCode } from "../../customers/credit-code";
import type { Reading } from "../model";
import { chooseNumber, runs } from "./mend";
import type { Recognised } from "./model";
import { after, agreed, chineseName, compact, digitsMended, printedDate, proposal } from "./text";

/** Letters that a credit code never has are digits or other letters misread. */
const CODE = {
  length: 18,
  allowed: (at: number) => (at >= 2 && at < 8 ? /\d/ : /[0-9A-HJ-NPQRTUWXY]/),
  holds: isCreditCode,
};
const CODE_LABEL = /(统一)?社?会?信用代码/;
const LABELS =
  /^(名称|类型|住所|经营场所|主要经营场所|法定代表人|负责人|经营者|注册资本|成立日期|营业期限|经营范围|登记机关|统一社会|社会信用)/;
const REPRESENTATIVE = /法定代表人|负责人|经营者/;
const MORE_LINES = 12;

/** What a business licence says: credit code, name, legal representative, term, seat and scope. */
export function readLicence({ lines, zone, again = [] }: Recognised): Reading[] {
  const document = "business-licence";
  const name = after(lines, /^.{0,1}名称/);
  const representative = after(lines, REPRESENTATIVE);
  const second = after(again, REPRESENTATIVE);
  const named = representative && chineseName(representative.text);
  const founded = after(lines, /成立日期/);
  return [
    ...code({ lines, zone }),
    ...proposal(document, "name", name && fullWidth(name.text), name?.confidence ?? 0),
    ...proposal(
      document,
      "representativeName",
      named,
      agreed(named, second && chineseName(second.text), representative?.confidence ?? 0),
    ),
    ...term({ lines, zone }, founded && printedDate(founded.text)),
    ...paragraph({ lines, zone }, "address", /^.{0,1}(住所|主要经营场所|经营场所)/),
    ...paragraph({ lines, zone }, "businessScope", /^.{0,1}经营范围/),
  ];
}

const FULL_WIDTH: Readonly<Record<string, string>> = { "(": "（", ")": "）", ",": "，", ";": "；", ":": "：" };

/** Full-width brackets and stops, as registers write them. */
function fullWidth(text: string): string {
  return compact(text).replace(/[(),;:]/g, (one) => FULL_WIDTH[one] ?? one);
}

function code({ lines, zone }: Recognised): Reading[] {
  const labelled = lines.filter((line) => CODE_LABEL.test(compact(line.text)));
  const first = [...labelled, ...zone, ...lines.filter((line) => !labelled.includes(line))];
  const texts = first.flatMap((line) => runs(compact(line.text).replace(CODE_LABEL, " "), CODE.length));
  const chosen = chooseNumber(texts, CODE, labelled[0]?.confidence ?? first[0]?.confidence ?? 0);
  return chosen ? proposal("business-licence", "idNumber", chosen.value, chosen.confidence, 100) : [];
}

/** `2019年03月01日至2039年02月28日`, or `至长期`. Where no term is printed it begins with the founding. */
function term({ lines }: Recognised, founded: string | undefined): Reading[] {
  const found = after(lines, /营业期限/);
  const text = found && digitsMended(found.text);
  const days = text ? [...text.matchAll(/\d{4}年\d{1,2}月\d{1,2}日?/g)].map(([day]) => printedDate(day)) : [];
  const endless = text !== undefined && /长期|永续|不约定|无固定/.test(text);
  const sure = found?.confidence ?? 0;
  return [
    ...proposal("business-licence", "idValidFrom", days[0] ?? founded, sure),
    ...proposal("business-licence", "idValidTo", endless ? "long-term" : days[1], sure),
  ];
}

/** A value that runs on over lines until the next label. */
function paragraph({ lines }: Recognised, field: "address" | "businessScope", label: RegExp): Reading[] {
  const found = after(lines, label);
  if (!found) return [];
  const more = lines.slice(found.at + 1, found.at + MORE_LINES).map((line) => compact(line.text));
  const end = more.findIndex((text) => LABELS.test(text));
  return proposal(
    "business-licence",
    field,
    fullWidth([found.text, ...(end < 0 ? more : more.slice(0, end))].join("")),
    found.confidence,
  );
}
