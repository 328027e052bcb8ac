"use client";

import { useTranslations } from "next-intl";
import { CustomerName } from "@/components/ledger/customer-name";
import type { Column } from "@/components/patterns/data-table/data-table";
import { Money } from "@/components/patterns/money";
import { StateShape, StatusMark } from "@/components/patterns/status";
import type { LocalDate } from "@/domain/shared/time";
import { useFormat } from "@/lib/format/use-format";
import { type CandidateRow, decisiveSum, ratioOf, STANDING_TONE, standingOf } from "./candidate";
import { LineMeter } from "./line-meter";
import { DaysLeft } from "./report-clock";

/** The columns of the large-value queue: all of them, or those that fit beside an open item. */
export function useQueueColumns(narrow: boolean): readonly Column<CandidateRow>[] {
  const t = useTranslations("reports.page.columns");
  const standing = useTranslations("reports.page.standing");
  const directions = useTranslations("reports.labels.directions");
  const lines = useTranslations("reports.page.lines") as unknown as (rule: string) => string;
  const format = useFormat();

  const customer: Column<CandidateRow> = {
    id: "customer",
    header: t("customer"),
    cell: (row) => (
      <span
        className={
          narrow
            ? "block max-w-25 overflow-hidden whitespace-nowrap"
            : "inline-flex items-center gap-2 whitespace-nowrap"
        }
      >
        {narrow ? <StateShape tone={STANDING_TONE[standingOf(row)]} /> : null}
        {narrow ? <span className="hg-sr">{standing(standingOf(row))}</span> : null}
        <CustomerName customer={row.customer} />
        {row.customer.name && !narrow ? <span className="hg-small hg-ink-3">{row.customer.number}</span> : null}
      </span>
    ),
  };
  const date: Column<CandidateRow> = {
    id: "date",
    header: t(narrow ? "dateShort" : "date"),
    sortable: true,
    cell: (row) =>
      narrow ? (
        <span className="whitespace-nowrap">
          {format.monthDay(row.businessDate as LocalDate)} {directions(row.direction)}
        </span>
      ) : (
        row.businessDate
      ),
  };
  const direction: Column<CandidateRow> = {
    id: "direction",
    header: t("direction"),
    cell: (row) => directions(row.direction),
  };
  const sum: Column<CandidateRow> = {
    id: "amount",
    header: t("sum"),
    align: "end",
    sortable: true,
    cell: (row) => <Money amount={decisiveSum(row).sum} showCurrency={row.metBy === "usd"} />,
  };
  const left: Column<CandidateRow> = {
    id: "due",
    header: t(narrow ? "leftShort" : "left"),
    align: "end",
    sortable: true,
    cell: (row) => <DaysLeft row={row} />,
  };
  if (narrow) return [customer, date, sum, left];
  return [
    {
      id: "state",
      header: t("state"),
      cell: (row) => <StatusMark tone={STANDING_TONE[standingOf(row)]}>{standing(standingOf(row))}</StatusMark>,
    },
    {
      id: "number",
      header: t("number"),
      cell: (row) => <span className="hg-mono hg-small">{row.number}</span>,
      optional: true,
    },
    customer,
    date,
    direction,
    { id: "line", header: t("line"), cell: (row) => <span className="whitespace-nowrap">{lines(row.ruleId)}</span> },
    sum,
    {
      id: "meter",
      header: t("against"),
      cell: (row) => {
        const { sum: total, line } = decisiveSum(row);
        return (
          <span className="inline-flex items-center gap-2 whitespace-nowrap">
            <LineMeter ratio={ratioOf(total, line)} />
            <span className="hg-small hg-ink-3">{format.percent(ratioOf(total, line))}</span>
          </span>
        );
      },
    },
    {
      id: "count",
      header: t("count"),
      align: "end",
      cell: (row) => format.count(row.transactionCount),
      optional: true,
    },
    left,
  ];
}
