"use client";

import { useTranslations } from "next-intl";
import { CustomerName } from "@/components/ledger/customer-name";
import type { Column } from "@/components/patterns/data-table/data-table";
import { StateShape, StatusMark } from "@/components/patterns/status";
import { type Instant, shanghaiDate } from "@/domain/shared/time";
import { useFormat } from "@/lib/format/use-format";
import { useNow } from "@/lib/use-now";
import { inOrder, REVIEW_TONE, type ReviewRow } from "./review";

/** The columns of the list: all of them, or those that fit beside an open review. */
export function useReviewColumns(narrow: boolean): readonly Column<ReviewRow>[] {
  const t = useTranslations("reverification.page.columns");
  const words = useTranslations("reverification");
  const format = useFormat();
  const customer: Column<ReviewRow> = {
    id: "customer",
    header: t("customer"),
    cell: (row) => (
      <span className={narrow ? "block max-w-30 overflow-hidden whitespace-nowrap" : "whitespace-nowrap"}>
        {narrow ? <StateShape tone={REVIEW_TONE[row.state]} /> : null}
        {narrow ? <span className="hg-sr">{words(`states.${row.state}`)}</span> : null}{" "}
        <CustomerName customer={row.customer} />
        {row.customer.name && !narrow ? <span className="hg-small hg-ink-3"> {row.customer.number}</span> : null}
      </span>
    ),
  };
  const kinds: Column<ReviewRow> = {
    id: "kinds",
    header: t("kinds"),
    cell: (row) => {
      const shown = row.kinds.length > 0 ? inOrder(row.kinds) : [row.ground];
      const said = narrow
        ? words(`kinds.${shown[0] ?? row.ground}`)
        : shown.map((kind) => words(`kinds.${kind}`)).join(" · ");
      return <span className={narrow ? "block max-w-36 hg-clip" : undefined}>{said}</span>;
    },
  };
  const due: Column<ReviewRow> = { id: "due", header: t("due"), align: "end", cell: (row) => <Due row={row} /> };
  if (narrow) return [customer, kinds, due];
  return [
    {
      id: "state",
      header: t("state"),
      cell: (row) => (
        <span className="whitespace-nowrap">
          <StatusMark tone={REVIEW_TONE[row.state]}>{words(`states.${row.state}`)}</StatusMark>
          {row.deskCause && row.state === "at-desk" ? (
            <span className="hg-small hg-ink-3"> {words(`deskCauses.${row.deskCause}`)}</span>
          ) : null}
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
    kinds,
    {
      id: "suspended",
      header: t("suspended"),
      cell: (row) =>
        row.suspended > 0 ? (
          <span className="whitespace-nowrap">
            <StatusMark tone="protect">{words("page.suspended", { count: row.suspended })}</StatusMark>
          </span>
        ) : (
          <span className="hg-ink-3">{"–"}</span>
        ),
    },
    {
      id: "openedAt",
      header: t("opened"),
      sortable: true,
      cell: (row) => <span className="whitespace-nowrap">{format.dateTime(row.openedAt as Instant)}</span>,
    },
    due,
  ];
}

/** The customer's last day; red once it has passed without an answer. */
function Due({ row }: { row: ReviewRow }) {
  const t = useTranslations("reverification.page");
  const now = useNow();
  const open = row.state === "asked" || row.state === "at-desk";
  if (!row.dueOn || !open) return <span className="hg-ink-3">{"–"}</span>;
  const late = now !== null && row.dueOn < shanghaiDate(now);
  return (
    <span className={late ? "hg-late whitespace-nowrap" : "whitespace-nowrap"}>
      {row.dueOn}
      {late ? ` ${t("late")}` : null}
    </span>
  );
}
