import { formatDecimal } from "@/domain/shared/money";
import en from "@/messages/en/orders.json";
import zhCN from "@/messages/zh-CN/orders.json";

/** The words of papers that leave the house, in the language of whoever prints them. */
export const WORDS = { "zh-CN": zhCN, en } as const;
export type PaperLanguage = keyof typeof WORDS;

/** A text with its `{places}` filled. Papers' texts hold nothing but plain places. */
export function fill(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => (name in values ? String(values[name]) : whole));
}

/** A sum as papers write it: the thousands apart, with its currency. */
export function sum(minor: bigint, currency: string | null): string {
  const plain = formatDecimal({ minor, currency: currency ?? "CNY" });
  return `${plain.replace(/\B(?=(\d{3})+(?!\d)(?=\.|$))/g, ",")} ${currency ?? "CNY"}`;
}
