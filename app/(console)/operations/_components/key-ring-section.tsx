"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { type Column, DataTable } from "@/components/patterns/data-table/data-table";
import { type Fact, FactList } from "@/components/patterns/facts";
import { SectionHead } from "@/components/patterns/headers";
import { LongTask } from "@/components/patterns/long-task";
import { QueryProblem } from "@/components/patterns/query-problem";
import { ItemSkeleton } from "@/components/patterns/skeleton";
import { EmptyState } from "@/components/patterns/states";
import { StatusMark } from "@/components/patterns/status";
import type { Tone } from "@/components/patterns/tone";
import { Button } from "@/components/ui/button";
import type { Instant } from "@/domain/shared/time";
import { NOTHING } from "@/lib/format/nothing";
import { useFormat } from "@/lib/format/use-format";
import { useTRPC } from "@/lib/trpc/client";
import type { RouterOutputs } from "@/lib/trpc/types";
import { useCan } from "@/lib/use-can";
import { WATCH_MS } from "@/lib/use-list-query";
import { RotateDialog } from "./rotate-dialog";

type Ring = RouterOutputs["operations"]["keyRing"];
type Rotation = Ring["rotations"][number];

const TONE: Readonly<Record<Rotation["state"], Tone>> = {
  requested: "wait",
  rewrapping: "wait",
  rewrapped: "done",
  retired: "idle",
};

const isLive = ({ state }: Rotation) => state === "requested" || state === "rewrapping";

/** How the ring is guarded, which master keys it holds, a rotation under way, and those before. */
export function KeyRingSection() {
  const t = useTranslations("operations.ring");
  const trpc = useTRPC();
  const can = useCan();
  const [asking, setAsking] = useState(false);
  const query = useQuery({
    ...trpc.operations.keyRing.queryOptions({}),
    refetchInterval: ({ state }) => (state.data?.rotations.some(isLive) ? WATCH_MS : false),
  });
  if (query.isPending) return <ItemSkeleton />;
  if (!query.data) {
    return <QueryProblem what={t("title")} error={query.error} onRetry={() => void query.refetch()} />;
  }
  const ring = query.data;
  const live = ring.rotations.find(isLive);
  return (
    <>
      <SectionHead title={t("title")} note={t("rotateHint")} />
      <RingFacts ring={ring} />
      {live ? <RotationProgress rotation={live} /> : null}
      {can("operations.keys.rotate") ? (
        <p className="px-(--gutter) py-3">
          <Button disabled={live !== undefined} onClick={() => setAsking(true)}>
            {t("rotate")}
          </Button>
        </p>
      ) : null}
      {asking ? (
        <RotateDialog
          version={ring.currentVersion + 1}
          onClose={() => {
            setAsking(false);
            void query.refetch();
          }}
        />
      ) : null}
      <Rotations rotations={ring.rotations} />
    </>
  );
}

function RingFacts({ ring }: { ring: Ring }) {
  const t = useTranslations("operations.ring");
  const versions = ring.versions.map((version) => t("version", { version }));
  const facts: readonly Fact[] = [
    { id: "guard", label: t("guardedBy"), value: t(`guards.${ring.guardedBy}`) },
    { id: "suite", label: t("suite"), value: t(`suites.${ring.suite}`) },
    { id: "current", label: t("current"), value: t("version", { version: ring.currentVersion }) },
    { id: "held", label: t("held"), value: versions.join(" · ") },
    { id: "signing", label: t("signing"), value: <code className="hg-mono">{ring.signingKeyId}</code> },
  ];
  return <FactList facts={facts} />;
}

function RotationProgress({ rotation }: { rotation: Rotation }) {
  const t = useTranslations("operations.ring");
  const waiting = rotation.state === "requested";
  return (
    <LongTask
      title={t(waiting ? "asked" : "running")}
      step={waiting ? 1 : 2}
      steps={2}
      done={rotation.keysDone}
      total={rotation.keysTotal}
      perSecond={rotation.perSecond}
      unit={t("unit")}
    />
  );
}

function Rotations({ rotations }: { rotations: readonly Rotation[] }) {
  const t = useTranslations("operations.rotations");
  const format = useFormat();
  const time = (text: string | null) => (text === null ? NOTHING : format.dateTime(text as Instant));
  const columns: readonly Column<Rotation>[] = [
    { id: "change", header: t("change"), cell: (row) => `${row.fromVersion} → ${row.toVersion}`, width: "110px" },
    {
      id: "state",
      header: t("state"),
      cell: (row) => <StatusMark tone={TONE[row.state]}>{t(`states.${row.state}`)}</StatusMark>,
    },
    { id: "requestedAt", header: t("requestedAt"), cell: (row) => time(row.requestedAt) },
    { id: "finishedAt", header: t("finishedAt"), cell: (row) => time(row.finishedAt) },
    { id: "keys", header: t("keys"), align: "end", width: "140px", cell: (row) => format.count(row.keysDone) },
  ];
  return (
    <>
      <SectionHead title={t("title")} />
      <DataTable
        label={t("title")}
        columns={columns}
        rows={rotations}
        rowKey={(row) => row.id}
        rowLabel={(row) => `${row.fromVersion} → ${row.toVersion}`}
        instead={rotations.length === 0 ? <EmptyState title={t("empty")} text={t("emptyHint")} /> : undefined}
      />
    </>
  );
}
