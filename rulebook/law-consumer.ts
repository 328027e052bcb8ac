// biome-ignore-all format: one row a line reads and compares best.
import { lawRows } from "./row";

/** Complaints, financial consumers and e-commerce. */
export const LAW_CONSUMER = lawRows([
  { id: "law-consumer-26", document: "consumer-law", clause: "第26条", zh: "不公平格式条款无效", en: "Unfair standard terms are void" },
  { id: "law-consumer-28", document: "consumer-law", clause: "第28条", zh: "金融服务信息告知", en: "Information on financial services", status: "unconfirmed" },
  { id: "law-consumer-29", document: "consumer-law", clause: "第29条", zh: "商业信息须经同意", en: "Commercial messages need consent", status: "unconfirmed" },
  { id: "law-pboc-consumer", document: "pboc-consumer-2020", clause: "全文", zh: "金融消费者权益保护", en: "Protection of financial consumers", status: "unconfirmed" },
  { id: "law-pboc-complaint-15", document: "pboc-consumer-2020", clause: "第36条前后", zh: "投诉处理期限", en: "Time to decide a complaint", figures: ["days <= 15 calendar-day", "total-days <= 60 calendar-day"], status: "unconfirmed" },
  { id: "law-pboc-complaint-7wd", document: "pboc-consumer-2020", clause: "投诉转办", zh: "投诉转办期限", en: "Forwarding of complaints", figures: ["forward-days <= 7 working-day", "answer-days <= 5 working-day"], status: "unconfirmed" },
  { id: "law-pboc-recording", document: "pboc-consumer-2020", clause: "资料留存", zh: "录音与营销资料留存", en: "Recordings and marketing material kept", figures: ["years >= 3 year"], status: "unconfirmed" },
  { id: "law-ecom-24", document: "ecommerce", clause: "第24条", zh: "查询更正删除与注销", en: "Query, correct, delete, close" },
  { id: "law-ecom-25", document: "ecommerce", clause: "第25条", zh: "依法提供电商数据", en: "Data to authorities by law" },
  { id: "law-ecom-31", document: "ecommerce", clause: "第31条", zh: "交易信息最低保存期", en: "Minimum retention of trade information", figures: ["years >= 3 year"] },
  { id: "law-ecom-34", document: "ecommerce", clause: "第34条", zh: "平台规则修改公示期", en: "Notice of platform rule changes", figures: ["days >= 7 calendar-day"] },
  { id: "law-platform-rules-2026", document: "platform-rules-2026", clause: "公示期", zh: "平台规则一般与重要修改公示期", en: "Ordinary and important rule changes", figures: ["ordinary-days >= 7 calendar-day", "important-days >= 15 calendar-day"], status: "secondary" },
  { id: "law-ecom-38", document: "ecommerce", clause: "第38条", zh: "平台连带责任", en: "Joint liability of the platform" },
  { id: "law-ecom-39", document: "ecommerce", clause: "第39条", zh: "不得删除评价", en: "Reviews may not be deleted" },
  { id: "law-ecom-42", document: "ecommerce", clause: "第42条", zh: "知识产权通知与恶意加倍", en: "IP notice, malicious doubled", figures: ["malicious-multiple = 2 count"] },
  { id: "law-ecom-49", document: "ecommerce", clause: "第49条", zh: "付款后不得约定合同不成立", en: "Contract stands after payment" },
  { id: "law-ecom-53", document: "ecommerce", clause: "第53条", zh: "免费对账与交易记录", en: "Free reconciliation and trade records", figures: ["years >= 3 year"] },
  { id: "law-ecom-54", document: "ecommerce", clause: "第54条", zh: "安全不达标赔偿", en: "Security shortfall is compensated" },
  { id: "law-ecom-55", document: "ecommerce", clause: "第55条", zh: "支付指令错误的更正与赔偿", en: "Instruction errors corrected and compensated" },
  { id: "law-ecom-57", document: "ecommerce", clause: "第57条", zh: "未授权支付的责任与举证", en: "Unauthorised payment: liability and proof" },
  { id: "law-ecom-62", document: "ecommerce", clause: "第62条", zh: "提供原始合同与交易记录", en: "Original contract and records" },
]);
