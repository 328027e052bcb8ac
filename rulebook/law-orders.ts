// biome-ignore-all format: one row a line reads and compares best.
import { lawRows } from "./row";

/** Orders of authorities: query, freeze, deduct, stop. */
export const LAW_ORDERS = lawRows([
  { id: "law-order-crim-content", document: "crim-procedure", clause: "第239条", zh: "刑事冻结文书必载事项", en: "What a criminal freeze notice states", figures: ["listed = 6 count"] },
  { id: "law-order-crim-lapse", document: "crim-procedure", clause: "第240条", zh: "逾期未续自动解除", en: "Freeze lapses when not renewed" },
  { id: "law-order-crim-queue", document: "crim-procedure", clause: "第242条", zh: "轮候冻结", en: "Waiting list instead of a second freeze" },
  { id: "law-order-crim-6m", document: "crim-procedure", clause: "第243条", zh: "刑事冻结存款期限", en: "Term of a criminal deposit freeze", figures: ["months <= 6 month", "renewal-months <= 6 month", "complex-years <= 1 year", "complex-renewal-years <= 1 year"] },
  { id: "law-order-crim-sec-2y", document: "crim-procedure", clause: "第244条", zh: "刑事冻结证券期限", en: "Term of a criminal securities freeze", figures: ["years <= 2 year"] },
  { id: "law-order-crim-release-3d", document: "crim-procedure", clause: "第247条", zh: "与案无关的解除期限", en: "Release of irrelevant property", figures: ["days <= 3 calendar-day"] },
  { id: "law-order-admin-terror", document: "admin-procedure", clause: "冻结期限", zh: "行政涉恐冻结期限", en: "Term of an administrative terror freeze", figures: ["months <= 2 month", "extension-months <= 1 month"] },
  { id: "law-order-adm-compulsion", document: "compulsion", clause: "第29至32条", zh: "行政冻结的主体与期限", en: "Administrative freeze: who and how long", figures: ["days <= 30 calendar-day", "extension-days <= 30 calendar-day", "handover-days <= 3 calendar-day"], status: "unconfirmed" },
  { id: "law-order-civil", document: "civil-interp", clause: "第485条", zh: "法院冻结期限", en: "Term of a court freeze", figures: ["deposit-years <= 1 year", "movable-years <= 2 year", "other-years <= 3 year"] },
  { id: "law-order-network", document: "network-control-2013", clause: "异议", zh: "网络查控文书与异议答复", en: "Electronic orders and objections", figures: ["days <= 15 calendar-day"] },
  { id: "law-order-supervision", document: "supervision", clause: "第26条", zh: "监察冻结与解除", en: "Supervision freeze and release", figures: ["release-days <= 3 calendar-day"] },
  { id: "law-order-86-48h", document: "stop-86", clause: "紧急止付", zh: "紧急止付总次数", en: "Emergency stop: times in all", figures: ["hours <= 48 hour", "times <= 3 count"] },
  { id: "law-order-aml-48h", document: "aml-law-2024", clause: "第45条", zh: "央行临时冻结时限", en: "Central bank's temporary freeze", figures: ["hours <= 48 hour"] },
  { id: "law-order-deduct", document: "order-practice", clause: "执行实践", zh: "扣划须有生效执行文书", en: "Deduction needs an effective decision", status: "unconfirmed" },
  { id: "law-order-intake", document: "intake-2002", clause: "受理核验", zh: "查冻扣受理核验", en: "Checks at intake of an order", figures: ["officers >= 2 count"], status: "unconfirmed" },
  { id: "law-order-reserve", document: "nbpi-reg", clause: "第29条", zh: "针对备付金账户的执行异议", en: "Orders aimed at the reserve account" },
  { id: "law-order-foreign", document: "aml-law-2024", clause: "第50条", zh: "境外要求不得直接执行", en: "Foreign demands are never honoured directly" },
]);
