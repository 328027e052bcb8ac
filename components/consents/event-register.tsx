"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import type { FilterField } from "@/components/patterns/data-table/filter-bar";
import { RegisterScreen } from "@/components/patterns/register-screen";
import { StatusMark } from "@/components/patterns/status";
import { CONSENT_CHANGES, PURPOSE_NAMES } from "@/domain/consents/model";
import { EVENTS_LIST } from "@/domain/consents/schema";
import type { Instant } from "@/domain/shared/time";
import { useFormat } from "@/lib/format/use-format";
import { useTRPCClient } from "@/lib/trpc/client";
import { ConsentTabs } from "./consent-tabs";

const TONE = { given: "done", refused: "none", withdrawn: "wait" } as const;

/** What customers agreed to, refused or took back, the latest first; a row leads to its customer. */
export function EventRegister() {
  const t = useTranslations("consents.page");
  const words = useTranslations("consents");
  const format = useFormat();
  const router = useRouter();
  const client = useTRPCClient();
  const fields: FilterField[] = [
    {
      kind: "enum",
      key: "change",
      label: t("filters.said"),
      options: CONSENT_CHANGES.map((value) => ({ value, label: words(`changes.${value}`) })),
    },
    {
      kind: "enum",
      key: "purpose",
      label: t("filters.purpose"),
      options: PURPOSE_NAMES.map((value) => ({ value, label: words(`purposes.${value}`) })),
    },
    { kind: "date-range", key: "recorded", label: t("columns.at") },
  ];
  return (
    <RegisterScreen
      definition={EVENTS_LIST}
      path="/consents"
      words={{
        title: t("title"),
        list: t("list"),
        failed: t("failed"),
        emptyTitle: t("empty.title"),
        emptyText: t("empty.events"),
      }}
      tabs={<ConsentTabs current="events" />}
      fields={fields}
      fetchPage={(input) => client.consents.events.query(input)}
      rowLabel={(row) => row.customer.number}
      onRow={(row) => router.push(`/customers/${row.customer.id}`)}
      columns={() => [
        {
          id: "said",
          header: t("columns.said"),
          cell: (row) => <StatusMark tone={TONE[row.change]}>{words(`changes.${row.change}`)}</StatusMark>,
        },
        {
          id: "customer",
          header: t("columns.customer"),
          cell: (row) => <span className="hg-mono hg-small">{row.customer.number}</span>,
        },
        { id: "purpose", header: t("columns.purpose"), cell: (row) => words(`purposes.${row.purpose}`) },
        { id: "label", header: t("columns.label"), optional: true, cell: (row) => row.policyVersion?.label ?? "–" },
        {
          id: "recordedAt",
          header: t("columns.at"),
          sortable: true,
          cell: (row) => <span className="whitespace-nowrap">{format.dateTime(row.at as Instant)}</span>,
        },
      ]}
    />
  );
}
