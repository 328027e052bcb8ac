"use client";

import { useTranslations } from "next-intl";
import { CustomerName } from "@/components/ledger/customer-name";
import type { Column } from "@/components/patterns/data-table/data-table";
import { StateShape, StatusMark } from "@/components/patterns/status";
import type { Instant } from "@/domain/shared/time";
import { useFormat } from "@/lib/format/use-format";
import { CLOSURE_TONE, type ClosureRow } from "./closure";

/** The columns of the list: all of them, or those that fit beside an open closing. */
export function useClosureColumns(narrow: boolean): readonly Column<ClosureRow>[] {
  const t = useTranslations("closures.page.columns");
  const words = useTranslations("closures");
  const format = useFormat();
  const customer: Column<ClosureRow> = {
    id: "customer",
    header: t("customer"),
    cell: (row) => (
      <span className={narrow ? "block max-w-30 overflow-hidden whitespace-nowrap" : "whitespace-nowrap"}>
        {narrow ? <StateShape tone={CLOSURE_TONE[row.state]} /> : null}
        {narrow ? <span className="hg-sr">{words(`states.${row.state}`)}</span> : null}{" "}
        <CustomerName customer={row.customer} />
      </span>
    ),
  };
  const kind: Column<ClosureRow> = {
    id: "kind",
    header: t("kind"),
    cell: (row) => <span className="whitespace-nowrap">{words(`kinds.${row.kind}`)}</span>,
  };
  const requested: Column<ClosureRow> = {
    id: "requestedAt",
    header: t("requested"),
    align: "end",
    sortable: !narrow,
    cell: (row) => <span className="whitespace-nowrap">{format.dateTime(row.requestedAt as Instant)}</span>,
  };
  if (narrow) return [customer, kind, requested];
  return [
    {
      id: "state",
      header: t("state"),
      cell: (row) => (
        <span className="whitespace-nowrap">
          <StatusMark tone={CLOSURE_TONE[row.state]}>{words(`states.${row.state}`)}</StatusMark>
          {row.stopCause ? <span className="hg-small hg-ink-3"> {words(`stopCauses.${row.stopCause}`)}</span> : null}
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
    {
      id: "account",
      header: t("account"),
      cell: (row) => <span className="hg-mono hg-small whitespace-nowrap">{row.account.number}</span>,
    },
    kind,
    requested,
  ];
}
