"use client";

import { useTranslations } from "next-intl";
import type { FilterField } from "@/components/patterns/data-table/filter-bar";
import { ExportFile } from "@/components/patterns/export-file";
import { RegisterScreen } from "@/components/patterns/register-screen";
import { StatusMark } from "@/components/patterns/status";
import type { Instant } from "@/domain/shared/time";
import { NOTICE_KINDS, NOTICE_STATES } from "@/domain/sharing/model";
import { NOTICES_LIST } from "@/domain/sharing/schema";
import { useFormat } from "@/lib/format/use-format";
import { useTRPCClient } from "@/lib/trpc/client";
import { NOTICE_TONE, NoticeItem } from "./notice-item";
import { SharingTabs } from "./sharing-tabs";

/** What recipients were told to do, with the open notice beside the list. */
export function NoticeRegister() {
  const t = useTranslations("sharing.page");
  const words = useTranslations("sharing");
  const format = useFormat();
  const client = useTRPCClient();
  const fields: FilterField[] = [
    {
      kind: "enum",
      key: "state",
      label: t("filters.state"),
      options: NOTICE_STATES.map((value) => ({ value, label: words(`noticeStates.${value}`) })),
    },
    {
      kind: "enum",
      key: "kind",
      label: t("columns.what"),
      options: NOTICE_KINDS.map((value) => ({ value, label: words(`noticeKinds.${value}`) })),
    },
  ];
  return (
    <RegisterScreen
      definition={NOTICES_LIST}
      path="/sharing/notices"
      words={{
        title: t("title"),
        list: t("list"),
        failed: t("failed"),
        emptyTitle: t("empty.title"),
        emptyText: t("empty.notices"),
      }}
      tabs={<SharingTabs current="notices" />}
      tools={
        <ExportFile
          mutate={client.sharing.exportRegister.mutate}
          input={{ what: "notices" as const }}
          label={t("export")}
          busy={t("exporting")}
        />
      }
      fields={fields}
      fetchPage={(input) => client.sharing.notices.query(input)}
      rowLabel={(row) => row.number}
      item={(id, onClose) => <NoticeItem id={id} onClose={onClose} />}
      columns={(narrow) => [
        {
          id: "state",
          header: t("columns.state"),
          cell: (row) => (
            <StatusMark tone={row.overdue ? "late" : NOTICE_TONE[row.state]}>
              {row.overdue ? t("overdue") : words(`noticeStates.${row.state}`)}
            </StatusMark>
          ),
        },
        { id: "partner", header: t("columns.partner"), cell: (row) => row.partner.name },
        { id: "what", header: t("columns.what"), cell: (row) => words(`noticeKinds.${row.kind}`) },
        ...(narrow
          ? []
          : [
              {
                id: "number",
                header: t("columns.number"),
                optional: true,
                cell: (row: { number: string }) => <span className="hg-mono hg-small">{row.number}</span>,
              },
              {
                id: "customer",
                header: t("columns.customer"),
                cell: (row: { customer: { number: string } | null }) => row.customer?.number ?? "–",
              },
              {
                id: "dueAt",
                header: t("columns.due"),
                sortable: true,
                cell: (row: { dueAt: string }) => format.dateTime(row.dueAt as Instant),
              },
            ]),
      ]}
    />
  );
}
