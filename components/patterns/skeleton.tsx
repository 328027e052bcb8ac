"use client";

import { useTranslations } from "next-intl";

const WIDTHS = [44, 36, 52, 40, 48];

/** Rows in the shape of the real ones; appears after 150 ms, so that quick answers do not blink. */
export function TableSkeleton({ rows = 8, columns = 4 }: { rows?: number; columns?: number }) {
  const t = useTranslations("common");
  return (
    <div className="hg-skeleton-rows" role="status">
      <span className="hg-sr">{t("loading")}</span>
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a skeleton row is its place
        <div key={row} aria-hidden="true">
          {Array.from({ length: columns }, (_, column) => (
            <i
              // biome-ignore lint/suspicious/noArrayIndexKey: a skeleton cell is its place
              key={column}
              className="hg-skeleton"
              style={{ width: `${(WIDTHS[(row + column) % WIDTHS.length] ?? 40) * (column === 1 ? 2.4 : 1)}px` }}
            />
          ))}
        </div>
      ))}
    </div>
  );
}

/** The shape of an item page: head, body and side. */
export function ItemSkeleton() {
  return (
    <div className="hg-cols">
      <div className="hg-pane">
        <TableSkeleton rows={10} columns={3} />
      </div>
      <div className="hg-pane">
        <TableSkeleton rows={6} columns={2} />
      </div>
    </div>
  );
}
