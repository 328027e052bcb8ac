"use client";

import { useQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Masked } from "@/components/customers/masked";
import { Attachments } from "@/components/evidence/attachments";
import { PagePath } from "@/components/frame/page-path";
import { Statement } from "@/components/patterns/facts";
import { ItemHeader, SectionHead } from "@/components/patterns/headers";
import { SplitItemLayout } from "@/components/patterns/layouts";
import { QueryProblem } from "@/components/patterns/query-problem";
import { ItemSkeleton } from "@/components/patterns/skeleton";
import { StatusChip } from "@/components/patterns/status";
import { IconButton } from "@/components/ui/button";
import { isLive } from "@/domain/controls/model";
import type { Instant } from "@/domain/shared/time";
import { useBilingual } from "@/lib/bilingual";
import { useFormat } from "@/lib/format/use-format";
import { useTRPC } from "@/lib/trpc/client";
import { EffectiveActs } from "./effective-acts";
import { InstructionTable } from "./instruction-table";
import { awaitsCore, MEASURE_TONE, type MeasureDetail } from "./measure";
import { MeasureFoot } from "./measure-foot";
import { nextStep } from "./measure-next";
import { MeasurePaper } from "./measure-paper";
import { MeasureSide } from "./measure-side";
import { RuleList } from "./rule-citation";
import { TermChip } from "./term-chip";
import { useControlsWords } from "./use-words";

/** While the payment core owes an answer the measure is asked again this often, in milliseconds. */
const CORE_MS = 1_000;

/** One measure: what it stands on, how far it has come, what the core was told, and what it does to the account. */
export function MeasureItem({ id, onClose }: { id: string; onClose(): void }) {
  const t = useTranslations("controls.page.item");
  const trpc = useTRPC();
  const query = useQuery({
    ...trpc.controls.measure.queryOptions({ measureId: id }),
    refetchInterval: ({ state }) => (state.data && awaitsCore(state.data.measure.state) ? CORE_MS : false),
  });
  if (query.isPending) return <ItemSkeleton />;
  if (!query.data) return <QueryProblem what={t("failed")} error={query.error} onRetry={() => void query.refetch()} />;
  return <OpenMeasure detail={query.data} onClose={onClose} />;
}

function OpenMeasure({ detail, onClose }: { detail: MeasureDetail; onClose(): void }) {
  const t = useTranslations("controls.page");
  const say = useBilingual();
  const { measure, account } = detail;
  const maker =
    detail.makerZh === null ? t("events.system") : say({ zh: detail.makerZh, en: detail.makerEn ?? detail.makerZh });
  return (
    <SplitItemLayout
      itemLabel={t("item.label", { number: measure.number })}
      sideLabel={t("item.side")}
      sideWidth={304}
      header={<Header detail={detail} onClose={onClose} />}
      side={<MeasureSide detail={detail} maker={maker} />}
      foot={<MeasureFoot detail={detail} />}
    >
      <PagePath steps={[measure.number]} />
      <MeasurePaper detail={detail} maker={maker} />
      <ReleaseGrounds detail={detail} />
      <SectionHead title={t("item.effective")} note={t("item.effectiveNote")} ruled />
      <EffectiveActs effective={detail.effective} currency={account.currency} />
      <SectionHead title={t("instructions.title")} ruled />
      <InstructionTable instructions={detail.instructions} />
      <SectionHead title={t("item.basis")} note={t("item.basisNote")} ruled />
      <RuleList rules={detail.basis} />
      <Attachments subject={{ type: "measure", id: measure.id }} ruled />
    </SplitItemLayout>
  );
}

function Header({ detail, onClose }: { detail: MeasureDetail; onClose(): void }) {
  const t = useTranslations("controls.page");
  const words = useControlsWords();
  const format = useFormat();
  const { measure, account } = detail;
  const neutral = measure.reasonCode === "under-review";
  return (
    <ItemHeader
      title={
        neutral
          ? t("item.titleNeutral")
          : t("item.title", { kind: words.measureKind(measure.kind), source: words.source(measure.source) })
      }
      state={<StatusChip tone={MEASURE_TONE[measure.state]}>{words.state(measure.state)}</StatusChip>}
      who={[
        <Link key="customer" href={`/customers/${account.customerId}`}>
          {account.customerName ? (
            <Masked value={account.customerName} />
          ) : (
            t("item.customer", { number: account.customerNumber })
          )}
        </Link>,
        ...(account.customerName ? [t("item.customer", { number: account.customerNumber })] : []),
      ]}
      number={measure.number}
      nextStep={t.rich(nextStep(detail), {
        em: (chunks: ReactNode) => <em>{chunks}</em>,
        review: measure.reviewOn,
        end: measure.expiresAt ? format.dateTime(measure.expiresAt as Instant) : "",
      })}
      clock={isLive(measure) ? <TermChip measure={measure} renewals={detail.renewals.length} /> : null}
      tools={<IconButton icon={X} label={t("item.close")} onClick={onClose} />}
    />
  );
}

/** Why it ended: in the words of who ended it where a person did, and by its reason. */
function ReleaseGrounds({ detail }: { detail: MeasureDetail }) {
  const t = useTranslations("controls.page.item");
  const words = useControlsWords();
  const { measure, releaseNote } = detail;
  const reason = measure.releaseReasonCode;
  if (reason === null) return null;
  const byPerson = measure.releaseApprovalId !== null || releaseNote !== null;
  return (
    <>
      <SectionHead title={t("releaseGrounds")} ruled />
      {byPerson ? (
        <Statement text={releaseNote ?? t("noteGone")} by={[words.reason(reason)]} />
      ) : (
        <p className="hg-small px-(--gutter) pb-2">
          {reason === "ground-gone" ? t("systemReleaseGrounds") : words.reason(reason)}
        </p>
      )}
    </>
  );
}
