"use client";

import { useTranslations } from "next-intl";
import { CustomerName } from "@/components/ledger/customer-name";
import type { Column } from "@/components/patterns/data-table/data-table";
import { Flag, StateShape, StatusMark } from "@/components/patterns/status";
import type { Instant } from "@/domain/shared/time";
import { useFormat } from "@/lib/format/use-format";
import { LOSS_TONE, type LossRow, spanOf } from "./losses";

/** The columns of the list: all of them, or those that fit beside an open report. */
export function useLossColumns(narrow: boolean): readonly Column<LossRow>[] {
  const t = useTranslations("losses.page.columns");
  const words = useTranslations("losses");
  const format = useFormat();
  const customer: Column<LossRow> = {
    id: "customer",
    header: t("customer"),
    cell: (row) => (
      <span className={narrow ? "block max-w-30 overflow-hidden whitespace-nowrap" : "whitespace-nowrap"}>
        {narrow ? <StateShape tone={LOSS_TONE[row.state]} /> : null}
        {narrow ? <span className="hg-sr">{words(`states.${row.state}`)}</span> : null}{" "}
        <CustomerName customer={row.customer} />
        {row.customer.name && !narrow ? <span className="hg-small hg-ink-3"> {row.customer.number}</span> : null}
      </span>
    ),
  };
  const cause: Column<LossRow> = {
    id: "cause",
    header: t("cause"),
    cell: (row) => (
      <span className={narrow ? "block max-w-36 hg-clip" : undefined}>{words(`causes.${row.cause}`)}</span>
    ),
  };
  const seconds: Column<LossRow> = {
    id: "seconds",
    header: t("seconds"),
    align: "end",
    cell: (row) => <Seconds row={row} />,
  };
  if (narrow) return [customer, cause, seconds];
  return [
    {
      id: "state",
      header: t("state"),
      cell: (row) => (
        <span className="whitespace-nowrap">
          <StatusMark tone={LOSS_TONE[row.state]}>{words(`states.${row.state}`)}</StatusMark>
        </span>
      ),
    },
    {
      id: "number",
      header: t("number"),
      optional: true,
      cell: (row) => <span className="hg-mono hg-small whitespace-nowrap">{row.number}</span>,
    },
    customer,
    cause,
    { id: "callBack", header: t("callBack"), cell: (row) => words(`callBacks.${row.callBack}`) },
    {
      id: "reportedAt",
      header: t("notice"),
      sortable: true,
      cell: (row) => <span className="whitespace-nowrap">{format.dateTime(row.noticeAt as Instant)}</span>,
    },
    seconds,
  ];
}

/** Seconds from the notice to protection; one entered late says so instead of boasting or blaming. */
function Seconds({ row }: { row: LossRow }) {
  const t = useTranslations("losses.page");
  const { toProtection, late } = row.seconds;
  if (late) return <Flag>{t("late")}</Flag>;
  if (toProtection !== null) {
    const { unit, value } = spanOf(toProtection);
    return <span className="whitespace-nowrap">{t(unit, { seconds: value })}</span>;
  }
  return <span className="hg-ink-3 whitespace-nowrap">{row.instructedAt && !row.endedAt ? t("waiting") : "–"}</span>;
}
