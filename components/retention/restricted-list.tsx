"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { CustomerName } from "@/components/ledger/customer-name";
import type { Column } from "@/components/patterns/data-table/data-table";
import { StatusMark } from "@/components/patterns/status";
import { RESTRICTION_CAUSES } from "@/domain/retention/model";
import { RESTRICTED_LIST } from "@/domain/retention/schema";
import type { Instant } from "@/domain/shared/time";
import { NOTHING } from "@/lib/format/nothing";
import { useFormat } from "@/lib/format/use-format";
import { useTRPCClient } from "@/lib/trpc/client";
import { DeskList } from "./desk-list";
import { type RestrictedRow, restrictedInput } from "./retention";

/** Subjects whose data may only be stored and guarded. */
export function RestrictedList() {
  const t = useTranslations("retention");
  const client = useTRPCClient();
  const router = useRouter();
  const format = useFormat();
  const columns: readonly Column<RestrictedRow>[] = [
    {
      id: "customer",
      header: t("page.columns.customer"),
      cell: (row) => (
        <span className="whitespace-nowrap">
          <CustomerName customer={row.customer} />{" "}
          {row.customer.name ? <span className="hg-small hg-ink-3">{row.customer.number}</span> : null}
        </span>
      ),
    },
    {
      id: "cause",
      header: t("page.columns.cause"),
      cell: (row) => <StatusMark tone="protect">{t(`causes.${row.cause}`)}</StatusMark>,
    },
    {
      id: "since",
      header: t("page.columns.since"),
      sortable: true,
      cell: (row) => format.dateTime(row.since as Instant),
    },
    { id: "keptUntil", header: t("page.columns.keptUntil"), cell: (row) => row.keptUntil ?? NOTHING },
    {
      id: "request",
      header: t("page.columns.request"),
      cell: (row) =>
        row.requestId ? (
          <Link className="hg-text-link" href={`/privacy/${row.requestId}`}>
            {t("page.openRequest")}
          </Link>
        ) : (
          NOTHING
        ),
    },
  ];
  return (
    <DeskList
      view="restricted"
      definition={RESTRICTED_LIST}
      filterKeys={["cause", "sinceFrom", "sinceTo", "customer"]}
      inputOf={restrictedInput}
      fetchPage={(input) => client.retention.restricted.query(input)}
      columns={columns}
      rowKey={(row) => row.id}
      rowLabel={(row) => row.customer.number}
      onOpen={(row) => router.push(`/customers/${row.customer.id}`)}
      fields={[
        {
          kind: "enum",
          key: "cause",
          label: t("page.columns.cause"),
          options: RESTRICTION_CAUSES.map((value) => ({ value, label: t(`causes.${value}`) })),
        },
        { kind: "date-range", key: "since", label: t("page.columns.since") },
      ]}
    />
  );
}
