"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { Histogram } from "@/components/patterns/charts/charts";
import { useFormat } from "@/lib/format/use-format";
import { FactLine, Nothing, SheetSection } from "./section";
import type { Summary } from "./summary";

type Confirmation = NonNullable<Summary["confirmation"]>;

/** How long the payment core took to confirm what two persons had decided, and what it still owes an answer. */
export function ConfirmationSection({ confirmation, core }: { confirmation: Confirmation; core: Summary["core"] }) {
  const t = useTranslations("overview.confirmation");
  const format = useFormat();
  const span = ({ fromSeconds, toSeconds }: Confirmation["buckets"][number]) => {
    const from = format.duration(fromSeconds);
    if (toSeconds === null) return t("over", { from });
    const to = format.duration(toSeconds);
    return fromSeconds === 0 ? t("under", { to }) : t("span", { from, to });
  };
  const seconds = (value: number | null) => (value === null ? "–" : format.duration(value));
  return (
    <SheetSection title={t("title")} note={t("note", { count: format.count(confirmation.count) })}>
      <FactLine
        facts={[
          { label: t("median"), value: seconds(confirmation.medianSeconds) },
          { label: t("p95"), value: seconds(confirmation.p95Seconds) },
          { label: t("waiting"), value: format.count(core.waiting) },
          {
            label: t("unanswered"),
            value: <span className={core.unanswered > 0 ? "hg-late" : undefined}>{format.count(core.unanswered)}</span>,
          },
        ]}
      />
      {confirmation.count === 0 ? (
        <Nothing>{t("empty")}</Nothing>
      ) : (
        <>
          <Histogram
            title={t("picture")}
            axis={t("axis")}
            countLabel={t("count")}
            bins={confirmation.buckets.map((bucket) => ({ label: span(bucket), count: bucket.count }))}
            height={96}
          />
          {confirmation.slowest.slice(0, 1).map((slow) => (
            <p key={slow.measureId} className="hg-sheet-line">
              <span>{t("slowest")}</span>
              <span className="hg-ink-3">{format.duration(slow.seconds)}</span>
              <Link className="hg-text-link" href={`/controls/${slow.measureId}`}>
                {slow.number}
              </Link>
            </p>
          ))}
        </>
      )}
    </SheetSection>
  );
}
