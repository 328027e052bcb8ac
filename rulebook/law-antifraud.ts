// biome-ignore-all format: one row a line reads and compares best.
import { lawRows } from "./row";

/** Anti-fraud law and account discipline. */
export const LAW_ANTIFRAUD = lawRows([
  { id: "law-antifraud-15", document: "antifraud", clause: "第15条", zh: "尽调与受益所有人", en: "Due diligence and beneficial owner" },
  { id: "law-antifraud-16", document: "antifraud", clause: "第16条", zh: "开户数量限制与异常核查", en: "Account count limits and abnormal opening" },
  { id: "law-antifraud-18", document: "antifraud", clause: "第18条", zh: "异常监测与延迟结算等措施", en: "Monitoring, delay and limits" },
  { id: "law-antifraud-19", document: "antifraud", clause: "第19条", zh: "交易信息真实完整", en: "True and complete trade data" },
  { id: "law-antifraud-20", document: "antifraud", clause: "第20条", zh: "查询止付冻结与返还", en: "Query, stop, freeze and return of funds" },
  { id: "law-antifraud-31", document: "antifraud", clause: "第31条", zh: "禁止买卖租借账户及惩戒", en: "No trading of accounts, discipline" },
  { id: "law-antifraud-32", document: "antifraud", clause: "第32条", zh: "告知理由与申诉解除", en: "Tell the reason, hear the appeal, lift" },
  { id: "law-antifraud-33", document: "antifraud", clause: "第33条", zh: "网络身份认证重新核验", en: "Re-verification by network identity" },
  { id: "law-antifraud-44", document: "antifraud", clause: "第44条", zh: "买卖账户的处罚", en: "Penalties for account trading", figures: ["fine-from >= 1 count", "fine-to <= 10 count", "small-gain-line < 20000 CNY", "small-gain-fine <= 200000 CNY", "detention <= 15 calendar-day"] },
  { id: "law-261-dormant", document: "acct-261", clause: "长期未交易", zh: "开户后长期无交易暂停业务", en: "Suspension when no trade since opening", figures: ["months >= 6 month"] },
  { id: "law-261-phone-id", document: "acct-261", clause: "号证一致", zh: "手机号与证件一一对应", en: "Phone and ID one to one", figures: ["identities = 1 count"] },
  { id: "law-261-options", document: "acct-261", clause: "到账方式", zh: "转账到账方式选择", en: "Choice of arrival", figures: ["listed = 3 count"] },
  { id: "law-261-limits", document: "acct-261", clause: "转账限额", zh: "约定日累计与年累计限额", en: "Agreed daily and yearly limits", status: "unconfirmed" },
  { id: "law-261-atm-24h", document: "acct-261", clause: "自助柜员机", zh: "自助机转账延迟到账", en: "Delay of machine transfers", figures: ["hours = 24 hour"], status: "unconfirmed" },
  { id: "law-261-5y", document: "acct-261", clause: "惩戒措施", zh: "买卖账户惩戒期", en: "Discipline term for account trading", figures: ["years = 5 year"] },
  { id: "law-joint-punish", document: "joint-punish-2024", clause: "惩戒期限", zh: "联合惩戒期限", en: "Joint discipline terms", figures: ["convicted-years = 3 year", "confirmed-years = 2 year", "total-years <= 5 year", "triggers >= 3 count"], status: "unconfirmed" },
  { id: "law-86-48h", document: "stop-86", clause: "紧急止付", zh: "公安紧急止付时限与次数", en: "Police emergency stop: hours and repeats", figures: ["hours <= 48 hour", "repeats <= 2 count"] },
]);
