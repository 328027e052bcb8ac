"use client";

import { useTranslations } from "next-intl";
import { CustomerName } from "@/components/ledger/customer-name";
import type { Column } from "@/components/patterns/data-table/data-table";
import type { FilterField } from "@/components/patterns/data-table/filter-bar";
import { RegisterScreen } from "@/components/patterns/register-screen";
import { StatusMark } from "@/components/patterns/status";
import { CORRECTION_FIELDS, CORRECTION_STATES } from "@/domain/corrections/model";
import { CORRECTIONS_LIST } from "@/domain/corrections/schema";
import type { Instant } from "@/domain/shared/time";
import { useFormat } from "@/lib/format/use-format";
import { useTRPCClient } from "@/lib/trpc/client";
import { CORRECTION_TONE, CORRECTIONS_PATH, type CorrectionRow } from "./correction";
import { CorrectionItem } from "./correction-item";

/** What is proposed to be put right of customers' data, with the open one beside the list. */
export function CorrectionList() {
  const t = useTranslations("corrections");
  const client = useTRPCClient();
  const fields: FilterField[] = [
    {
      kind: "enum",
      key: "state",
      label: t("page.state"),
      options: CORRECTION_STATES.map((value) => ({ value, label: t(`states.${value}`) })),
    },
    {
      kind: "enum",
      key: "field",
      label: t("page.heads.field"),
      options: CORRECTION_FIELDS.map((value) => ({ value, label: t(`fields.${value}`) })),
    },
    { kind: "date-range", key: "proposed", label: t("page.proposed") },
  ];
  return (
    <RegisterScreen
      definition={CORRECTIONS_LIST}
      path={CORRECTIONS_PATH}
      words={{
        title: t("page.title"),
        list: t("page.list"),
        failed: t("page.failed"),
        emptyTitle: t("page.empty.title"),
        emptyText: t("page.empty.text"),
      }}
      fields={fields}
      fetchPage={(input) => client.corrections.list.query(input)}
      rowLabel={(row) => row.number}
      item={(id, onClose) => <CorrectionItem id={id} onClose={onClose} />}
      columns={useColumns()}
    />
  );
}

function useColumns(): (narrow: boolean) => readonly Column<CorrectionRow>[] {
  const t = useTranslations("corrections");
  const format = useFormat();
  const state: Column<CorrectionRow> = {
    id: "state",
    header: t("page.state"),
    cell: (row) => <StatusMark tone={CORRECTION_TONE[row.state]}>{t(`states.${row.state}`)}</StatusMark>,
  };
  const fields: Column<CorrectionRow> = {
    id: "fields",
    header: t("page.heads.field"),
    cell: (row) => row.fields.map((field) => t(`fields.${field}`)).join(t("page.and")),
  };
  const customer = (narrow: boolean): Column<CorrectionRow> => ({
    id: "customer",
    header: t("page.customer"),
    cell: (row) => (
      <span className="whitespace-nowrap">
        <CustomerName customer={row.customer} />
        {row.customer.name && !narrow ? <span className="hg-small hg-ink-3"> {row.customer.number}</span> : null}
      </span>
    ),
  });
  return (narrow) =>
    narrow
      ? [customer(narrow), fields, state]
      : [
          state,
          {
            id: "number",
            header: t("page.number"),
            cell: (row) => <span className="hg-mono hg-small whitespace-nowrap">{row.number}</span>,
          },
          customer(narrow),
          fields,
          {
            id: "proposedAt",
            header: t("page.proposed"),
            sortable: true,
            cell: (row) => <span className="whitespace-nowrap">{format.dateTime(row.proposedAt as Instant)}</span>,
          },
        ];
}
