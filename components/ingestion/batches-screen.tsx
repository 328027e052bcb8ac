"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import type { Column } from "@/components/patterns/data-table/data-table";
import { FilterBar, type FilterField, filterChips, filterKeys } from "@/components/patterns/data-table/filter-bar";
import { InsteadOfRows } from "@/components/patterns/data-table/instead-of-rows";
import { ListFoot } from "@/components/patterns/data-table/list-foot";
import { ListRows } from "@/components/patterns/data-table/list-rows";
import { useListUrl } from "@/components/patterns/data-table/list-url";
import { PageHeader } from "@/components/patterns/headers";
import { Scroll } from "@/components/patterns/layouts";
import { EmptyState } from "@/components/patterns/states";
import { StatusMark } from "@/components/patterns/status";
import { cx } from "@/components/ui/cx";
import { BATCH_STATES } from "@/domain/ingestion/model";
import { BATCHES_LIST } from "@/domain/ingestion/schema";
import type { Instant } from "@/domain/shared/time";
import { useBilingual } from "@/lib/bilingual";
import { useFormat } from "@/lib/format/use-format";
import { readListInput } from "@/lib/list-input";
import { useTRPCClient } from "@/lib/trpc/client";
import { useCan } from "@/lib/use-can";
import { useListQuery } from "@/lib/use-list-query";
import { BATCH_TONE, type BatchRow, isRunning } from "./batch";
import { BatchProgress } from "./batch-progress";
import { UploadPanel } from "./upload-panel";

/** Imports: what has come in, what is coming in, and the way to bring in a file. */
export function BatchesScreen() {
  const t = useTranslations("ingestion.page");
  const states = useTranslations("ingestion.labels.states");
  const can = useCan();
  const router = useRouter();
  const client = useTRPCClient();
  const fields: readonly FilterField[] = [
    {
      kind: "enum",
      key: "state",
      label: t("columns.state"),
      options: BATCH_STATES.map((value) => ({ value, label: states(value) })),
    },
    { kind: "date-range", key: "date", label: t("columns.startedAt") },
  ];
  const url = useListUrl({ sortable: [], filterKeys: filterKeys(fields) });
  const input = readListInput(BATCHES_LIST, url.filters);
  const list = useListQuery({
    name: BATCHES_LIST.name,
    input,
    fetchPage: (cursor) => client.ingestion.batchesList.query({ ...input, ...(cursor ? { cursor } : {}) }),
    watch: isRunning,
  });
  const columns = useColumns();
  const running = list.rows.filter(isRunning).slice(0, 1);
  const chips = filterChips(fields, url.filters);
  const instead = (
    <InsteadOfRows
      list={list}
      url={url}
      what={t("failed")}
      chips={chips}
      empty={
        <EmptyState title={t("empty.title")} text={t(can("ingestion.import") ? "empty.text" : "empty.readOnly")} />
      }
    />
  );
  return (
    <div className={cx("hg-cols", !can("ingestion.import") && "hg-single")}>
      <section className="hg-pane" aria-label={t("title")}>
        <PageHeader title={t("title")} note={t("note")} />
        <FilterBar url={url} fields={fields} />
        <Scroll label={t("list")}>
          {running.map((batch) => (
            <BatchProgress key={batch.id} batch={batch} />
          ))}
          <ListRows
            label={t("list")}
            columns={columns}
            list={list}
            rowKey={(row) => row.id}
            rowLabel={(row) => row.number}
            onOpen={(row) => router.push(`/ingestion/${row.id}`)}
            instead={instead}
          />
        </Scroll>
        <ListFoot shown={list.rows.length} total={list.total} />
      </section>
      {can("ingestion.import") ? (
        <aside className="hg-pane" aria-label={t("upload.title")}>
          <Scroll label={t("upload.title")}>
            <UploadPanel />
          </Scroll>
        </aside>
      ) : null}
    </div>
  );
}

function useColumns(): readonly Column<BatchRow>[] {
  const t = useTranslations("ingestion.page.columns");
  const states = useTranslations("ingestion.labels.states");
  const format = useFormat();
  const say = useBilingual();
  const machine = useTranslations("ingestion.page");
  return [
    {
      id: "state",
      header: t("state"),
      cell: (row) => <StatusMark tone={BATCH_TONE[row.state]}>{states(row.state)}</StatusMark>,
    },
    {
      id: "number",
      header: t("number"),
      cell: (row) => <span className="hg-mono hg-small">{row.number}</span>,
      optional: true,
    },
    {
      id: "file",
      header: t("file"),
      cell: (row) => (
        <span className="hg-clip block max-w-64" title={row.fileName}>
          {row.fileName}
        </span>
      ),
    },
    { id: "rows", header: t("rows"), align: "end", cell: (row) => format.count(row.rowsRead) },
    { id: "rejected", header: t("rejected"), align: "end", cell: (row) => <Problem count={row.rowsRejected} /> },
    {
      id: "duplicate",
      header: t("duplicate"),
      align: "end",
      cell: (row) => format.count(row.rowsDuplicate),
      optional: true,
    },
    { id: "candidates", header: t("candidates"), align: "end", cell: (row) => format.count(row.candidates) },
    {
      id: "by",
      header: t("startedBy"),
      cell: (row) => (
        <span className="whitespace-nowrap">{row.startedByName ? say(row.startedByName) : machine("machine")}</span>
      ),
      optional: true,
    },
    {
      id: "startedAt",
      header: t("startedAt"),
      align: "end",
      cell: (row) => (
        <time className="whitespace-nowrap" dateTime={row.startedAt}>
          {format.dateTime(row.startedAt as Instant)}
        </time>
      ),
    },
  ];
}

/** A count of rows that were not taken in: quiet at zero. */
function Problem({ count }: { count: number }) {
  const format = useFormat();
  return <span className={count > 0 ? "hg-late" : undefined}>{format.count(count)}</span>;
}
