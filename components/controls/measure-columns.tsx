"use client";

import { useTranslations } from "next-intl";
import { Masked } from "@/components/customers/masked";
import type { Column } from "@/components/patterns/data-table/data-table";
import { Money } from "@/components/patterns/money";
import { StateShape, StatusMark } from "@/components/patterns/status";
import { isLive } from "@/domain/controls/model";
import type { Instant } from "@/domain/shared/time";
import { useBilingual } from "@/lib/bilingual";
import { useFormat } from "@/lib/format/use-format";
import { MEASURE_TONE, type MeasureRow } from "./measure";
import { TermText } from "./term-chip";
import { useControlsWords } from "./use-words";

/** The columns of the measures list: all, or those that fit beside an open measure. */
export function useMeasureColumns(narrow: boolean): readonly Column<MeasureRow>[] {
  const t = useTranslations("controls.page.list.columns");
  const words = useControlsWords();
  const say = useBilingual();
  const format = useFormat();
  const customer: Column<MeasureRow> = {
    id: "customer",
    header: t("customer"),
    cell: (row) => (
      <span className="whitespace-nowrap">
        {narrow ? <StateShape tone={MEASURE_TONE[row.state]} /> : null}
        {narrow ? <span className="hg-sr">{words.state(row.state)} </span> : null}
        {row.customerName ? <Masked value={row.customerName} /> : row.customerNumber}
        {row.customerName && !narrow ? <span className="hg-small hg-ink-3"> {row.customerNumber}</span> : null}
      </span>
    ),
  };
  const scope: Column<MeasureRow> = {
    id: "scope",
    header: t("scope"),
    cell: (row) => (
      <span className="whitespace-nowrap">
        {words.reach(row)}
        {row.amountMinor === null ? null : (
          <>
            {" "}
            <Money amount={{ minor: row.amountMinor, currency: row.currency }} />
          </>
        )}
      </span>
    ),
  };
  const kind: Column<MeasureRow> = {
    id: "kind",
    header: t("kind"),
    cell: (row) => (
      <span className="whitespace-nowrap">
        <b className="font-medium">{words.measureKind(row.kind)}</b>{" "}
        <span className="hg-small hg-ink-2">{words.source(row.source)}</span>
      </span>
    ),
  };
  const term: Column<MeasureRow> = {
    id: "expiresAt",
    header: t("term"),
    sortable: true,
    align: "end",
    cell: (row) => (row.expiresAt ? <TermText measure={row} live={isLive(row)} /> : <None />),
  };
  const reviewOn: Column<MeasureRow> = {
    id: "reviewOn",
    header: t("reviewOn"),
    sortable: true,
    align: "end",
    cell: (row) => <span className="whitespace-nowrap">{row.reviewOn}</span>,
  };
  const look: Column<MeasureRow> = {
    id: "review",
    header: t("review"),
    cell: (row) =>
      row.review ? (
        <span className="whitespace-nowrap">
          <StatusMark tone={row.review === "overdue" ? "late" : "wait"}>{words.review(row.review)}</StatusMark>
        </span>
      ) : (
        <None />
      ),
  };
  if (narrow) return [customer, kind, term];
  return [
    {
      id: "state",
      header: t("state"),
      cell: (row) => (
        <span className="whitespace-nowrap">
          <StatusMark tone={MEASURE_TONE[row.state]}>{words.state(row.state)}</StatusMark>
        </span>
      ),
    },
    {
      id: "number",
      header: t("number"),
      cell: (row) => <span className="hg-mono hg-small whitespace-nowrap">{row.number}</span>,
    },
    customer,
    {
      id: "account",
      header: t("account"),
      cell: (row) => <span className="hg-mono hg-small">{row.accountNumber}</span>,
      optional: true,
    },
    kind,
    scope,
    {
      id: "reason",
      header: t("reason"),
      cell: (row) => <span className="whitespace-nowrap">{words.reason(row.reasonCode)}</span>,
    },
    {
      id: "maker",
      header: t("maker"),
      cell: (row) => (
        <span className="whitespace-nowrap">
          {row.makerZh === null ? t("bySystem") : say({ zh: row.makerZh, en: row.makerEn ?? row.makerZh })}
        </span>
      ),
      optional: true,
    },
    {
      id: "requestedAt",
      header: t("requested"),
      sortable: true,
      align: "end",
      cell: (row) => <span className="hg-small whitespace-nowrap">{format.dateTime(row.requestedAt as Instant)}</span>,
      optional: true,
    },
    term,
    look,
    reviewOn,
  ];
}

/** Nothing to show. */
function None() {
  return <span className="hg-ink-3">{"–"}</span>;
}
