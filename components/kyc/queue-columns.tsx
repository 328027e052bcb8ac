"use client";

import { useTranslations } from "next-intl";
import { CustomerName } from "@/components/ledger/customer-name";
import type { Column } from "@/components/patterns/data-table/data-table";
import { StateShape, StatusMark } from "@/components/patterns/status";
import type { SubmissionState } from "@/domain/kyc/model";
import { epochMilliseconds, type Instant, shanghaiDate } from "@/domain/shared/time";
import { useFormat } from "@/lib/format/use-format";
import { useNow } from "@/lib/use-now";
import { isEnded, STATE_TONE, type SubmissionRow } from "./kyc";

/** The columns of the list: all of them, or those that fit beside an open submission. */
export function useQueueColumns(narrow: boolean): readonly Column<SubmissionRow>[] {
  const t = useTranslations("kyc.page.columns");
  const words = useTranslations("kyc");
  const format = useFormat();
  const customer: Column<SubmissionRow> = {
    id: "customer",
    header: t("customer"),
    cell: (row) => (
      <span className={narrow ? "block max-w-25 overflow-hidden whitespace-nowrap" : "whitespace-nowrap"}>
        {narrow ? <StateShape tone={STATE_TONE[row.state]} /> : null}
        {narrow ? <span className="hg-sr">{words(`states.${row.state}`)}</span> : null}{" "}
        <CustomerName customer={row.customer} />
        {row.customer.name && !narrow ? <span className="hg-small hg-ink-3"> {row.customer.number}</span> : null}
      </span>
    ),
  };
  const purpose: Column<SubmissionRow> = {
    id: "purpose",
    header: t("purpose"),
    cell: (row) => (
      <span className={narrow ? "block max-w-19 hg-clip" : "whitespace-nowrap"}>
        {words(`purposes.${row.purpose}`)}
      </span>
    ),
  };
  const checks: Column<SubmissionRow> = { id: "checks", header: t("checks"), cell: (row) => <Checks row={row} /> };
  const due: Column<SubmissionRow> = { id: "due", header: t("due"), align: "end", cell: (row) => <Due row={row} /> };
  if (narrow) return [customer, purpose, checks, due];
  return [
    {
      id: "state",
      header: t("state"),
      cell: (row) => <StatusMark tone={STATE_TONE[row.state]}>{words(`states.${row.state}`)}</StatusMark>,
    },
    {
      id: "number",
      header: t("number"),
      optional: true,
      cell: (row) => <span className="hg-mono hg-small">{row.number}</span>,
    },
    customer,
    purpose,
    { id: "subject", header: t("subject"), cell: (row) => words(`subjects.${row.subject}`) },
    { id: "origin", header: t("origin"), optional: true, cell: (row) => words(`origins.${row.origin}`) },
    checks,
    {
      id: "receivedAt",
      header: t("received"),
      sortable: true,
      cell: (row) => <span className="whitespace-nowrap">{format.dateTime(row.receivedAt as Instant)}</span>,
    },
    due,
  ];
}

/** States in which no failure does not mean that everything passed. */
const UNCHECKED: readonly SubmissionState[] = ["collecting", "reading", "superseded", "lapsed"];

/** How many checks failed and how many leave a doubt: sign, figure and word; a mark of its own where none. */
function Checks({ row }: { row: SubmissionRow }) {
  const t = useTranslations("kyc.page.columns");
  if (row.failed === 0 && row.warned === 0)
    return UNCHECKED.includes(row.state) ? (
      <span className="hg-ink-3">{"–"}</span>
    ) : (
      <StatusMark tone="done">{t("clean")}</StatusMark>
    );
  return (
    <span className="hg-check-count">
      {row.failed > 0 ? (
        <span className="hg-late" title={t("failed", { count: row.failed })}>
          <span aria-hidden="true">{`≠${row.failed}`}</span>
          <span className="hg-sr">{t("failed", { count: row.failed })}</span>
        </span>
      ) : null}
      {row.warned > 0 ? (
        <span className="hg-wait" title={t("warned", { count: row.warned })}>
          <span aria-hidden="true">{`!${row.warned}`}</span>
          <span className="hg-sr">{t("warned", { count: row.warned })}</span>
        </span>
      ) : null}
    </span>
  );
}

const HOUR_MS = 3_600_000;
/** Within this many hours of its end a term is amber. */
const SOON_HOURS = 4;

/** How long until it should be decided, in hours or days; red once it is late. */
function Due({ row }: { row: SubmissionRow }) {
  const t = useTranslations("kyc.page.due");
  const format = useFormat();
  const now = useNow();
  if (!row.dueAt || isEnded(row.state)) return <span className="hg-ink-3">{"–"}</span>;
  if (!now) return <span className="hg-ink-3">{format.monthDay(shanghaiDate(row.dueAt as Instant))}</span>;
  const hours = (epochMilliseconds(row.dueAt as Instant) - epochMilliseconds(now)) / HOUR_MS;
  const amount = (value: number) =>
    value < 48 ? format.unit(Math.max(1, Math.floor(value)), "hour") : format.unit(Math.floor(value / 24), "day");
  const title = format.dateTime(row.dueAt as Instant);
  if (hours < 0)
    return (
      <span className="hg-late whitespace-nowrap" title={title}>
        {t("late", { amount: amount(-hours) })}
      </span>
    );
  return (
    <span className={hours < SOON_HOURS ? "hg-wait whitespace-nowrap" : "whitespace-nowrap"} title={title}>
      {t("left", { amount: amount(hours) })}
    </span>
  );
}
