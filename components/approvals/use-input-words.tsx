"use client";

import { useTranslations } from "next-intl";
import { useControlsWords } from "@/components/controls/use-words";
import { parseAmount } from "@/domain/shared/money";
import { useFormat } from "@/lib/format/use-format";
import { moneyOfInput } from "./approval";

type Lookup = { (path: string): string; has(path: string): boolean };

/** What a snapshot's input is called, and what its value says, in the reader's words. */
export function useInputWords(): {
  name(input: { key: string; label: string }): string;
  value(key: string, value: string): string;
} {
  const all = useTranslations() as unknown as Lookup;
  const t = useTranslations("approvals.page.input");
  const accounts = useTranslations("accounts");
  const controls = useControlsWords();
  const format = useFormat();
  const amount = (text: string) => {
    const read = moneyOfInput(text);
    const parsed = read && parseAmount(read.whole, read.currency);
    return read && parsed?.ok
      ? `${format.money({ minor: parsed.minor, currency: read.currency })} ${read.currency}`
      : text;
  };
  const account = (text: string) => {
    const [status = "", level = ""] = text.split("/");
    return `${accounts(`status.${status as "open"}`)} · ${accounts(`class.${level as "1"}`)}`;
  };
  const words: Readonly<Record<string, (value: string) => string>> = {
    payload: (value) => `${value.slice(0, 4)} … ${value.slice(-4)}`,
    identity: (value) => t("version", { version: value.replace(/^v/, "") }),
    account,
    rule: (value) => t("rules", { count: value.split(",").length }),
    reason: controls.reason,
    measures: (value) => t("measures", { count: Number(value) }),
    balance: amount,
    "in-flight": (value) => t("count", { count: Number(value) }),
    standing: (value) => t("count", { count: Number(value) }),
    evidence: (value) => t("count", { count: Number.parseInt(value, 10) || 0 }),
    linked: (value) => t("accounts", { count: Number(value) }),
  };
  return {
    name: ({ key, label }) =>
      [label, `controls.labels.input.${key}`].flatMap((path) => (all.has(path) ? [all(path)] : []))[0] ?? t("other"),
    value: (key, value) => words[key]?.(value) ?? value,
  };
}
