"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { CustomerName } from "@/components/ledger/customer-name";
import type { Column } from "@/components/patterns/data-table/data-table";
import { StatusMark } from "@/components/patterns/status";
import { type Instant, shanghaiDate } from "@/domain/shared/time";
import { TRIGGER_TONE, type TriggerRow } from "./review";
import { useTriggerWords } from "./use-trigger-words";

/** The columns of the list of triggers. */
export function useTriggerColumns(): readonly Column<TriggerRow>[] {
  const t = useTranslations("reverification.page.columns");
  const labels = useTranslations("reverification");
  const words = useTriggerWords();
  return [
    {
      id: "state",
      header: t("state"),
      cell: (row) => (
        <span className="whitespace-nowrap">
          <StatusMark tone={TRIGGER_TONE[row.state]}>{labels(`triggerStates.${row.state}`)}</StatusMark>
        </span>
      ),
    },
    {
      id: "customer",
      header: t("customer"),
      cell: (row) => (
        <Link className="hg-text-link whitespace-nowrap" href={`/customers/${row.customer.id}`}>
          <CustomerName customer={row.customer} />
        </Link>
      ),
    },
    {
      id: "kind",
      header: t("kind"),
      cell: (row) => (
        <span>
          <b>{labels(`kinds.${row.kind}`)}</b> <span className="hg-small hg-ink-2">{words(row)}</span>
        </span>
      ),
    },
    {
      id: "review",
      header: t("review"),
      cell: (row) =>
        row.review ? (
          <Link className="hg-text-link hg-mono hg-small whitespace-nowrap" href={`/reverification/${row.review.id}`}>
            {row.review.number}
          </Link>
        ) : (
          <span className="hg-ink-3">{"–"}</span>
        ),
    },
    {
      id: "foundAt",
      header: t("found"),
      sortable: true,
      align: "end",
      cell: (row) => <span className="hg-small whitespace-nowrap">{shanghaiDate(row.foundAt as Instant)}</span>,
    },
  ];
}
