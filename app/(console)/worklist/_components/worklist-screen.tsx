"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { DataTable } from "@/components/patterns/data-table/data-table";
import { FilterBar, type FilterField, filterChips, filterKeys } from "@/components/patterns/data-table/filter-bar";
import { ListFoot } from "@/components/patterns/data-table/list-foot";
import { useListUrl } from "@/components/patterns/data-table/list-url";
import { PageHeader } from "@/components/patterns/headers";
import { PageLayout } from "@/components/patterns/layouts";
import { TableSkeleton } from "@/components/patterns/skeleton";
import { EmptyState, FilteredEmpty } from "@/components/patterns/states";
import { ButtonLink } from "@/components/ui/button";
import { WORK_ITEM_STATES } from "@/domain/worklist/model";
import { WAITING, worklistList } from "@/domain/worklist/schema";
import { STANDINGS } from "@/domain/worklist/standing";
import { itemHref } from "@/lib/item-href";
import { filtersFromUrl } from "@/lib/list-filters";
import { useTRPC } from "@/lib/trpc/client";
import { useCan } from "@/lib/use-can";
import { useListPage } from "@/lib/use-list-page";
import { QueryFailure } from "../../_components/query-failure";
import { KindTabs, useVisibleKinds } from "./kind-tabs";
import { useWorkColumns, type WorkRow } from "./work-columns";

const SORTS = ["dueAt", "openedAt", "number"] as const;
const DEFAULT_SORT = { column: "dueAt", direction: "asc" } as const;

/** What the list may be filtered by, in words. */
function useFields(): readonly FilterField[] {
  const t = useTranslations("worklist");
  const kinds = useVisibleKinds();
  const options = <V extends string>(values: readonly V[], label: (value: V) => string) =>
    values.map((value) => ({ value, label: label(value) }));
  return [
    { kind: "enum", key: "kind", label: t("filters.kind"), options: options(kinds, (kind) => t(`kinds.${kind}`)) },
    {
      kind: "enum",
      key: "state",
      label: t("filters.state"),
      options: options(WORK_ITEM_STATES, (state) => t(`states.${state}`)),
    },
    {
      kind: "enum",
      key: "standing",
      label: t("filters.standing"),
      options: options(STANDINGS, (standing) => t(`standings.${standing}`)),
    },
    {
      kind: "enum",
      key: "waiting",
      label: t("filters.waiting"),
      options: options(WAITING, (who) => t(`waiting.${who}`)),
    },
    { kind: "date-range", key: "due", label: t("filters.due") },
    { kind: "date-range", key: "opened", label: t("filters.opened") },
  ];
}

/** Everything that waits for the reader, the most urgent first; opening a row leads to its item. */
export function WorklistScreen() {
  const t = useTranslations("worklist");
  const router = useRouter();
  const trpc = useTRPC();
  const fields = useFields();
  const keys = [...filterKeys(fields), "customer"];
  const url = useListUrl({ sortable: SORTS, defaultSort: DEFAULT_SORT, filterKeys: keys });
  const sort = url.sort ?? DEFAULT_SORT;
  const chosen = filtersFromUrl(worklistList, url.filters);
  const list = useListPage(
    url,
    trpc.worklist.list.queryOptions({
      filters: { ...chosen, state: chosen.state ?? ["open"] },
      sort: sort.column as (typeof SORTS)[number],
      order: sort.direction,
      cursor: url.after ?? undefined,
      limit: 50,
    }),
  );
  const columns = useWorkColumns();
  const rows: readonly WorkRow[] = list.data?.rows ?? [];
  return (
    <PageLayout
      label={t("title")}
      header={
        <>
          <PageHeader title={t("title")}>
            <KindTabs current={url.filters.kind} />
          </PageHeader>
          <FilterBar url={url} fields={fields} />
        </>
      }
      foot={
        <ListFoot
          shown={rows.length}
          total={list.data ? { count: list.data.count, capped: list.data.countCapped } : undefined}
          onPrevious={list.onPrevious}
          onNext={list.onNext}
        />
      }
    >
      <DataTable
        label={t("title")}
        columns={columns}
        rows={rows}
        rowKey={(row) => row.id}
        rowLabel={(row) => t("open", { number: row.number })}
        onOpen={(row) => {
          const href = itemHref(row.subjectType, row.subjectId);
          if (href) router.push(href);
        }}
        sort={sort}
        onSort={url.setSort}
        instead={
          list.isPending ? (
            <TableSkeleton rows={12} columns={6} />
          ) : list.error ? (
            <QueryFailure error={list.error} onRetry={() => void list.refetch()} />
          ) : rows.length === 0 ? (
            <NoRows url={url} fields={fields} />
          ) : undefined
        }
      />
    </PageLayout>
  );
}

function NoRows({ url, fields }: { url: ReturnType<typeof useListUrl>; fields: readonly FilterField[] }) {
  const t = useTranslations("worklist");
  const can = useCan();
  const chips = filterChips(fields, url.filters);
  if (chips.length > 0) {
    return (
      <FilteredEmpty
        filters={chips.map((chip) => ({
          label: `${chip.label} ${chip.value}`,
          remove: () => url.setFilters(Object.fromEntries(chip.keys.map((key) => [key, null]))),
        }))}
        onClear={url.clear}
      />
    );
  }
  return (
    <EmptyState
      title={t("empty.title")}
      text={t("empty.text")}
      action={
        can("overview.read") ? (
          <ButtonLink href="/overview" small>
            {t("empty.action")}
          </ButtonLink>
        ) : null
      }
    />
  );
}
