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
import { TRIGGER_KINDS } from "@/domain/reverification/model";
import type { ListQuery } from "@/lib/use-list-query";
import { reviewView } from "./paths";
import { ReverificationTabs } from "./reverification-tabs";
import type { ReviewRow } from "./review";
import { useReviewColumns } from "./review-columns";

function useFields(url: ListUrl, rows: readonly ReviewRow[]): readonly FilterField[] {
  const t = useTranslations("reverification.page.columns");
  const words = useTranslations("reverification.kinds");
  const { customer } = url.filters;
  const known = rows.find((row) => row.customer.id === customer)?.customer.number;
  return [
    {
      kind: "enum",
      key: "kind",
      label: t("kind"),
      options: TRIGGER_KINDS.map((value) => ({ value, label: words(value) })),
    },
    { kind: "date-range", key: "opened", label: t("opened") },
    ...(customer
      ? [
          {
            kind: "enum" as const,
            key: "customer",
            label: t("customer"),
            options: [{ value: customer, label: known ?? t("oneCustomer") }],
          },
        ]
      : []),
  ];
}

/** The list of re-verifications, the latest first. It keeps its place beside an open one. */
export function ReviewList(props: {
  url: ListUrl;
  list: ListQuery<ReviewRow>;
  current: string | null;
  onOpen(id: string): void;
}) {
  const { url, list, current } = props;
  const t = useTranslations("reverification.page");
  const narrow = current !== null;
  const columns = useReviewColumns(narrow);
  const fields = useFields(url, list.rows);
  const search: FilterField = { kind: "text", key: "number", label: t("search"), placeholder: t("searchHint") };
  const view = reviewView(url.filters.state);
  const empty = view ?? "all";
  return (
    <>
      <PageHeader title={t("title")}>{narrow ? null : <ReverificationTabs current={view} />}</PageHeader>
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
