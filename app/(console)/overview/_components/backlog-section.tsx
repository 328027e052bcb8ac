"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { type Bucket, StackedBars } from "@/components/patterns/charts/charts";
import { useFormat } from "@/lib/format/use-format";
import { itemHref } from "@/lib/item-href";
import { figureHref } from "./figure";
import { FactLine, Nothing, SheetSection } from "./section";
import type { Summary } from "./summary";

const COLORS = ["var(--chart-1)", "var(--chart-2)", "var(--chart-3)"];
const OTHERS = "var(--line-strong)";

type Backlog = Summary["backlog"];
type Kinds = Backlog["buckets"][number]["kinds"];

/** The kinds of which most waits: as many as a picture can tell apart. */
function mostOf({ buckets }: Backlog) {
  const sums = new Map<Kinds[number]["kind"], number>();
  for (const { kind, figure } of buckets.flatMap(({ kinds }) => kinds))
    sums.set(kind, (sums.get(kind) ?? 0) + figure.count);
  return [...sums]
    .filter(([, count]) => count > 0)
    .sort(([, one], [, other]) => other - one)
    .slice(0, COLORS.length)
    .map(([kind]) => kind);
}

/** How much of each of these kinds waits, and of all others together. */
function sumsOf(kinds: Kinds, told: readonly string[]): Readonly<Record<string, number>> {
  const others = kinds.filter(({ kind }) => !told.includes(kind)).reduce((sum, { figure }) => sum + figure.count, 0);
  const own = kinds.filter(({ kind }) => told.includes(kind)).map(({ kind, figure }) => [kind, figure.count] as const);
  return { ...Object.fromEntries(own), others };
}

/** How long open work has been waiting, by kind, with its oldest item. */
export function BacklogSection({ backlog, open }: { backlog: Summary["backlog"]; open: number }) {
  const t = useTranslations();
  const format = useFormat();
  const told = mostOf(backlog);
  const series = [
    ...told.map((kind, at) => ({ key: kind, label: t(`worklist.kinds.${kind}`), color: COLORS[at] ?? OTHERS })),
    { key: "others", label: t("overview.backlog.others"), color: OTHERS },
  ];
  const buckets = backlog.buckets.map(
    ({ fromDays, toDays, kinds: counts }): Bucket => ({
      label:
        toDays === null
          ? t("overview.backlog.over", { from: fromDays - 1 })
          : t("overview.backlog.span", { from: fromDays, to: toDays }),
      ...sumsOf(counts, told),
    }),
  );
  const days = (count: number | null) => (count === null ? "–" : t("overview.backlog.days", { count }));
  return (
    <SheetSection title={t("overview.backlog.title")} note={t("overview.backlog.note", { count: format.count(open) })}>
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
              const kind = told[column - 1];
              const figure = column === 0 ? bucket?.figure : bucket?.kinds.find((one) => one.kind === kind)?.figure;
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
