// biome-ignore-all format: one row a line reads and compares best.
import { lawRows } from "./row";

/** How periods are counted, ages, and the official calendar. */
export const LAW_COUNTING = lawRows([
  { id: "law-cc-start-day-excluded", document: "civil-code", clause: "第201条第1款", zh: "期间开始之日不计入", en: "The day of the event is left out", figures: ["first-day = 1 calendar-day"] },
  { id: "law-cc-hour-from-moment", document: "civil-code", clause: "第201条第2款", zh: "按小时计从约定或法定时点起算", en: "Hours run from the moment" },
  { id: "law-cc-month-end", document: "civil-code", clause: "第202条", zh: "月末对应日规则", en: "Month and year periods end on the matching day" },
  { id: "law-cc-holiday-roll", document: "civil-code", clause: "第203条", zh: "末日为法定休假日则顺延", en: "Last day rolls over a statutory rest day", status: "unconfirmed" },
  { id: "law-cc-inclusive-words", document: "civil-code", clause: "第1259条", zh: "以上以下含本数，超过不满不含", en: "Words that include or exclude the number" },
  { id: "law-cc-limitation", document: "civil-code", clause: "第188条", zh: "诉讼时效", en: "General limitation of actions", figures: ["years = 3 year", "ceiling = 20 year"] },
  { id: "law-cc-age", document: "civil-code", clause: "第17至20条", zh: "行为能力年龄界线", en: "Ages of legal capacity", figures: ["adult >= 18 age", "own-income >= 16 age", "limited >= 8 age"] },
  { id: "law-id-term", document: "resident-id-law", clause: "第5条", zh: "身份证有效期随年龄而定", en: "Term of an identity card by age", figures: ["child-term = 5 year", "young-from >= 16 age", "young-term = 10 year", "middle-from >= 26 age", "middle-term = 20 year", "lasting-from >= 46 age"], status: "unconfirmed" },
  { id: "law-cc-506", document: "civil-code", clause: "第506条", zh: "免责条款无效情形", en: "Void exemption clauses", status: "unconfirmed" },
  { id: "law-cal-2026-off", document: "holiday-2026", clause: "全文", zh: "2026年放假日期", en: "Statutory rest days of 2026", figures: ["listed = 7 count"], status: "secondary" },
  { id: "law-cal-2026-makeup", document: "holiday-2026", clause: "全文", zh: "2026年调休上班日期", en: "Weekend working days of 2026", figures: ["listed = 6 count"], status: "secondary" },
  { id: "law-cal-2027-empty", document: "house-reading", clause: "日历口径", zh: "2027年日历未公布", en: "No calendar published for 2027" },
]);
