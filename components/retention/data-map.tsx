"use client";

import { useQuery } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { useTranslations } from "next-intl";
import { RuleCitation } from "@/components/controls/rule-citation";
import { type Column, DataTable } from "@/components/patterns/data-table/data-table";
import { FilterBar, type FilterField, filterChips } from "@/components/patterns/data-table/filter-bar";
import { FilteredToNothing } from "@/components/patterns/data-table/instead-of-rows";
import { ListFoot } from "@/components/patterns/data-table/list-foot";
import { useListUrl } from "@/components/patterns/data-table/list-url";
import { PageHeader } from "@/components/patterns/headers";
import { PageLayout } from "@/components/patterns/layouts";
import { QueryProblem } from "@/components/patterns/query-problem";
import { TableSkeleton } from "@/components/patterns/skeleton";
import { StatusMark } from "@/components/patterns/status";
import { Button } from "@/components/ui/button";
import { GRADES, PROTECTIONS } from "@/domain/retention/grades";
import { RETENTION_CLASSES } from "@/domain/retention/model";
import { useAttemptText } from "@/lib/refusal-text";
import { saveText } from "@/lib/save-text";
import { useTRPC, useTRPCClient } from "@/lib/trpc/client";
import { useCan } from "@/lib/use-can";
import { useCommand } from "@/lib/use-command";
import type { MapRow } from "./retention";
import { RetentionTabs } from "./retention-tabs";

const KEYS = ["text", "grade", "class", "of", "protection"] as const;
const STANDING = { met: "done", reasoned: "prov", short: "late" } as const;

function fits(row: MapRow, filters: Readonly<Record<string, string>>): boolean {
  const { text, ...exact } = filters;
  if (text && !`${row.table}.${row.column} ${row.data}`.toLowerCase().includes(text.toLowerCase())) return false;
  return Object.entries(exact).every(([key, value]) => String(row[key as "grade"]) === value);
}

/** Every column with personal data: its grade, what it is for, how long and by which rule it is kept, how it ends. */
export function DataMap() {
  const t = useTranslations("retention");
  const trpc = useTRPC();
  const url = useListUrl({ sortable: [], filterKeys: [...KEYS] });
  const query = useQuery(trpc.retention.map.queryOptions({}, { staleTime: Number.POSITIVE_INFINITY }));
  const fields = useFields();
  const search: FilterField = { kind: "text", key: "text", label: t("page.mapSearch"), placeholder: t("page.mapHint") };
  const rows = (query.data?.rows ?? []).filter((row) => fits(row, url.filters));
  const columns = useColumns();
  return (
    <PageLayout
      label={t("page.lists.map")}
      header={
        <>
          <PageHeader title={t("page.title")}>
            <RetentionTabs current="map" />
          </PageHeader>
          <FilterBar url={url} fields={fields} search={search} aside={<ExportMap />} />
        </>
      }
      foot={
        <ListFoot
          shown={rows.length}
          {...(query.data ? { total: { count: query.data.rows.length, capped: false } } : {})}
        />
      }
    >
      <DataTable
        label={t("page.lists.map")}
        columns={columns}
        rows={rows}
        rowKey={(row) => `${row.table}.${row.column}`}
        rowLabel={(row) => `${row.table}.${row.column}`}
        density="tight"
        instead={
          query.isPending ? (
            <TableSkeleton rows={14} columns={7} />
          ) : query.error ? (
            <QueryProblem what={t("page.failed")} error={query.error} onRetry={() => void query.refetch()} />
          ) : rows.length === 0 ? (
            <FilteredToNothing url={url} chips={filterChips([...fields, search], url.filters)} />
          ) : undefined
        }
      />
    </PageLayout>
  );
}

function useFields(): readonly FilterField[] {
  const t = useTranslations("retention");
  const choice = (key: string, label: string, values: readonly string[], say: (value: string) => string) => ({
    kind: "enum" as const,
    key,
    label,
    options: values.map((value) => ({ value, label: say(value) })),
  });
  return [
    choice("grade", t("page.columns.grade"), GRADES, (value) => t(`grades.${value as "C1"}`)),
    choice("class", t("page.columns.class"), RETENTION_CLASSES, (value) => t(`classes.${value as "identity"}`)),
    choice("of", t("page.columns.of"), ["customer", "counterparty", "staff"], (value) =>
      t(`subjects.${value as "customer"}`),
    ),
    choice("protection", t("page.columns.protection"), PROTECTIONS, (value) => t(`protections.${value as "sealed"}`)),
  ];
}

function useColumns(): readonly Column<MapRow>[] {
  const t = useTranslations("retention");
  const ends = useTranslations("retention.ends") as unknown as { (code: string): string; has(code: string): boolean };
  return [
    {
      id: "column",
      header: t("page.columns.column"),
      cell: (row) => (
        <span className="hg-mono hg-small whitespace-nowrap">
          <span className="hg-ink-3">{`${row.table}.`}</span>
          {row.column}
        </span>
      ),
    },
    {
      id: "grade",
      header: t("page.columns.grade"),
      cell: (row) => <abbr title={t(`grades.${row.grade}`)}>{row.grade}</abbr>,
    },
    { id: "of", header: t("page.columns.of"), optional: true, cell: (row) => t(`subjects.${row.of}`) },
    {
      id: "class",
      header: t("page.columns.class"),
      cell: (row) => <span className="whitespace-nowrap">{t(`classes.${row.class}`)}</span>,
    },
    {
      id: "rule",
      header: t("page.columns.rule"),
      cell: (row) => <RuleCitation rule={{ ruleId: row.rule, version: 0 }} />,
    },
    {
      id: "protection",
      header: t("page.columns.protection"),
      cell: (row) => (
        <span className="whitespace-nowrap" title={row.reason ?? undefined}>
          <StatusMark tone={STANDING[row.standing]}>{t(`protections.${row.protection}`)}</StatusMark>
        </span>
      ),
    },
    {
      id: "ends",
      header: t("page.columns.ends"),
      optional: true,
      cell: (row) => <span className="whitespace-nowrap">{ends.has(row.ends) ? ends(row.ends) : row.ends}</span>,
    },
  ];
}

/** The whole map as a file; the export is recorded. */
function ExportMap() {
  const t = useTranslations("retention.page");
  const can = useCan();
  const client = useTRPCClient();
  const attempt = useAttemptText();
  const command = useCommand(client.retention.exportMap.mutate);
  if (!can("retention.export")) return null;
  const run = async () => {
    const answer = await command.run({});
    if (answer?.ok) saveText(answer.result.name, answer.result.text, "text/csv;charset=utf-8");
  };
  const problem = attempt(command);
  return (
    <>
      <Button small icon={Download} shortcut="export" busy={command.pending} onClick={() => void run()}>
        {t("export")}
      </Button>
      {problem ? (
        <span className="hg-error" role="alert">
          {problem}
        </span>
      ) : null}
    </>
  );
}
