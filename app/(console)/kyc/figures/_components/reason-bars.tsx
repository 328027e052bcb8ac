"use client";

import { useTranslations } from "next-intl";
import { MOST_REASONS, reasonSeries } from "@/components/kyc/reason-series";
import { StackedBars } from "@/components/patterns/charts/charts";
import { SectionHead } from "@/components/patterns/headers";
import type { RejectReason } from "@/domain/kyc/codes";
import type { LocalDate } from "@/domain/shared/time";
import { useFormat } from "@/lib/format/use-format";

const COLORS = ["var(--chart-1)", "var(--chart-2)", "var(--chart-3)", "var(--chart-4)", "var(--line-strong)"];

/** Why submissions were refused or asked for again, week by week: the most frequent reasons, the rest together. */
export function ReasonBars({ reasons }: { reasons: readonly { week: string; reason: RejectReason; count: number }[] }) {
  const t = useTranslations("kyc.page.figures");
  const words = useTranslations("kyc.reasons");
  const format = useFormat();
  const { names, weeks } = reasonSeries(reasons);
  const rest = reasons.length > 0 && weeks.some(({ others }) => others > 0);
  return (
    <section aria-label={t("reasons")}>
      <SectionHead title={t("reasons")} note={t("mostReasons", { count: MOST_REASONS })} ruled />
      {reasons.length === 0 ? (
        <p className="hg-small hg-ink-3 px-(--gutter) pb-3">{t("noReasons")}</p>
      ) : (
        <StackedBars
          title={t("perWeek")}
          axis={t("week")}
          series={[
            ...names.map((name, at) => ({ key: name, label: words(name), color: COLORS[at] ?? "var(--chart-4)" })),
            ...(rest ? [{ key: "others", label: t("otherReasons"), color: COLORS.at(-1) ?? "" }] : []),
          ]}
          buckets={weeks.map(({ week, others, counts }) => ({
            label: format.monthDay(week as LocalDate),
            ...counts,
            ...(rest ? { others } : {}),
          }))}
          totals
        />
      )}
    </section>
  );
}
