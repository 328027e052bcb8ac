"use client";

import { useQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { PagePath } from "@/components/frame/page-path";
import { type Column, DataTable } from "@/components/patterns/data-table/data-table";
import { type Fact, FactList } from "@/components/patterns/facts";
import { ItemHeader, SectionHead } from "@/components/patterns/headers";
import { SplitItemLayout } from "@/components/patterns/layouts";
import { QueryProblem } from "@/components/patterns/query-problem";
import { ItemSkeleton } from "@/components/patterns/skeleton";
import { StatusChip } from "@/components/patterns/status";
import { IconButton } from "@/components/ui/button";
import { WorkPanel } from "@/components/worklist/work-panel";
import { DIFFERENCE_REASONS } from "@/domain/completeness/codes";
import type { Instant, LocalDate } from "@/domain/shared/time";
import { useBilingual } from "@/lib/bilingual";
import { useFormat } from "@/lib/format/use-format";
import { useAttemptText } from "@/lib/refusal-text";
import { useTRPC, useTRPCClient } from "@/lib/trpc/client";
import { useCan } from "@/lib/use-can";
import { useCommand } from "@/lib/use-command";
import { type Difference, Side, useLineText } from "./difference-words";
import { ExplainForm } from "./explain-form";
import { DIFFERENCE_TONE } from "./tones";

type Slice = Difference["slices"][number];

/** A line on which a day-end differs: both sides, the hours that do, and why. */
export function DifferenceItem({ id, onClose }: { id: string; onClose?(): void }) {
  const t = useTranslations("completeness.differences");
  const trpc = useTRPC();
  const router = useRouter();
  const query = useQuery(trpc.completeness.difference.queryOptions({ differenceId: id }));
  if (query.isPending) return <ItemSkeleton />;
  if (!query.data) return <QueryProblem what={t("gone")} error={query.error} onRetry={() => void query.refetch()} />;
  return <OpenDifference one={query.data} onClose={onClose ?? (() => router.push("/completeness/days"))} />;
}

function OpenDifference({ one, onClose }: { one: Difference; onClose(): void }) {
  const t = useTranslations("completeness.differences");
  const common = useTranslations("worklist.page.item");
  const line = useLineText();
  const columns = useSliceColumns(one.currency);
  return (
    <SplitItemLayout
      itemLabel={t("open", { number: one.number })}
      sideLabel={t("title")}
      sideWidth={304}
      header={
        <ItemHeader
          title={t(`kinds.${one.kind}`)}
          state={<StatusChip tone={DIFFERENCE_TONE[one.state]}>{t(`states.${one.state}`)}</StatusChip>}
          who={[line(one)]}
          number={one.number}
          tools={<IconButton icon={X} label={common("close")} onClick={onClose} />}
        />
      }
      side={<WorkPanel subjectId={one.id} events={[]} today={one.date as LocalDate} />}
    >
      <PagePath steps={[one.number]} />
      <DifferenceFacts one={one} />
      <SectionHead
        title={t("slices")}
        ruled
        aside={
          <Link href={`/ledger?dateFrom=${one.date}&dateTo=${one.date}&direction=${one.direction}&kind=${one.trade}`}>
            {t("ledger")}
          </Link>
        }
      />
      <DataTable
        label={t("slices")}
        columns={columns}
        rows={one.slices}
        rowKey={(row) => String(row.hour)}
        rowLabel={(row) => t("hour", { from: String(row.hour).padStart(2, "0") })}
      />
      <SectionHead title={t("reason")} ruled />
      <Reason one={one} />
    </SplitItemLayout>
  );
}

function DifferenceFacts({ one }: { one: Difference }) {
  const t = useTranslations("completeness.differences");
  const format = useFormat();
  const facts: Fact[] = [
    { id: "date", label: t("businessDate"), value: one.date },
    {
      id: "core",
      label: t("core"),
      value: <Side currency={one.currency} count={one.coreCount} minor={one.coreMinor} />,
    },
    { id: "ours", label: t("ours"), value: <Side currency={one.currency} count={one.ourCount} minor={one.ourMinor} /> },
    { id: "found", label: t("foundAt"), value: format.dateTime(one.foundAt as Instant) },
    { id: "checked", label: t("checkedAt"), value: format.dateTime(one.checkedAt as Instant) },
  ];
  return <FactList facts={facts} />;
}

function Reason({ one }: { one: Difference }) {
  const t = useTranslations("completeness.differences");
  const say = useBilingual();
  const format = useFormat();
  const time = one.closedAt ? format.dateTime(one.closedAt as Instant) : "";
  if (one.state === "open") return <Explain differenceId={one.id} />;
  const who = one.closedBy ? say({ zh: one.closedBy.nameZh, en: one.closedBy.nameEn }) : null;
  return (
    <p className="px-(--gutter) pb-4">
      {one.reason ? t(`reasons.${one.reason}`) : null}{" "}
      <small className="hg-ink-3">
        {who ? t("explained", { who, time }) : null}{" "}
        {one.state === "healed" ? t("healed", { time: format.dateTime(one.checkedAt as Instant) }) : null}
      </small>
    </p>
  );
}

function useSliceColumns(currency: string): readonly Column<Slice>[] {
  const t = useTranslations("completeness.differences");
  return [
    { id: "hour", header: t("hourHead"), cell: (row) => t("hour", { from: String(row.hour).padStart(2, "0") }) },
    {
      id: "core",
      header: t("core"),
      align: "end",
      cell: (row) => <Side currency={currency} count={row.coreCount} minor={row.coreMinor} />,
    },
    {
      id: "ours",
      header: t("ours"),
      align: "end",
      cell: (row) => <Side currency={currency} count={row.ourCount} minor={row.ourMinor} />,
    },
  ];
}

function Explain({ differenceId }: { differenceId: string }) {
  const t = useTranslations("completeness.differences");
  const can = useCan();
  const client = useTRPCClient();
  const command = useCommand(client.completeness.explainDifference.mutate);
  const problem = useAttemptText()(command);
  if (!can("completeness.explain")) return <p className="px-(--gutter) pb-4">{t("states.open")}</p>;
  return (
    <ExplainForm
      title={t("explain")}
      hint={t("explainHint")}
      reasons={DIFFERENCE_REASONS.map((value) => ({ value, label: t(`reasons.${value}`) }))}
      pending={command.pending}
      problem={problem}
      onExplain={(reason) => void command.run({ differenceId, reason })}
    />
  );
}
