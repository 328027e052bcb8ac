"use client";

import { Download } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import type { Column } from "@/components/patterns/data-table/data-table";
import { ListRows } from "@/components/patterns/data-table/list-rows";
import { SectionHead } from "@/components/patterns/headers";
import { QueryProblem } from "@/components/patterns/query-problem";
import { TableSkeleton } from "@/components/patterns/skeleton";
import { Icon } from "@/components/ui/icon";
import { BATCH_ERRORS_LIST } from "@/domain/ingestion/schema";
import { NOTHING } from "@/lib/format/nothing";
import { useFormat } from "@/lib/format/use-format";
import { useRefusalText } from "@/lib/refusal-text";
import { useTRPCClient } from "@/lib/trpc/client";
import type { RouterOutputs } from "@/lib/trpc/types";
import { useListQuery } from "@/lib/use-list-query";
import type { BatchDetail } from "./batch";

type ErrorRow = RouterOutputs["ingestion"]["batchErrors"]["rows"][number];

/** Rows that were not taken in: how many for which reason, then line by line; all of them as a file. */
export function ErrorsTable({ batch }: { batch: BatchDetail }) {
  const t = useTranslations("ingestion.page.errors");
  const format = useFormat();
  const language = useLocale();
  const words = useRefusalText();
  const short = useShortReason();
  const client = useTRPCClient();
  const [code, setCode] = useState<string | null>(null);
  const input = { filters: code ? { code } : {}, sort: "line", order: "asc", limit: 50 } as const;
  const list = useListQuery({
    name: BATCH_ERRORS_LIST.name,
    input: { batchId: batch.id, rejected: batch.rowsRejected, ...input },
    fetchPage: (cursor) =>
      client.ingestion.batchErrors.query({ batchId: batch.id, list: { ...input, ...(cursor ? { cursor } : {}) } }),
  });
  const columns: readonly Column<ErrorRow>[] = [
    { id: "line", header: t("line"), align: "end", width: "88px", cell: (row) => format.count(row.line) },
    {
      id: "column",
      header: t("column"),
      width: "160px",
      cell: (row) => <span className="hg-mono">{row.column ?? NOTHING}</span>,
    },
    { id: "reason", header: t("reason"), cell: (row) => words(row) },
  ];
  return (
    <>
      <SectionHead
        title={t("title")}
        note={format.count(batch.rowsRejected)}
        ruled
        aside={
          <a className="hg-button hg-sm" href={`/api/ingestion/errors?batch=${batch.id}&language=${language}`} download>
            <Icon of={Download} small />
            {t("download")}
          </a>
        }
      />
      <ul className="flex flex-wrap gap-1.5 px-(--gutter) pb-2" aria-label={t("reasons")}>
        {reasonsOf(batch).map((reason) => (
          <li key={reason.code}>
            <button
              type="button"
              className="hg-filter-chip aria-pressed:border-(--accent) aria-pressed:bg-(--accent-soft)"
              aria-pressed={code === reason.code}
              onClick={() => setCode(code === reason.code ? null : reason.code)}
            >
              {t("reasonCount", { reason: short(reason.code), count: format.count(reason.count) })}
            </button>
          </li>
        ))}
      </ul>
      <ListRows
        label={t("title")}
        columns={columns}
        list={list}
        rowKey={(row) => row.id}
        rowLabel={(row) => t("lineLabel", { line: row.line })}
        density="tight"
        instead={
          list.rows.length > 0 ? undefined : list.error ? (
            <QueryProblem what={t("failed")} error={list.error} onRetry={list.retry} />
          ) : (
            <TableSkeleton rows={Math.min(8, batch.rowsRejected)} columns={3} />
          )
        }
      />
    </>
  );
}

/** A row's reason in a few words, without its values. */
function useShortReason(): (code: string) => string {
  const t = useTranslations("ingestion.page.errors.short") as unknown as {
    (name: string): string;
    has(name: string): boolean;
  };
  return (code) => {
    const name = code.replace("ingestion.row.", "");
    return t(t.has(name) ? name : "other");
  };
}

/** How many rows for each reason, whatever the column, most first. */
function reasonsOf(batch: BatchDetail): readonly { code: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const { code, count } of batch.errors) counts.set(code, (counts.get(code) ?? 0) + count);
  return [...counts].map(([code, count]) => ({ code, count })).sort((a, b) => b.count - a.count);
}
