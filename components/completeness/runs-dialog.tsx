"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type Column, DataTable } from "@/components/patterns/data-table/data-table";
import { SectionHead } from "@/components/patterns/headers";
import { Loaded } from "@/components/patterns/loaded";
import { TableSkeleton } from "@/components/patterns/skeleton";
import { EmptyState } from "@/components/patterns/states";
import { StatusMark } from "@/components/patterns/status";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { epochMilliseconds, type Instant } from "@/domain/shared/time";
import { NOTHING } from "@/lib/format/nothing";
import { useFormat } from "@/lib/format/use-format";
import { useTRPC } from "@/lib/trpc/client";
import type { RouterOutputs } from "@/lib/trpc/types";
import type { StripDay } from "./run-strip";

type Control = RouterOutputs["completeness"]["register"]["controls"][number];
type Run = RouterOutputs["completeness"]["runs"]["runs"][number];

/** The runs of one control: the latest singly, then every day of the strip. */
export function RunsDialog({ control, onClose }: { control: Control; onClose(): void }) {
  const t = useTranslations("completeness");
  const trpc = useTRPC();
  const query = useQuery(trpc.completeness.runs.queryOptions({ control: control.control }));
  const columns = useRunColumns();
  const dayColumns = useDayColumns();
  return (
    <Dialog
      open
      wide
      title={t("runs.title", { control: t(`controls.${control.control}`) })}
      onOpenChange={(open) => (open ? undefined : onClose())}
      footer={<Button onClick={onClose}>{t("runs.close")}</Button>}
    >
      <Loaded query={query} what={t("runs.label")} skeleton={<TableSkeleton rows={4} columns={4} />}>
        {(data) => (
          <DataTable
            label={t("runs.label")}
            columns={columns}
            rows={data.runs}
            rowKey={(row) => row.id}
            rowLabel={(row) => row.startedAt}
            density="tight"
            instead={
              data.runs.length === 0 ? <EmptyState title={t("runs.empty")} text={t("runs.emptyHint")} /> : undefined
            }
          />
        )}
      </Loaded>
      <SectionHead title={t("runs.byDay")} ruled />
      <DataTable
        label={t("runs.byDay")}
        columns={dayColumns}
        rows={[...control.strip].reverse()}
        rowKey={(row) => row.date}
        rowLabel={(row) => row.date}
        density="tight"
      />
    </Dialog>
  );
}

function useRunColumns(): readonly Column<Run>[] {
  const t = useTranslations("completeness");
  const format = useFormat();
  const seconds = (row: Run) =>
    (epochMilliseconds(row.endedAt as Instant) - epochMilliseconds(row.startedAt as Instant)) / 1000;
  return [
    { id: "started", header: t("runs.started"), cell: (row) => format.dateTime(row.startedAt as Instant) },
    {
      id: "outcome",
      header: t("runs.outcome"),
      cell: (row) => (
        <StatusMark tone={row.outcome === "done" ? "done" : "late"}>{t(`outcomes.${row.outcome}`)}</StatusMark>
      ),
    },
    { id: "handled", header: t("runs.handled"), align: "end", cell: (row) => format.count(row.handled) },
    { id: "rounds", header: t("runs.rounds"), align: "end", cell: (row) => format.count(row.rounds), optional: true },
    { id: "took", header: t("runs.took"), align: "end", cell: (row) => format.duration(seconds(row)), optional: true },
  ];
}

function useDayColumns(): readonly Column<StripDay>[] {
  const t = useTranslations("completeness.runs");
  const format = useFormat();
  const count = (row: StripDay, value: number) => (row.known ? format.count(value) : NOTHING);
  return [
    { id: "date", header: t("date"), cell: (row) => row.date },
    { id: "done", header: t("done"), align: "end", cell: (row) => count(row, row.done) },
    { id: "failed", header: t("failed"), align: "end", cell: (row) => count(row, row.failed) },
  ];
}
