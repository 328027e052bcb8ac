"use client";

import { useTranslations } from "next-intl";
import { CustomerName } from "@/components/ledger/customer-name";
import type { Column } from "@/components/patterns/data-table/data-table";
import type { FilterField } from "@/components/patterns/data-table/filter-bar";
import { RegisterScreen } from "@/components/patterns/register-screen";
import { StatusMark } from "@/components/patterns/status";
import { PACKAGE_FORMS, PACKAGE_STATES } from "@/domain/packages/model";
import { PACKAGES_LIST } from "@/domain/packages/schema";
import type { Instant } from "@/domain/shared/time";
import { NOTHING } from "@/lib/format/nothing";
import { useFormat } from "@/lib/format/use-format";
import { useTRPCClient } from "@/lib/trpc/client";
import { PACKAGE_TONE, PACKAGES_PATH, type PackageRow } from "./package";
import { PackageItem } from "./package-item";

/** Copies made for customers, with the open one beside the list. */
export function PackageList() {
  const t = useTranslations("packages");
  const client = useTRPCClient();
  const fields: FilterField[] = [
    {
      kind: "enum",
      key: "state",
      label: t("page.state"),
      options: PACKAGE_STATES.map((value) => ({ value, label: t(`states.${value}`) })),
    },
    {
      kind: "enum",
      key: "form",
      label: t("page.form"),
      options: PACKAGE_FORMS.map((value) => ({ value, label: t(`forms.${value}`) })),
    },
    { kind: "date-range", key: "asked", label: t("page.asked") },
  ];
  return (
    <RegisterScreen
      definition={PACKAGES_LIST}
      path={PACKAGES_PATH}
      words={{
        title: t("page.title"),
        list: t("page.list"),
        failed: t("page.failed"),
        emptyTitle: t("page.empty.title"),
        emptyText: t("page.empty.text"),
      }}
      fields={fields}
      fetchPage={(input) => client.packages.list.query(input)}
      rowLabel={(row) => row.number}
      item={(id, onClose) => <PackageItem id={id} onClose={onClose} />}
      columns={useColumns()}
    />
  );
}

function useColumns(): (narrow: boolean) => readonly Column<PackageRow>[] {
  const t = useTranslations("packages");
  const format = useFormat();
  const state: Column<PackageRow> = {
    id: "state",
    header: t("page.state"),
    cell: (row) => <StatusMark tone={PACKAGE_TONE[row.state]}>{t(`states.${row.state}`)}</StatusMark>,
  };
  const form: Column<PackageRow> = { id: "form", header: t("page.form"), cell: (row) => t(`forms.${row.form}`) };
  const customer = (narrow: boolean): Column<PackageRow> => ({
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
      ? [customer(narrow), form, state]
      : [
          state,
          {
            id: "number",
            header: t("page.number"),
            cell: (row) => <span className="hg-mono hg-small whitespace-nowrap">{row.number}</span>,
          },
          customer(narrow),
          form,
          {
            id: "askedAt",
            header: t("page.asked"),
            sortable: true,
            cell: (row) => <span className="whitespace-nowrap">{format.dateTime(row.askedAt as Instant)}</span>,
          },
          {
            id: "openUntil",
            header: t("page.until"),
            sortable: true,
            cell: (row) => (
              <span className="whitespace-nowrap">
                {row.openUntil ? format.dateTime(row.openUntil as Instant) : NOTHING}
              </span>
            ),
          },
          { id: "downloads", header: t("page.downloads"), align: "end", cell: (row) => format.count(row.downloads) },
        ];
}
