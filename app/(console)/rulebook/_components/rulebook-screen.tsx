"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import type { z } from "zod";
import { type Column, DataTable } from "@/components/patterns/data-table/data-table";
import { FilterBar, type FilterField, filterChips, filterKeys } from "@/components/patterns/data-table/filter-bar";
import { FilteredToNothing } from "@/components/patterns/data-table/instead-of-rows";
import { ListFoot } from "@/components/patterns/data-table/list-foot";
import { useListUrl } from "@/components/patterns/data-table/list-url";
import { PageHeader } from "@/components/patterns/headers";
import { PageLayout } from "@/components/patterns/layouts";
import { TableSkeleton } from "@/components/patterns/skeleton";
import { EmptyState } from "@/components/patterns/states";
import { StatusMark } from "@/components/patterns/status";
import { REACHED, RULE_KINDS, RULE_STATUSES, rulebookList, type ruleRow } from "@/domain/rulebook/schema";
import { useBilingual } from "@/lib/bilingual";
import { filtersFromUrl } from "@/lib/list-filters";
import { useTRPC } from "@/lib/trpc/client";
import { useListPage } from "@/lib/use-list-page";
import { QueryFailure } from "../../_components/query-failure";
import { REACHED_TONE, STATUS_TONE, useRuleWords } from "./rule-words";

type Row = z.output<typeof ruleRow>;

function useFields(): readonly FilterField[] {
  const t = useTranslations("rulebook");
  const words = useBilingual();
  const trpc = useTRPC();
  const { data: documents = [] } = useQuery(trpc.rulebook.documents.queryOptions({}, { staleTime: 3_600_000 }));
  return [
    {
      kind: "enum",
      key: "document",
      label: t("columns.document"),
      options: documents.map((one) => ({ value: one.id, label: words(one.title) })),
    },
    {
      kind: "enum",
      key: "kind",
      label: t("columns.kind"),
      options: RULE_KINDS.map((kind) => ({ value: kind, label: t(`kinds.${kind}`) })),
    },
    {
      kind: "enum",
      key: "status",
      label: t("columns.status"),
      options: RULE_STATUSES.map((status) => ({ value: status, label: t(`statuses.${status}`) })),
    },
    {
      kind: "enum",
      key: "reached",
      label: t("columns.reached"),
      options: REACHED.map((level) => ({ value: level, label: t(`reached.${level}`) })),
    },
    {
      kind: "enum",
      key: "trap",
      label: t("columns.trap"),
      options: [{ value: "concerned", label: t("filters.concerned") }],
    },
    {
      kind: "enum",
      key: "source",
      label: t("columns.changed"),
      options: [{ value: "console", label: t("filters.console") }],
    },
  ];
}

function useColumns(): readonly Column<Row>[] {
  const t = useTranslations("rulebook");
  const words = useBilingual();
  const { figure, clause } = useRuleWords();
  return [
    {
      id: "id",
      header: t("columns.id"),
      width: "228px",
      sortable: true,
      cell: (row) => (
        <Link className="hg-mono hg-row-link" href={`/rulebook/${row.id}`} tabIndex={-1}>
          {row.id}
        </Link>
      ),
    },
    { id: "title", header: t("columns.title"), cell: (row) => words(row.title) },
    {
      id: "document",
      header: t("columns.document"),
      optional: true,
      cell: (row) => (
        <span className="hg-ink-2">
          {words(row.document.title)} {clause(row.clause)}
        </span>
      ),
    },
    {
      id: "figures",
      header: t("columns.figures"),
      cell: (row) => <span className="hg-small">{row.figures.slice(0, 2).map(figure).join(t("and"))}</span>,
    },
    {
      id: "status",
      header: t("columns.status"),
      width: "150px",
      cell: (row) => <StatusMark tone={STATUS_TONE[row.status]}>{t(`statuses.${row.status}`)}</StatusMark>,
    },
    {
      id: "reached",
      header: t("columns.reached"),
      width: "120px",
      optional: true,
      cell: (row) =>
        row.reached ? <StatusMark tone={REACHED_TONE[row.reached]}>{t(`reached.${row.reached}`)}</StatusMark> : "–",
    },
  ];
}

/** The rules the console decides by, to be read: found by text, document, kind and how sure the house is of them. */
export function RulebookScreen() {
  const t = useTranslations("rulebook");
  const router = useRouter();
  const trpc = useTRPC();
  const fields = useFields();
  const search: FilterField = { kind: "text", key: "text", label: t("search") };
  const url = useListUrl({ sortable: ["id"], filterKeys: [...filterKeys(fields), "text"] });
  const list = useListPage(
    url,
    trpc.rulebook.list.queryOptions({
      filters: filtersFromUrl(rulebookList, url.filters),
      sort: "id",
      order: url.sort?.direction ?? "asc",
      cursor: url.after ?? undefined,
      limit: 50,
    }),
  );
  const columns = useColumns();
  const rows: readonly Row[] = list.data?.rows ?? [];
  const chips = filterChips([...fields, search], url.filters);
  return (
    <PageLayout
      label={t("title")}
      header={
        <>
          <PageHeader title={t("title")} note={t("description")} />
          <FilterBar url={url} fields={fields} search={search} />
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
        rowKey={(row) => `${row.id}@${row.version}`}
        rowLabel={(row) => row.id}
        onOpen={(row) => router.push(`/rulebook/${row.id}`)}
        sort={url.sort ?? { column: "id", direction: "asc" }}
        onSort={url.setSort}
        instead={
          list.isPending ? (
            <TableSkeleton rows={14} columns={5} />
          ) : list.error ? (
            <QueryFailure error={list.error} onRetry={() => void list.refetch()} />
          ) : rows.length > 0 ? undefined : chips.length > 0 ? (
            <FilteredToNothing url={url} chips={chips} />
          ) : (
            <EmptyState title={t("empty")} text={t("description")} />
          )
        }
      />
    </PageLayout>
  );
}
