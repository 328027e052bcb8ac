"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
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
import { auditList } from "@/domain/audit/schema";
import { AUDIT_KINDS } from "@/domain/audit-kinds";
import type { Instant } from "@/domain/shared/time";
import { useFormat } from "@/lib/format/use-format";
import { filtersFromUrl } from "@/lib/list-filters";
import { useTRPC } from "@/lib/trpc/client";
import { useListPage } from "@/lib/use-list-page";
import { QueryFailure } from "../../_components/query-failure";
import { type Entry, OUTCOME_TONE, useAuditWords } from "./audit-words";
import { ExportLog } from "./export-log";
import { SealState } from "./seal-state";

const SORT = { column: "at", direction: "desc" } as const;
const OUTCOMES = ["committed", "refused", "denied"] as const;

type Row = Entry & {
  readonly id: string;
  readonly at: string;
  readonly subjectId: string;
  readonly basis: readonly string[];
  readonly leafIndex: number | null;
};

function useFields(): readonly FilterField[] {
  const t = useTranslations("audit");
  const { kindOf } = useAuditWords();
  return [
    {
      kind: "enum",
      key: "kind",
      label: t("filters.kind"),
      options: Object.keys(AUDIT_KINDS).map((kind) => ({ value: kind, label: kindOf(kind) })),
    },
    {
      kind: "enum",
      key: "outcome",
      label: t("filters.outcome"),
      options: OUTCOMES.map((outcome) => ({ value: outcome, label: t(`outcomes.${outcome}`) })),
    },
    { kind: "date-range", key: "date", label: t("filters.date") },
    { kind: "text", key: "actor", label: t("filters.actor") },
    { kind: "text", key: "subject", label: t("filters.subject") },
  ];
}

function useColumns(): readonly Column<Row>[] {
  const t = useTranslations("audit.columns");
  const format = useFormat();
  const words = useAuditWords();
  return [
    {
      id: "at",
      header: t("at"),
      width: "168px",
      sortable: true,
      cell: (row) => (
        <Link className="hg-row-link hg-nowrap" href={`/audit/${row.id}`} tabIndex={-1}>
          {format.dateTime(row.at as Instant, { seconds: true })}
        </Link>
      ),
    },
    { id: "actor", header: t("actor"), width: "150px", cell: (row) => words.actor(row) },
    { id: "kind", header: t("kind"), cell: (row) => words.kindOf(row.kind) },
    {
      id: "outcome",
      header: t("outcome"),
      width: "100px",
      cell: (row) => <StatusMark tone={OUTCOME_TONE[row.outcome] ?? "idle"}>{words.outcome(row)}</StatusMark>,
    },
    {
      id: "subject",
      header: t("subject"),
      cell: (row) => (
        <>
          {words.subject(row)} <span className="hg-mono hg-ink-3">{row.subjectId.slice(-8)}</span>
        </>
      ),
    },
    {
      id: "basis",
      header: t("basis"),
      optional: true,
      width: "220px",
      cell: (row) => (
        <span className="hg-mono hg-ink-3 hg-basis" title={row.basis.join("\n")}>
          {row.basis.join(" ")}
        </span>
      ),
    },
    {
      id: "leaf",
      header: t("leaf"),
      align: "end",
      width: "84px",
      cell: (row) => (row.leafIndex === null ? "–" : format.count(row.leafIndex + 1)),
    },
  ];
}

/** Every act, refusal and denial, newest first, with how far the log is sealed and its export. */
export function AuditScreen() {
  const t = useTranslations("audit");
  const router = useRouter();
  const trpc = useTRPC();
  const fields = useFields();
  const url = useListUrl({ sortable: ["at"], defaultSort: SORT, filterKeys: filterKeys(fields) });
  const sort = url.sort ?? SORT;
  const list = useListPage(
    url,
    trpc.audit.list.queryOptions({
      filters: filtersFromUrl(auditList, url.filters),
      sort: "at",
      order: sort.direction,
      cursor: url.after ?? undefined,
      limit: 50,
    }),
  );
  const columns = useColumns();
  const rows: readonly Row[] = list.data?.rows ?? [];
  const chips = filterChips(fields, url.filters);
  return (
    <PageLayout
      label={t("title")}
      header={
        <>
          <PageHeader title={t("title")} note={t("hint")}>
            <SealState />
            <ExportLog />
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
        rowLabel={(row) => row.id}
        onOpen={(row) => router.push(`/audit/${row.id}`)}
        sort={sort}
        onSort={url.setSort}
        density="tight"
        instead={
          list.isPending ? (
            <TableSkeleton rows={16} columns={6} />
          ) : list.error ? (
            <QueryFailure error={list.error} onRetry={() => void list.refetch()} />
          ) : rows.length > 0 ? undefined : chips.length > 0 ? (
            <FilteredToNothing url={url} chips={chips} />
          ) : (
            <EmptyState title={t("empty")} text={t("hint")} />
          )
        }
      />
    </PageLayout>
  );
}
