"use client";

import { useTranslations } from "next-intl";
import { CustomerName } from "@/components/ledger/customer-name";
import type { Column } from "@/components/patterns/data-table/data-table";
import { StateShape, StatusMark } from "@/components/patterns/status";
import type { Instant } from "@/domain/shared/time";
import { useFormat } from "@/lib/format/use-format";
import { useNow } from "@/lib/use-now";
import { alarmOf, OBJECTION_TONE, type ObjectionRow } from "./objection";

/** The columns of the list: all of them, or those that fit beside an open objection. */
export function useObjectionColumns(narrow: boolean): readonly Column<ObjectionRow>[] {
  const t = useTranslations("objections.page.columns");
  const words = useTranslations("objections");
  const format = useFormat();
  const customer: Column<ObjectionRow> = {
    id: "customer",
    header: t("customer"),
    cell: (row) => (
      <span className={narrow ? "block max-w-30 overflow-hidden whitespace-nowrap" : "whitespace-nowrap"}>
        {narrow ? <StateShape tone={OBJECTION_TONE[row.state]} /> : null}
        {narrow ? <span className="hg-sr">{words(`states.${row.state}`)}</span> : null}{" "}
        <CustomerName customer={row.customer} />
        {row.customer.name && !narrow ? <span className="hg-small hg-ink-3"> {row.customer.number}</span> : null}
      </span>
    ),
  };
  const ground: Column<ObjectionRow> = {
    id: "ground",
    header: t("ground"),
    cell: (row) => <span className="whitespace-nowrap">{words(`grounds.${row.ground}`)}</span>,
  };
  const due: Column<ObjectionRow> = {
    id: "dueAt",
    header: t("due"),
    align: "end",
    sortable: !narrow,
    cell: (row) => <Due row={row} />,
  };
  if (narrow) return [customer, ground, due];
  return [
    {
      id: "state",
      header: t("state"),
      cell: (row) => <StatusMark tone={OBJECTION_TONE[row.state]}>{words(`states.${row.state}`)}</StatusMark>,
    },
    {
      id: "number",
      header: t("number"),
      optional: true,
      cell: (row) => <span className="hg-mono hg-small whitespace-nowrap">{row.number}</span>,
    },
    customer,
    ground,
    {
      id: "receivedAt",
      header: t("received"),
      sortable: true,
      cell: (row) => <span className="whitespace-nowrap">{format.dateTime(row.receivedAt as Instant)}</span>,
    },
    due,
  ];
}

/** The last day of the answer; red and in words once it has passed, or where the law says at once and the time is over. */
function Due({ row }: { row: ObjectionRow }) {
  const t = useTranslations("objections.page");
  const now = useNow();
  const alarm = alarmOf(row, now ?? row.receivedAt);
  return (
    <span className={alarm ? "hg-late whitespace-nowrap" : "whitespace-nowrap"}>
      {row.dueRaw}
      {alarm === "lateOpen" || alarm === "lateAnswered" ? ` ${t("late")}` : null}
      {alarm === "promptOver" ? ` ${t("prompt")}` : null}
    </span>
  );
}
