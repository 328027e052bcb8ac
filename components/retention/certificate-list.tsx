"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import type { Column } from "@/components/patterns/data-table/data-table";
import { RETENTION_CLASSES } from "@/domain/retention/model";
import { CERTIFICATES_LIST } from "@/domain/retention/schema";
import type { Instant } from "@/domain/shared/time";
import { useFormat } from "@/lib/format/use-format";
import { useTRPCClient } from "@/lib/trpc/client";
import { DeskList } from "./desk-list";
import { type CertificateRow, certificatesInput, RETENTION_VIEWS } from "./retention";

/** Certificates of what was destroyed, the latest first. */
export function CertificateList() {
  const t = useTranslations("retention");
  const client = useTRPCClient();
  const router = useRouter();
  const format = useFormat();
  const columns: readonly Column<CertificateRow>[] = [
    {
      id: "number",
      header: t("page.columns.number"),
      cell: (row) => <span className="hg-mono hg-small whitespace-nowrap">{row.number}</span>,
    },
    { id: "customer", header: t("page.columns.customer"), cell: (row) => row.customer.number },
    { id: "class", header: t("page.columns.class"), cell: (row) => t(`classes.${row.class}`) },
    {
      id: "issuedAt",
      header: t("page.columns.issued"),
      sortable: true,
      cell: (row) => <span className="whitespace-nowrap">{format.dateTime(row.issuedAt as Instant)}</span>,
    },
  ];
  return (
    <DeskList
      view="certificates"
      definition={CERTIFICATES_LIST}
      filterKeys={["class", "issuedFrom", "issuedTo", "number", "customer"]}
      inputOf={certificatesInput}
      fetchPage={(input) => client.retention.certificates.query(input)}
      columns={columns}
      rowKey={(row) => row.id}
      rowLabel={(row) => row.number}
      onOpen={(row) => router.push(`${RETENTION_VIEWS.certificates}/${row.id}`)}
      search={{ kind: "text", key: "number", label: t("page.search"), placeholder: t("page.columns.number") }}
      fields={[
        {
          kind: "enum",
          key: "class",
          label: t("page.columns.class"),
          options: RETENTION_CLASSES.map((value) => ({ value, label: t(`classes.${value}`) })),
        },
        { kind: "date-range", key: "issued", label: t("page.columns.issued") },
      ]}
    />
  );
}
