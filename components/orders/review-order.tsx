"use client";

import { useLocale, useTranslations } from "next-intl";
import { Statement } from "@/components/patterns/facts";
import { SectionHead } from "@/components/patterns/headers";
import type { Instant } from "@/domain/shared/time";
import { useFormat } from "@/lib/format/use-format";
import type { OrderDetail } from "./orders";

/** What the lead who looked at it afterwards found, or that nobody has looked yet. */
export function ReviewOrder({ order }: { order: OrderDetail }) {
  const t = useTranslations("orders.page.item");
  const labels = useTranslations("orders.labels");
  const format = useFormat();
  const language = useLocale();
  const { review } = order;
  return (
    <>
      <SectionHead title={t("review")} ruled />
      {review ? (
        <Statement
          text={review.note ?? labels(`outcome.${review.outcome}`)}
          by={[
            t("reviewed", {
              outcome: labels(`outcome.${review.outcome}`),
              name: review.by?.name[language === "en" ? "en" : "zh"] ?? "–",
              at: format.dateTime(review.at as Instant),
            }),
            ...(review.step ? [labels(`step.${review.step}`)] : []),
          ]}
        />
      ) : null}
      {review ? null : <p className="hg-small hg-ink-2 px-(--gutter) pb-2">{t("notReviewed")}</p>}
    </>
  );
}
