"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { parseAsStringLiteral, useQueryState } from "nuqs";
import { useState } from "react";
import { Banner } from "@/components/patterns/banner";
import { type Column, DataTable } from "@/components/patterns/data-table/data-table";
import { PageHeader } from "@/components/patterns/headers";
import { PageLayout } from "@/components/patterns/layouts";
import { Loaded } from "@/components/patterns/loaded";
import { TableSkeleton } from "@/components/patterns/skeleton";
import { EmptyState } from "@/components/patterns/states";
import { StatusMark } from "@/components/patterns/status";
import { Segmented } from "@/components/ui/segmented";
import { ROLES } from "@/domain/identity/roles";
import type { Instant } from "@/domain/shared/time";
import { useBilingual } from "@/lib/bilingual";
import { NOTHING } from "@/lib/format/nothing";
import { useFormat } from "@/lib/format/use-format";
import { useTRPC } from "@/lib/trpc/client";
import type { RouterOutputs } from "@/lib/trpc/types";
import { useCan } from "@/lib/use-can";
import { CompletenessTabs } from "./completeness-tabs";
import { ExportButton } from "./export-button";
import { MissesSection } from "./misses-section";
import { RunStrip } from "./run-strip";
import { RunsDialog } from "./runs-dialog";
import { CONTROL_TONE } from "./tones";
import { useCadence } from "./use-cadence";

type Control = RouterOutputs["completeness"]["register"]["controls"][number];

/** How often the register is asked again while it is looked at, in milliseconds. */
const LOOK_MS = 30_000;
const SHOWN = ["all", "missed"] as const;

/** Every scheduled control: that it ran, with what result, when it is due, and the days behind it. */
export function RegisterScreen() {
  const t = useTranslations("completeness");
  const trpc = useTRPC();
  const format = useFormat();
  const can = useCan();
  const query = useQuery({ ...trpc.completeness.register.queryOptions({}), refetchInterval: LOOK_MS });
  const [shown, setShown] = useQueryState("show", parseAsStringLiteral(SHOWN).withDefault("all"));
  const [open, setOpen] = useState<Control | null>(null);
  const columns = useColumns();
  const controls = query.data?.controls ?? [];
  const missed = controls.filter(({ state }) => state === "missed");
  const rows = shown === "all" ? controls : controls.filter(({ state }) => state === "missed" || state === "failing");
  return (
    <PageLayout
      label={t("register.title")}
      header={
        <PageHeader
          title={t("register.title")}
          note={query.data ? t("register.asOf", { time: format.dateTime(query.data.asOf as Instant) }) : undefined}
        >
          <Segmented
            label={t("register.filter")}
            value={shown}
            segments={[
              { value: "all", label: t("register.all") },
              { value: "missed", label: t("register.onlyMissed") },
            ]}
            onChange={(next) => void setShown(next)}
          />
          {can("completeness.export") ? <ExportButton /> : null}
        </PageHeader>
      }
    >
      <CompletenessTabs current="register" />
      {missed.length > 0 ? <Banner tone="late">{t("register.missed", { count: missed.length })}</Banner> : null}
      <Loaded query={query} what={t("register.title")} skeleton={<TableSkeleton rows={12} columns={7} />}>
        {() => (
          <DataTable
            label={t("register.title")}
            columns={columns}
            rows={rows}
            rowKey={(row) => row.control}
            rowLabel={(row) => t(`controls.${row.control}`)}
            onOpen={setOpen}
            leading
            instead={
              rows.length === 0 ? (
                <EmptyState title={t("register.noneMissed")} text={t("register.noneMissedHint")} />
              ) : undefined
            }
          />
        )}
      </Loaded>
      <MissesSection />
      {open ? <RunsDialog control={open} onClose={() => setOpen(null)} /> : null}
    </PageLayout>
  );
}

function useColumns(): readonly Column<Control>[] {
  const t = useTranslations("completeness");
  const format = useFormat();
  const say = useBilingual();
  const cadence = useCadence();
  const moment = (at: string | null) => (at === null ? t("register.never") : format.dateTime(at as Instant));
  return [
    { id: "control", header: t("register.control"), cell: (row) => t(`controls.${row.control}`) },
    {
      id: "state",
      header: t("register.state"),
      cell: (row) => <StatusMark tone={CONTROL_TONE[row.state]}>{t(`states.${row.state}`)}</StatusMark>,
    },
    { id: "every", header: t("register.every"), cell: (row) => cadence(row.everyMinutes), optional: true },
    { id: "owner", header: t("register.owner"), cell: (row) => say(ROLES[row.owner]), optional: true },
    { id: "last", header: t("register.last"), cell: (row) => moment(row.lastEndedAt) },
    {
      id: "count",
      header: t("register.count"),
      align: "end",
      cell: (row) => (row.lastCount === null ? NOTHING : format.count(row.lastCount)),
    },
    { id: "next", header: t("register.next"), cell: (row) => format.dateTime(row.nextBy as Instant), optional: true },
    { id: "strip", header: t("register.strip"), cell: (row) => <RunStrip days={row.strip} />, width: "160px" },
  ];
}
