"use client";

import { useTranslations } from "next-intl";
import { FilterBar, type FilterField, filterChips } from "@/components/patterns/data-table/filter-bar";
import { InsteadOfRows } from "@/components/patterns/data-table/instead-of-rows";
import { ListFoot } from "@/components/patterns/data-table/list-foot";
import { ListRows } from "@/components/patterns/data-table/list-rows";
import type { ListUrl } from "@/components/patterns/data-table/list-url";
import { PageHeader } from "@/components/patterns/headers";
import { Scroll } from "@/components/patterns/layouts";
import { EmptyState } from "@/components/patterns/states";
import { CALL_BACK_STATES, CAUSES } from "@/domain/losses/model";
import type { ListQuery } from "@/lib/use-list-query";
import { useLossColumns } from "./loss-columns";
import type { LossRow } from "./losses";
import { LossesTabs } from "./losses-tabs";
import { lossView } from "./paths";

function useFields(url: ListUrl, rows: readonly LossRow[]): readonly FilterField[] {
  const t = useTranslations("losses.page.columns");
  const words = useTranslations("losses");
  const { customer } = url.filters;
  const known = rows.find((row) => row.customer.id === customer)?.customer.number;
  const named = customer ? [{ value: customer, label: known ?? t("oneCustomer") }] : [];
  return [
    {
      kind: "enum",
      key: "cause",
      label: t("cause"),
      options: CAUSES.map((value) => ({ value, label: words(`causes.${value}`) })),
    },
    {
      kind: "enum",
      key: "callBack",
      label: t("callBack"),
      options: CALL_BACK_STATES.map((value) => ({ value, label: words(`callBacks.${value}`) })),
    },
    { kind: "date-range", key: "reported", label: t("reported") },
    ...(customer ? [{ kind: "enum" as const, key: "customer", label: t("customer"), options: named }] : []),
  ];
}

/** The list of loss reports, the latest first. It keeps its place beside an open one. */
export function LossList(props: {
  url: ListUrl;
  list: ListQuery<LossRow>;
  current: string | null;
  onOpen(id: string): void;
}) {
  const { url, list, current } = props;
  const t = useTranslations("losses.page");
  const narrow = current !== null;
  const columns = useLossColumns(narrow);
  const fields = useFields(url, list.rows);
  const search: FilterField = { kind: "text", key: "number", label: t("search"), placeholder: t("searchHint") };
  const view = lossView(url.filters.state);
  const empty = view ?? "all";
  return (
    <>
      <PageHeader title={t("title")}>{narrow ? null : <LossesTabs current={view} />}</PageHeader>
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
