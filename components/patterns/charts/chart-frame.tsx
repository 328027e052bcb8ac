"use client";

import { Table2 } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { type ReactNode, useId, useState } from "react";
import { Button } from "@/components/ui/button";

export type ChartTable = {
  columns: readonly string[];
  rows: readonly (readonly string[])[];
  /** Where a cell of the table leads, while the table is shown. */
  hrefOf?: (row: number, column: number) => string | undefined;
};
export type Legend = readonly { label: string; color: string }[];

/** A picture with its name, its legend and the table behind it, one press away. */
export function ChartFrame(props: { title: string; legend?: Legend; table: ChartTable; children: ReactNode }) {
  const t = useTranslations("common");
  const [asTable, setAsTable] = useState(false);
  const id = useId();
  return (
    <figure className="hg-chart" aria-labelledby={id}>
      <figcaption className="hg-chart-head">
        <b id={id} className="hg-ink-1">
          {props.title}
        </b>
        {props.legend?.map((entry) => (
          <span key={entry.label} className="hg-legend">
            <i style={{ background: entry.color }} aria-hidden="true" />
            {entry.label}
          </span>
        ))}
        <span className="hg-grow" />
        <Button small variant="plain" icon={Table2} aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
          {asTable ? t("chart.asPicture") : t("chart.asTable")}
        </Button>
      </figcaption>
      {asTable ? <DataRows {...props.table} label={props.title} /> : <div aria-hidden="true">{props.children}</div>}
      {asTable ? null : (
        <div className="hg-sr">
          <DataRows {...props.table} hrefOf={undefined} label={props.title} />
        </div>
      )}
    </figure>
  );
}

function DataRows({ columns, rows, hrefOf, label }: ChartTable & { label: string }) {
  return (
    <table className="hg-table hg-tight" aria-label={label}>
      <thead>
        <tr>
          {columns.map((column, index) => (
            <th key={column} scope="col" className={index > 0 ? "hg-num" : undefined}>
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, line) => (
          <tr key={row[0]}>
            {row.map((cell, index) => {
              const href = hrefOf?.(line, index);
              return index === 0 ? (
                <th key={columns[index]} scope="row">
                  <CellText href={href}>{cell}</CellText>
                </th>
              ) : (
                <td key={columns[index]} className="hg-num">
                  <CellText href={href}>{cell}</CellText>
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** A cell's words, leading to their rows where there are any. */
function CellText({ href, children }: { href: string | undefined; children: string }) {
  return href ? <Link href={href}>{children}</Link> : children;
}
