"use client";

import { useTranslations } from "next-intl";
import { Masked } from "@/components/customers/masked";
import type { Column } from "@/components/patterns/data-table/data-table";
import { FilterBar, type FilterField, filterChips } from "@/components/patterns/data-table/filter-bar";
import { InsteadOfRows } from "@/components/patterns/data-table/instead-of-rows";
import { ListFoot } from "@/components/patterns/data-table/list-foot";
import { ListRows } from "@/components/patterns/data-table/list-rows";
import type { ListUrl } from "@/components/patterns/data-table/list-url";
import { PageHeader } from "@/components/patterns/headers";
import { Scroll } from "@/components/patterns/layouts";
import { EmptyState } from "@/components/patterns/states";
import { StatusMark } from "@/components/patterns/status";
import { CORE_DIFFERENCE_KINDS, CORE_DIFFERENCE_STATES } from "@/domain/controls/core-difference";
import type { Instant } from "@/domain/shared/time";
import { useFormat } from "@/lib/format/use-format";
import type { ListQuery } from "@/lib/use-list-query";
import { CoreTabs } from "./core-tabs";
import { type DifferenceRow, KIND_TONE, STATE_TONE } from "./difference";

type Props = { url: ListUrl; list: ListQuery<DifferenceRow>; current: string | null; onOpen(id: string): void };

/** Accounts the payment core restricts otherwise than we do; those that stand unless asked otherwise. */
export function DifferenceList({ url, list, current, onOpen }: Props) {
  const t = useTranslations("controls.differences");
  const labels = useTranslations("controls.labels.core-difference");
  const columns = useColumns(current !== null);
  const fields: readonly FilterField[] = [
    {
      kind: "enum",
      key: "kind",
      label: t("filters.kind"),
      options: CORE_DIFFERENCE_KINDS.map((value) => ({ value, label: labels(`kind.${value}`) })),
    },
    {
      kind: "enum",
      key: "state",
      label: t("filters.state"),
      options: CORE_DIFFERENCE_STATES.map((value) => ({ value, label: labels(`state.${value}`) })),
    },
    { kind: "date-range", key: "seenOn", label: t("filters.seenOn") },
  ];
  return (
    <>
      <PageHeader title={t("title")}>
        <CoreTabs current="differences" />
      </PageHeader>
      <FilterBar url={url} fields={fields} />
      <Scroll label={t("label")}>
        <ListRows
          label={t("label")}
          columns={columns}
          list={list}
          rowKey={(row) => row.id}
          rowLabel={(row) => row.number}
          onOpen={(row) => onOpen(row.id)}
          current={current}
          url={url}
          instead={
            <InsteadOfRows
              list={list}
              url={url}
              what={t("failed")}
              chips={filterChips(fields, url.filters)}
              empty={<EmptyState title={t("empty.title")} text={t("empty.text")} />}
            />
          }
        />
      </Scroll>
      <ListFoot shown={list.rows.length} total={list.total} />
    </>
  );
}

function useColumns(narrow: boolean): readonly Column<DifferenceRow>[] {
  const t = useTranslations("controls.differences.columns");
  const labels = useTranslations("controls.labels.core-difference");
  const format = useFormat();
  const kind: Column<DifferenceRow> = {
    id: "kind",
    header: t("kind"),
    cell: (row) => (
      <span className="whitespace-nowrap">
        <StatusMark tone={KIND_TONE[row.kind]}>{labels(`kind.${row.kind}`)}</StatusMark>
      </span>
    ),
  };
  const customer: Column<DifferenceRow> = {
    id: "customer",
    header: t("customer"),
    cell: (row) => (
      <span className="whitespace-nowrap">
        {row.customerName ? <Masked value={row.customerName} /> : row.customerNumber}
      </span>
    ),
  };
  const firstSeenAt: Column<DifferenceRow> = {
    id: "firstSeenAt",
    header: t("firstSeen"),
    sortable: true,
    align: "end",
    cell: (row) => <span className="hg-small whitespace-nowrap">{format.dateTime(row.firstSeenAt as Instant)}</span>,
  };
  if (narrow) return [kind, customer, firstSeenAt];
  return [
    kind,
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
    },
    {
      id: "state",
      header: t("state"),
      cell: (row) => <StatusMark tone={STATE_TONE[row.state]}>{labels(`state.${row.state}`)}</StatusMark>,
    },
    firstSeenAt,
    {
      id: "lastSeenAt",
      header: t("lastSeen"),
      sortable: true,
      align: "end",
      optional: true,
      cell: (row) => <span className="hg-small whitespace-nowrap">{format.dateTime(row.lastSeenAt as Instant)}</span>,
    },
  ];
}
