"use client";

import { useTranslations } from "next-intl";
import { FilterBar, type FilterField, filterChips } from "@/components/patterns/data-table/filter-bar";
import { InsteadOfRows } from "@/components/patterns/data-table/instead-of-rows";
import { ListFoot } from "@/components/patterns/data-table/list-foot";
import { ListRows } from "@/components/patterns/data-table/list-rows";
import type { ListUrl } from "@/components/patterns/data-table/list-url";
import { Scroll } from "@/components/patterns/layouts";
import { EmptyState } from "@/components/patterns/states";
import { TabLinks } from "@/components/patterns/tab-links";
import { ButtonLink } from "@/components/ui/button";
import { DIRECTIONS } from "@/domain/ledger/model";
import { LINE_RULES } from "@/domain/reports/large-value";
import { useFormat } from "@/lib/format/use-format";
import { useCan } from "@/lib/use-can";
import type { ListQuery } from "@/lib/use-list-query";
import type { CandidateRow } from "./candidate";
import { ExportButton } from "./export-dialog";
import { useQueueColumns } from "./queue-columns";

/** The views of the queue by the address's `state`; the first is shown when the address names none. */
export const QUEUE_VIEWS = {
  open: "open",
  confirmed: "confirmed",
  exempt: "exempt",
  withdrawn: "withdrawn",
  all: "open,confirmed,exempt,withdrawn",
} as const;
export type QueueView = keyof typeof QUEUE_VIEWS;

/** The view an address asks for. */
export function queueView(state: string | undefined): QueueView {
  const found = (Object.keys(QUEUE_VIEWS) as QueueView[]).find((view) => QUEUE_VIEWS[view] === state);
  return found ?? "open";
}

const RULES = Object.values(LINE_RULES);

function useFields(
  rows: readonly CandidateRow[],
  { customer: customerId, batch }: Readonly<Record<string, string | undefined>>,
): readonly FilterField[] {
  const t = useTranslations("reports.page");
  const directions = useTranslations("reports.labels.directions");
  // The rules are data; a test of the messages holds their names.
  const lines = useTranslations("reports.page.lines") as unknown as (rule: string) => string;
  const known = rows.find((row) => row.customer.id === customerId)?.customer.number;
  return [
    {
      kind: "enum",
      key: "direction",
      label: t("columns.direction"),
      options: DIRECTIONS.map((value) => ({ value, label: directions(value) })),
    },
    {
      kind: "enum",
      key: "rule",
      label: t("columns.line"),
      options: RULES.map((value) => ({ value, label: lines(value) })),
    },
    { kind: "date-range", key: "date", label: t("columns.date") },
    ...(customerId
      ? [
          {
            kind: "enum" as const,
            key: "customer",
            label: t("columns.customer"),
            options: [{ value: customerId, label: known ?? t("oneCustomer") }],
          },
        ]
      : []),
    ...(batch
      ? [{ kind: "enum" as const, key: "batch", label: t("batch"), options: [{ value: batch, label: t("oneBatch") }] }]
      : []),
  ];
}

/** The queue: what reached a line of the law, soonest due first. It keeps its place beside an open item. */
export function LargeValueQueue(props: {
  url: ListUrl;
  list: ListQuery<CandidateRow>;
  current: string | null;
  onOpen(id: string): void;
}) {
  const { url, list, current } = props;
  const t = useTranslations("reports.page");
  const format = useFormat();
  const can = useCan();
  const narrow = current !== null;
  const columns = useQueueColumns(narrow);
  const fields = useFields(list.rows, url.filters);
  const search: FilterField = { kind: "text", key: "number", label: t("search"), placeholder: t("searchHint") };
  const view = queueView(url.filters.state);
  const tabs = (Object.keys(QUEUE_VIEWS) as QueueView[]).map((id) => ({
    id,
    label: t(`views.${id}`),
    href: `/reports/large-value${id === "open" ? "" : `?state=${QUEUE_VIEWS[id]}`}`,
    ...(id === view && list.total ? { count: format.capped(list.total.count, list.total.capped) } : {}),
  }));
  return (
    <>
      <header className="hg-pane-head">
        <h1>{t("title")}</h1>
        <TabLinks label={t("viewsLabel")} tabs={tabs} current={view} />
        <span className="hg-grow" />
        {!narrow && can("reports.large-value.export") ? <ExportButton /> : null}
      </header>
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
          instead={<Instead list={list} url={url} view={view} chips={filterChips([...fields, search], url.filters)} />}
        />
      </Scroll>
      <ListFoot shown={list.rows.length} total={list.total} />
    </>
  );
}

/** What stands in place of rows: waiting, failure, nothing yet, or filtered to nothing. */
function Instead(props: {
  list: ListQuery<CandidateRow>;
  url: ListUrl;
  view: QueueView;
  chips: ReturnType<typeof filterChips>;
}) {
  const { list, url, view, chips } = props;
  const t = useTranslations("reports.page");
  const can = useCan();
  const empty = (
    <EmptyState
      title={t(`empty.${view}.title`)}
      text={t(`empty.${view}.text`)}
      action={
        can("ingestion.import") ? (
          <ButtonLink small href="/ingestion">
            {t("empty.import")}
          </ButtonLink>
        ) : null
      }
    />
  );
  return <InsteadOfRows list={list} url={url} what={t("failed")} chips={chips} empty={empty} />;
}
