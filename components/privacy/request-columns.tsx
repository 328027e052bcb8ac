"use client";

import { useTranslations } from "next-intl";
import { CustomerName } from "@/components/ledger/customer-name";
import type { Column } from "@/components/patterns/data-table/data-table";
import { StateShape, StatusChip, StatusMark } from "@/components/patterns/status";
import type { Instant, LocalDate } from "@/domain/shared/time";
import { useFormat } from "@/lib/format/use-format";
import { alarmOf, REQUEST_TONE, type RequestRow } from "./request";

/** The columns of the list: all of them, or those that fit beside an open request. */
export function useRequestColumns(narrow: boolean): readonly Column<RequestRow>[] {
  const t = useTranslations("privacy.page.columns");
  const words = useTranslations("privacy");
  const format = useFormat();
  const customer: Column<RequestRow> = {
    id: "customer",
    header: t("customer"),
    cell: (row) => (
      <span className={narrow ? "block max-w-24 overflow-hidden whitespace-nowrap" : "whitespace-nowrap"}>
        <Whose row={row} />
        {row.customer?.name && !narrow ? <span className="hg-small hg-ink-3"> {row.customer.number}</span> : null}
      </span>
    ),
  };
  const type: Column<RequestRow> = {
    id: "type",
    header: t("type"),
    cell: (row) => (
      <span className="whitespace-nowrap">
        {narrow ? (
          <>
            <StateShape tone={REQUEST_TONE[row.state]} />
            <span className="hg-sr">{words(`states.${row.state}`)}</span>{" "}
          </>
        ) : null}
        {words(`shortTypes.${row.type}`)}
      </span>
    ),
  };
  const due: Column<RequestRow> = {
    id: "dueAt",
    header: t("due"),
    align: "end",
    sortable: !narrow,
    cell: (row) => <Due row={row} />,
  };
  if (narrow) return [type, customer, due];
  return [
    {
      id: "state",
      header: t("state"),
      cell: (row) => (
        <StatusMark tone={row.outcome === "refused" ? "none" : REQUEST_TONE[row.state]}>
          {row.outcome ? words(`outcomes.${row.outcome}`) : words(`states.${row.state}`)}
        </StatusMark>
      ),
    },
    {
      id: "number",
      header: t("number"),
      optional: true,
      cell: (row) => <span className="hg-mono hg-small whitespace-nowrap">{row.number}</span>,
    },
    type,
    customer,
    {
      id: "requester",
      header: t("requester"),
      optional: true,
      cell: (row) => (
        <span className={row.requester === "subject" ? "hg-ink-3" : undefined}>
          {words(`requesters.${row.requester}`)}
        </span>
      ),
    },
    {
      id: "document",
      header: t("document"),
      optional: true,
      cell: (row) => <span className="hg-ink-2 whitespace-nowrap">{words(`documents.${row.document}`)}</span>,
    },
    { id: "channel", header: t("channel"), optional: true, cell: (row) => words(`channels.${row.channel}`) },
    {
      id: "receivedAt",
      header: t("received"),
      sortable: true,
      cell: (row) => <span className="whitespace-nowrap">{format.dateTime(row.receivedAt as Instant)}</span>,
    },
    due,
  ];
}

function Whose({ row }: { row: RequestRow }) {
  const t = useTranslations("privacy.page");
  return row.customer ? <CustomerName customer={row.customer} /> : <span className="hg-ink-3">{t("nobodyYet")}</span>;
}

/** The day worked to: a red chip once it has passed, amber near it, hatched where it may still move. */
function Due({ row }: { row: RequestRow }) {
  const t = useTranslations("privacy.page");
  const format = useFormat();
  const alarm = alarmOf(row);
  const date = format.monthDay(row.dueRaw as LocalDate);
  const title = `${row.dueRaw}${row.provisional ? ` ${t("provisional")}` : ""}`;
  if (alarm === "lateOpen" || alarm === "lateEnded")
    return (
      <span title={title}>
        <StatusChip tone="late">
          {t("late")} {date}
        </StatusChip>
      </span>
    );
  return (
    <span title={title} className={alarm ? "hg-wait whitespace-nowrap" : "whitespace-nowrap"}>
      {row.paused ? <span className="hg-ink-3">{t("paused")} </span> : null}
      {date}
    </span>
  );
}
