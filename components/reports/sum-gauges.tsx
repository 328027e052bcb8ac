"use client";

import { useTranslations } from "next-intl";
import { Gauge } from "@/components/patterns/gauge";
import { useFormat } from "@/lib/format/use-format";
import { amountOf, type CandidateDetail, ratioOf } from "./candidate";

/** Both currencies of a line: the sum, the bar, the figure. Either one met is enough. */
export function SumGauges({ item }: { item: CandidateDetail }) {
  const t = useTranslations("reports.page");
  const format = useFormat();
  const legs = [
    { currency: "CNY", sum: item.cnySum as string | null, line: item.cnyLine, met: item.metBy !== "usd" },
    { currency: "USD", sum: item.usdSum, line: item.usdLine, met: item.metBy !== "cny" },
  ] as const;
  return (
    <div className="hg-inset">
      {legs.map(({ currency, sum, line, met }) => {
        const total = sum === null ? null : amountOf(sum, currency);
        const threshold = amountOf(line, currency);
        return (
          <Gauge
            key={currency}
            name={`${t(`currency.${currency}`)} · ${t(met ? "line.met" : "line.notMet")}`}
            shown={total ? format.money(total) : t("line.noRate")}
            threshold={`≥ ${format.money(threshold).replace(/\.00$/, "")}`}
            value={total ? ratioOf(total, threshold) : 0}
            line={1}
            met={met}
          />
        );
      })}
    </div>
  );
}
