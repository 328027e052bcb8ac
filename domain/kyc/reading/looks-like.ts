import type { DocumentKind } from "../model";
import type { Recognised, SeenProblem } from "./model";
import { compact } from "./text";
import { findZone } from "./zone-lines";

/** Words that each paper has printed on it. One kind of paper is believed with two of its own. */
const MARKS: Readonly<Partial<Record<DocumentKind, readonly RegExp[]>>> = {
  "id-front": [/姓名/, /性别/, /民族/, /出生/, /[住佳任]址/, /公民身份|身份号码/],
  "id-back": [/居民身份证/, /发机关/, /效期限/],
  "business-licence": [
    /营业执照/,
    /信用代码/,
    /名称/,
    /法定代表人|负责人|经营者/,
    /注册资本/,
    /经营范围/,
    /住所|经营场所/,
    /成立日期/,
  ],
  passport: [/护照|PASSPORT/i, /NATIONALITY|国籍/i, /SURNAME|GIVENNAME/i, /DATEOFEXPIRY|PLACEOFBIRTH/i],
  "travel-permit": [/来往内地|来往大陆|通行证/, /发机关/, /效期限/, /换证次数|出生日期/],
};
const ENOUGH = 2;
const SIDES: readonly DocumentKind[] = ["id-front", "id-back"];

/** How many of its own words each kind shows. */
function marks({ lines, zone }: Recognised): Map<DocumentKind, number> {
  const text = lines.map((line) => compact(line.text)).join("\n");
  const counts = new Map<DocumentKind, number>();
  for (const [kind, words] of Object.entries(MARKS) as [DocumentKind, readonly RegExp[]][]) {
    counts.set(kind, words.filter((word) => word.test(text)).length);
  }
  const format = findZone(zone)?.format ?? findZone(lines)?.format;
  if (format === "TD3") counts.set("passport", (counts.get("passport") ?? 0) + ENOUGH);
  if (format === "TD1") counts.set("travel-permit", (counts.get("travel-permit") ?? 0) + ENOUGH);
  // Papers share labels; what is printed as a title settles it.
  const rivals: readonly (readonly [title: RegExp, others: readonly DocumentKind[]])[] = [
    [/来往内地|来往大陆/, ["id-front", "id-back", "passport"]],
    [/护照|PASSPORT/i, ["id-front", "id-back"]],
    [/永久居留|居住证/, ["passport", "travel-permit"]],
  ];
  for (const [title, others] of rivals) {
    if (title.test(text)) for (const other of others) counts.set(other, 0);
  }
  if (!/来往内地|来往大陆|通行证/.test(text) && format !== "TD1") counts.set("travel-permit", 0);
  return counts;
}

/** The kind of paper that the text looks like; null where too little was recognised to say. */
export function looksLike(recognised: Recognised): DocumentKind | null {
  const [best] = [...marks(recognised)].sort(([, a], [, b]) => b - a);
  return best && best[1] >= ENOUGH ? best[0] : null;
}

/** Whether the picture shows something else than it was handed in as: the other side, another paper, or both sides. */
export function misplaced(recognised: Recognised, kind: DocumentKind): SeenProblem | null {
  if (kind === "hand-held") return null;
  const counts = marks(recognised);
  const shown = looksLike(recognised);
  if (SIDES.includes(kind) && SIDES.every((side) => (counts.get(side) ?? 0) > ENOUGH)) return "two-papers";
  if (shown === null || shown === kind) return null;
  return SIDES.includes(kind) && SIDES.includes(shown) ? "wrong-side" : "wrong-paper";
}
