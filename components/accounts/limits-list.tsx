"use client";

import { useTranslations } from "next-intl";
import { CustomerName } from "@/components/ledger/customer-name";
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
import { ADJUSTMENT_KINDS } from "@/domain/limits/codes";
import type { Instant } from "@/domain/shared/time";
import { useFormat } from "@/lib/format/use-format";
import type { ListQuery } from "@/lib/use-list-query";
import { LimitValue } from "./limit-table";
import type { ChangedLimit } from "./limits";

function useColumns(): readonly Column<ChangedLimit>[] {
  const t = useTranslations("limits.list");
  const page = useTranslations("limits.page");
  const kinds = useTranslations("limits.kinds");
  const format = useFormat();
  return [
    {
      id: "state",
      header: t("columns.state"),
      cell: (row) => (
        <StatusMark tone={row.state === "proposed" ? "wait" : "done"}>{page(`states.${row.state}`)}</StatusMark>
      ),
    },
    {
      id: "account",
      header: t("columns.account"),
      cell: (row) => <span className="hg-mono hg-small whitespace-nowrap">{row.account.number}</span>,
    },
    { id: "customer", header: t("columns.customer"), cell: (row) => <CustomerName customer={row.customer} /> },
    {
      id: "number",
      header: t("columns.number"),
      optional: true,
      cell: (row) => <span className="hg-mono hg-small whitespace-nowrap">{row.number}</span>,
    },
    { id: "kind", header: t("columns.kind"), cell: (row) => kinds(row.kind) },
    { id: "direction", header: t("columns.direction"), cell: (row) => t(`directions.${row.direction}`) },
    {
      id: "value",
      header: t("columns.value"),
      align: "end",
      cell: (row) =>
        row.kind === "password-free" && row.value === 0n ? (
          page("off")
        ) : (
          <LimitValue name={row.kind === "transfer-count" ? "transfer-count" : "transfer-day"} value={row.value} />
        ),
    },
    {
      id: "endsAt",
      header: t("columns.endsAt"),
      align: "end",
      sortable: true,
      cell: (row) => <span className="whitespace-nowrap">{row.until ?? t("open")}</span>,
    },
    {
      id: "requestedAt",
      header: t("columns.requestedAt"),
      align: "end",
      sortable: true,
      optional: true,
      cell: (row) => <span className="whitespace-nowrap">{format.dateTime(row.requestedAt as Instant)}</span>,
    },
  ];
}

/** Changed limits of all accounts, what ends first first. */
export function LimitsList({
  url,
  list,
  onOpen,
}: {
  url: ListUrl;
  list: ListQuery<ChangedLimit>;
  onOpen(row: ChangedLimit): void;
}) {
  const t = useTranslations("limits.list");
  const page = useTranslations("limits.page.states");
  const kinds = useTranslations("limits.kinds");
  const fields: FilterField[] = [
    {
      kind: "enum",
      key: "state",
      label: t("columns.state"),
      options: (["in-force", "proposed"] as const).map((value) => ({ value, label: page(value) })),
    },
    {
      kind: "enum",
      key: "kind",
      label: t("columns.kind"),
      options: ADJUSTMENT_KINDS.map((value) => ({ value, label: kinds(value) })),
    },
    {
      kind: "enum",
      key: "direction",
      label: t("columns.direction"),
      options: (["raised", "lowered"] as const).map((value) => ({ value, label: t(`directions.${value}`) })),
    },
  ];
  return (
    <>
      <PageHeader title={t("title")} />
      <FilterBar url={url} fields={fields} />
      <Scroll label={t("label")}>
        <ListRows
          label={t("label")}
          columns={useColumns()}
          list={list}
          rowKey={(row) => row.id}
          rowLabel={(row) => row.number}
          onOpen={onOpen}
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
      <ListFoot shown={list.rows.length} total={list.total} showKeys />
    </>
  );
}
