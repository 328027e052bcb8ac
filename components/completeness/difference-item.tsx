"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type Column, DataTable } from "@/components/patterns/data-table/data-table";
import type { Fact } from "@/components/patterns/facts";
import { SectionHead } from "@/components/patterns/headers";
import { Loaded } from "@/components/patterns/loaded";
import { ItemSkeleton } from "@/components/patterns/skeleton";
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
import { FindingLayout } from "./finding-layout";
import { DIFFERENCE_TONE } from "./tones";

type Slice = Difference["slices"][number];

/** A line on which a day-end differs: both sides, the hours that do, and why. */
export function DifferenceItem({ id, onClose }: { id: string; onClose?(): void }) {
  const t = useTranslations("completeness.differences");
  const trpc = useTRPC();
  const router = useRouter();
  const query = useQuery(trpc.completeness.difference.queryOptions({ differenceId: id }));
  return (
    <Loaded query={query} what={t("gone")} skeleton={<ItemSkeleton />}>
      {(one) => <OpenDifference one={one} onClose={onClose ?? (() => router.push("/completeness/days"))} />}
    </Loaded>
  );
}

function OpenDifference({ one, onClose }: { one: Difference; onClose(): void }) {
  const t = useTranslations("completeness.differences");
  const line = useLineText();
  const columns = useSliceColumns(one.currency);
  const facts = useFacts(one);
  return (
    <FindingLayout
      id={one.id}
      number={one.number}
      itemLabel={t("open", { number: one.number })}
      sideLabel={t("title")}
      title={t(`kinds.${one.kind}`)}
      tone={DIFFERENCE_TONE[one.state]}
      state={t(`states.${one.state}`)}
      who={[line(one)]}
      today={one.date as LocalDate}
      facts={facts}
      reasonTitle={t("reason")}
      reason={<Reason one={one} />}
      onClose={onClose}
    >
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
    </FindingLayout>
  );
}

function useFacts(one: Difference): readonly Fact[] {
  const t = useTranslations("completeness.differences");
  const format = useFormat();
  return [
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
