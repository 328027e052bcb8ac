"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { type Bucket, StackedBars } from "@/components/patterns/charts/charts";
import { useFormat } from "@/lib/format/use-format";
import { itemHref } from "@/lib/item-href";
import { figureHref } from "./figure";
import { FactLine, Nothing, SheetSection } from "./section";
import type { Summary } from "./summary";

const COLORS = ["var(--chart-1)", "var(--chart-2)", "var(--chart-3)", "var(--chart-4)"];

/** How long open work has been waiting, by kind, with its oldest item. */
export function BacklogSection({ backlog, open }: { backlog: Summary["backlog"]; open: number }) {
  const t = useTranslations();
  const format = useFormat();
  const kinds = backlog.buckets[0]?.kinds.map(({ kind }) => kind) ?? [];
  const series = kinds.map((kind, at) => ({
    key: kind,
    label: t(`worklist.kinds.${kind}`),
    color: COLORS[at % COLORS.length] ?? "var(--chart-1)",
  }));
  const buckets = backlog.buckets.map(
    ({ fromDays, toDays, kinds: counts }): Bucket => ({
      label:
        toDays === null
          ? t("overview.backlog.over", { from: fromDays - 1 })
          : t("overview.backlog.span", { from: fromDays, to: toDays }),
      ...Object.fromEntries(counts.map(({ kind, figure }) => [kind, figure.count])),
    }),
  );
  const days = (count: number | null) => (count === null ? "–" : t("overview.backlog.days", { count }));
  return (
    <SheetSection
      title={t("overview.backlog.title")}
      note={t("overview.backlog.note", { count: format.count(open) })}
      tall
    >
      {open === 0 ? (
        <Nothing>{t("overview.backlog.empty")}</Nothing>
      ) : (
        <>
          <StackedBars
            title={t("overview.backlog.picture")}
            axis={t("overview.backlog.axis")}
            series={series}
            buckets={buckets}
            totals
            height={190}
            hrefOf={(row, column) => {
              const bucket = backlog.buckets[row];
              const figure = column === 0 ? bucket?.figure : bucket?.kinds[column - 1]?.figure;
              return figure && figure.count > 0 ? figureHref(figure) : undefined;
            }}
          />
          <FactLine
            facts={[
              { label: t("overview.backlog.median"), value: days(backlog.medianDays) },
              { label: t("overview.backlog.p95"), value: days(backlog.p95Days) },
            ]}
          />
          {backlog.oldest ? <Oldest oldest={backlog.oldest} age={days(backlog.oldest.days)} /> : null}
        </>
      )}
    </SheetSection>
  );
}

function Oldest({ oldest, age }: { oldest: NonNullable<Summary["backlog"]["oldest"]>; age: string }) {
  const t = useTranslations();
  const href = itemHref(oldest.kind, oldest.subjectId);
  const kind = t(`worklist.kinds.${oldest.kind as "approval"}`);
  return (
    <p className="hg-sheet-line">
      <span className="hg-clip">{t("overview.backlog.oldest", { what: `${kind} ${oldest.number}` })}</span>
      <span className="hg-ink-3">{age}</span>
      {href ? (
        <Link className="hg-text-link" href={href} aria-label={`${t("overview.backlog.open")} ${oldest.number}`}>
          {t("overview.backlog.open")}
        </Link>
      ) : null}
    </p>
  );
}
