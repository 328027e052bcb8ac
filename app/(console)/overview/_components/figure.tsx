"use client";

import Link from "next/link";
import type { Figure } from "@/domain/overview/schema";
import { useFormat } from "@/lib/format/use-format";
import { filtersToUrl } from "@/lib/list-filters";

const PLACES: Readonly<Record<Figure["list"], string>> = {
  "worklist.list": "/worklist",
  "controls.measures.list": "/controls",
  "approvals.list": "/approvals",
  "reports.large-value.list": "/reports/large-value",
  "ingestion.batches.list": "/ingestion",
};

/** The address of the rows behind a figure. */
export function figureHref(figure: Figure): string {
  return PLACES[figure.list] + filtersToUrl(figure.filters);
}

/** A figure that leads to its rows; none leads nowhere. `label` says what it counts. */
export function FigureLink({ of: figure, label, tone }: { of: Figure; label: string; tone?: "late" | "wait" }) {
  const format = useFormat();
  const count = format.count(figure.count);
  if (figure.count === 0) return <span className="hg-ink-3">{count}</span>;
  return (
    <Link href={figureHref(figure)} aria-label={`${label} ${count}`} className={tone && `hg-${tone}`}>
      {count}
    </Link>
  );
}
