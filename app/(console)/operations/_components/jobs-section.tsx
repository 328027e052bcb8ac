"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type Column, DataTable } from "@/components/patterns/data-table/data-table";
import { SectionHead } from "@/components/patterns/headers";
import { Loaded } from "@/components/patterns/loaded";
import { TableSkeleton } from "@/components/patterns/skeleton";
import { EmptyState } from "@/components/patterns/states";
import { Button } from "@/components/ui/button";
import type { Instant } from "@/domain/shared/time";
import { useFormat } from "@/lib/format/use-format";
import { useAttemptText } from "@/lib/refusal-text";
import { useTRPC, useTRPCClient } from "@/lib/trpc/client";
import type { RouterOutputs } from "@/lib/trpc/types";
import { useCan } from "@/lib/use-can";
import { useCommand } from "@/lib/use-command";

type Job = RouterOutputs["operations"]["deadJobs"]["jobs"][number];

/** Background jobs that gave up, and the way to run them again. Says nothing of what they carry. */
export function JobsSection() {
  const t = useTranslations("operations.jobs");
  const trpc = useTRPC();
  const query = useQuery(trpc.operations.deadJobs.queryOptions({}));
  return (
    <Loaded query={query} what={t("failed")} skeleton={<TableSkeleton rows={2} columns={5} />}>
      {({ jobs }) => <Jobs jobs={jobs} />}
    </Loaded>
  );
}

function Jobs({ jobs }: { jobs: readonly Job[] }) {
  const t = useTranslations("operations.jobs");
  const client = useTRPCClient();
  const replay = useCommand(client.operations.replayJob.mutate);
  const problem = useAttemptText()(replay);
  const columns = useColumns((job) => void replay.run({ jobId: job.id }), replay.pending);
  return (
    <>
      <SectionHead title={t("title")} note={t("help")} ruled />
      {problem ? (
        <p className="hg-error px-(--gutter)" role="alert">
          {problem}
        </p>
      ) : null}
      <DataTable
        label={t("title")}
        columns={columns}
        rows={jobs}
        rowKey={(row) => row.id}
        rowLabel={(row) => row.topic}
        instead={jobs.length === 0 ? <EmptyState title={t("none")} text={t("help")} /> : undefined}
      />
    </>
  );
}

function useColumns(onReplay: (job: Job) => void, busy: boolean): readonly Column<Job>[] {
  const t = useTranslations("operations.jobs");
  const format = useFormat();
  const can = useCan();
  const columns: Column<Job>[] = [
    { id: "topic", header: t("topic"), cell: (row) => <span className="hg-mono hg-small">{row.topic}</span> },
    { id: "attempts", header: t("attempts"), align: "end", cell: (row) => row.attempts },
    { id: "createdAt", header: t("created"), cell: (row) => format.dateTime(row.createdAt as Instant) },
    { id: "gaveUpAt", header: t("gaveUp"), cell: (row) => format.dateTime(row.gaveUpAt as Instant) },
  ];
  if (!can("operations.jobs.replay")) return columns;
  const act: Column<Job> = {
    id: "act",
    header: t("act"),
    align: "end",
    cell: (row) => (
      <Button small busy={busy} onClick={() => onReplay(row)}>
        {t("replay")}
      </Button>
    ),
  };
  return [...columns, act];
}
