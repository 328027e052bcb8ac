"use client";

import { useTranslations } from "next-intl";
import { amountOf } from "@/components/reports/candidate";
import type { DoubtReason, OtherReason } from "@/domain/reverification/codes";
import { daysBetween, type LocalDate } from "@/domain/shared/time";
import { useFormat } from "@/lib/format/use-format";
import { decisiveSum, type TriggerRow } from "./review";

/** What a trigger was found by, in one sentence with its figures. */
export function useTriggerWords(): (row: TriggerRow) => string {
  const t = useTranslations("reverification.sentence");
  const words = useTranslations("reverification");
  const format = useFormat();
  const money = (minor: string, currency: "CNY" | "USD") =>
    words(`amounts.${currency}`, { amount: format.money(amountOf(minor, currency)) });
  const onLedger = (row: TriggerRow) => {
    const met = decisiveSum(row);
    const span = { from: row.windowFrom ?? row.onDate, to: row.windowTo ?? row.onDate, count: row.counted ?? 0 };
    const [sum, line] = met ? [money(met.sum, met.currency), money(met.line, met.currency)] : ["–", "–"];
    if (row.kind === "thirty-days") return t("thirty", { ...span, sum, line });
    if (row.kind === "balance-run") return t("balance", { ...span, sum, line });
    return span.count === 1
      ? t("singleOne", { on: row.onDate, sum, line })
      : t("singleMany", { on: row.onDate, count: span.count, sum, line });
  };
  return (row) => {
    switch (row.kind) {
      case "single-amount":
      case "thirty-days":
      case "balance-run":
        return onLedger(row);
      case "financial-product":
        return t("product", { on: row.onDate });
      case "doubt":
        return row.reasonCode
          ? t("doubt", { reason: words(`reasons.doubt.${row.reasonCode as DoubtReason}`) })
          : t("doubtBare");
      case "other":
        return t("other", {
          reason: words(`reasons.other.${(row.reasonCode ?? "house-programme") as OtherReason}`),
        });
      case "document-expiring": {
        const to = (row.windowTo ?? row.onDate) as LocalDate;
        const days = daysBetween(row.onDate as LocalDate, to);
        return days < 0 ? t("expired", { to }) : t("expiring", { to, days, on: row.onDate });
      }
      case "dormant":
        return t("dormant", { from: row.windowFrom ?? row.onDate, to: row.windowTo ?? row.onDate });
      case "data-change":
        return t("change", {
          data: (row.change?.data ?? []).map((one) => words(`changedData.${one}`)).join(t("between")),
          effective: row.change?.effectiveOn ?? row.onDate,
          latest: row.change?.latestOn ?? row.onDate,
          inTime: row.change?.inTime === false ? "no" : "yes",
        });
    }
  };
}
