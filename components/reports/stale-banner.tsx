"use client";

import { useTranslations } from "next-intl";
import { Banner } from "@/components/patterns/banner";
import { BeforeAfter } from "@/components/patterns/facts";
import { Button } from "@/components/ui/button";
import { useFormat } from "@/lib/format/use-format";
import { amountOf, type CandidateRow, differences } from "./candidate";

/** Says that the item has changed since it was opened, and what; it cannot be checked before that is acknowledged. */
export function StaleBanner({ seen, now, onAccept }: { seen: CandidateRow; now: CandidateRow; onAccept(): void }) {
  const t = useTranslations("reports.page.stale");
  const states = useTranslations("reports.labels.states");
  const format = useFormat();
  const changed = differences(seen, now);
  const sum = (row: CandidateRow) => format.money(amountOf(row.cnySum, "CNY"));
  return (
    <Banner tone="wait" urgent>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <span>{t("title")}</span>
        {changed.sum ? (
          <span>
            {t("sum")} <BeforeAfter before={sum(seen)} after={sum(now)} />
          </span>
        ) : null}
        {changed.count ? (
          <span>
            {t("count")} <BeforeAfter before={seen.transactionCount} after={now.transactionCount} />
          </span>
        ) : null}
        {seen.state === now.state ? null : (
          <span>
            {t("state")} <BeforeAfter before={states(seen.state)} after={states(now.state)} />
          </span>
        )}
        <Button small onClick={onAccept}>
          {t("accept")}
        </Button>
      </div>
    </Banner>
  );
}
