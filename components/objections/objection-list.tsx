"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { Banner } from "@/components/patterns/banner";
import { FilterBar, type FilterField, filterChips } from "@/components/patterns/data-table/filter-bar";
import { InsteadOfRows } from "@/components/patterns/data-table/instead-of-rows";
import { ListFoot } from "@/components/patterns/data-table/list-foot";
import { ListRows } from "@/components/patterns/data-table/list-rows";
import type { ListUrl } from "@/components/patterns/data-table/list-url";
import { PageHeader } from "@/components/patterns/headers";
import { Scroll } from "@/components/patterns/layouts";
import { EmptyState } from "@/components/patterns/states";
import { OBJECTION_GROUNDS } from "@/domain/objections/model";
import { useTRPC } from "@/lib/trpc/client";
import type { ListQuery } from "@/lib/use-list-query";
import type { ObjectionRow } from "./objection";
import { useObjectionColumns } from "./objection-columns";
import { ObjectionsTabs } from "./objections-tabs";
import { objectionView } from "./paths";

/** The list of objections. It keeps its place beside an open one; how many are late is said above it. */
export function ObjectionList(props: {
  url: ListUrl;
  list: ListQuery<ObjectionRow>;
  current: string | null;
  onOpen(id: string): void;
}) {
  const { url, list, current } = props;
  const t = useTranslations("objections.page");
  const words = useTranslations("objections.grounds");
  const narrow = current !== null;
  const columns = useObjectionColumns(narrow);
  const { customer } = url.filters;
  const known = list.rows.find((row) => row.customer.id === customer)?.customer.number;
  const fields: FilterField[] = [
    {
      kind: "enum",
      key: "ground",
      label: t("columns.ground"),
      options: OBJECTION_GROUNDS.map((value) => ({ value, label: words(value) })),
    },
    { kind: "date-range", key: "received", label: t("columns.received") },
    ...(customer
      ? [
          {
            kind: "enum" as const,
            key: "customer",
            label: t("columns.customer"),
            options: [{ value: customer, label: known ?? t("oneCustomer") }],
          },
        ]
      : []),
  ];
  const search: FilterField = { kind: "text", key: "number", label: t("search"), placeholder: t("searchHint") };
  const view = objectionView(url.filters.state);
  const empty = view ?? "all";
  return (
    <>
      <PageHeader title={t("title")}>{narrow ? null : <ObjectionsTabs current={view} />}</PageHeader>
      <LateOnes />
      <FilterBar url={url} fields={fields} search={narrow ? undefined : search} />
      <Scroll label={t("list")}>
        <ListRows
          label={t("list")}
          columns={columns}
          list={list}
          rowKey={(row) => row.id}
          rowLabel={(row) => row.number}
          onOpen={(row) => props.onOpen(row.id)}
          current={current}
          url={url}
          instead={
            <InsteadOfRows
              list={list}
              url={url}
              what={t("failed")}
              chips={filterChips([...fields, search], url.filters)}
              empty={<EmptyState title={t(`empty.${empty}.title`)} text={t(`empty.${empty}.text`)} />}
            />
          }
        />
      </Scroll>
      <ListFoot shown={list.rows.length} total={list.total} showKeys={!narrow} />
    </>
  );
}

function LateOnes() {
  const t = useTranslations("objections.page");
  const trpc = useTRPC();
  const { data } = useQuery(trpc.objections.figures.queryOptions({}));
  if (!data || data.late === 0) return null;
  return <Banner tone="late">{t("lateCount", { count: data.late })}</Banner>;
}
