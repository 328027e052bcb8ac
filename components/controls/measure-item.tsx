"use client";

import { useQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Masked } from "@/components/customers/masked";
import { Attachments } from "@/components/evidence/attachments";
import { PagePath } from "@/components/frame/page-path";
import { ActionFoot, type FootAction } from "@/components/patterns/action-foot";
import { type Fact, FactList, Statement } from "@/components/patterns/facts";
import { ItemHeader, SectionHead } from "@/components/patterns/headers";
import { SplitItemLayout } from "@/components/patterns/layouts";
import { Money } from "@/components/patterns/money";
import { QueryProblem } from "@/components/patterns/query-problem";
import { ItemSkeleton } from "@/components/patterns/skeleton";
import { StatusChip } from "@/components/patterns/status";
import type { TimelineEvent } from "@/components/patterns/timeline";
import { IconButton } from "@/components/ui/button";
import { WorkPanel } from "@/components/worklist/work-panel";
import { type Instant, shanghaiDate } from "@/domain/shared/time";
import { useBilingual } from "@/lib/bilingual";
import { useFormat } from "@/lib/format/use-format";
import { useAttemptText } from "@/lib/refusal-text";
import { useTRPC, useTRPCClient } from "@/lib/trpc/client";
import { useCan } from "@/lib/use-can";
import { useCommand } from "@/lib/use-command";
import { useNow } from "@/lib/use-now";
import { EffectiveLine } from "./effective-line";
import { InstructionTable } from "./instruction-table";
import { awaitsCore, MEASURE_TONE, type MeasureDetail } from "./measure";
import { RuleList } from "./rule-citation";
import { useControlsWords } from "./use-words";

/** While the payment core owes an answer the measure is asked again this often, in milliseconds. */
const CORE_MS = 1_000;

/** One measure: why, by which rule, how far it has come, and what the core was told. */
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
  const words = useControlsWords();
  const say = useBilingual();
  const format = useFormat();
  const { measure, account } = detail;
  const bySystem = measure.source === "system";
  const maker =
    detail.makerZh === null ? t("events.system") : say({ zh: detail.makerZh, en: detail.makerEn ?? detail.makerZh });
  return (
    <SplitItemLayout
      itemLabel={t("item.label", { number: measure.number })}
      sideLabel={t("item.side")}
      sideWidth={304}
      header={
        <ItemHeader
          title={t(bySystem ? "item.titleSystem" : "item.title")}
          state={<StatusChip tone={MEASURE_TONE[measure.state]}>{words.state(measure.state)}</StatusChip>}
          who={[
            <Link key="customer" href={`/customers/${account.customerId}`}>
              {account.customerName ? <Masked value={account.customerName} /> : account.customerNumber}
            </Link>,
            t("item.customer", { number: account.customerNumber }),
          ]}
          number={measure.number}
          nextStep={t.rich(nextStep(detail), {
            em: (chunks: ReactNode) => <em>{chunks}</em>,
            review: measure.reviewOn,
          })}
          tools={<IconButton icon={X} label={t("item.close")} onClick={onClose} />}
        />
      }
      side={<MeasureSide detail={detail} maker={maker} />}
      foot={<MeasureFoot detail={detail} />}
    >
      <PagePath steps={[measure.number]} />
      <SectionHead title={t("item.grounds")} />
      <Statement
        text={
          bySystem
            ? t("item.systemGrounds", { reason: words.reason(measure.reasonCode) })
            : (detail.note ?? t("item.noteGone"))
        }
        by={[`${maker} ${format.dateTime(measure.requestedAt as Instant)}`]}
      />
      {measure.releaseReasonCode ? (
        <>
          <SectionHead title={t("item.releaseGrounds")} ruled />
          <Statement
            text={
              measure.releaseReasonCode === "ground-gone"
                ? t("item.systemReleaseGrounds")
                : (detail.releaseNote ?? t("item.noteGone"))
            }
            by={[words.reason(measure.releaseReasonCode)]}
          />
        </>
      ) : null}
      <SectionHead title={t("item.effective")} note={t("item.effectiveNote")} ruled />
      <EffectiveLine effective={detail.effective} currency={account.currency} />
      <SectionHead title={t("instructions.title")} ruled />
      <InstructionTable instructions={detail.instructions} />
      <SectionHead title={t("item.basis")} note={t("item.basisNote")} ruled />
      <RuleList rules={detail.basis} />
      <Attachments subject={{ type: "measure", id: measure.id }} ruled />
    </SplitItemLayout>
  );
}

/** What comes next, as a path of words: a measure of the system ends by itself, or by whoever decides its ground. */
function nextStep({ measure, afterReview }: MeasureDetail) {
  if (measure.source === "system") {
    if (measure.state === "failed") return "nextSystem.failed" as const;
    if (measure.state === "in-force" && measure.reasonCode === "under-review")
      return "nextSystem.under-review" as const;
    if (measure.state === "in-force")
      return afterReview ? ("nextSystem.review" as const) : ("nextSystem.in-force" as const);
  }
  return `next.${measure.state}` as const;
}

function MeasureSide({ detail, maker }: { detail: MeasureDetail; maker: string }) {
  const t = useTranslations("controls.page");
  const words = useControlsWords();
  const { measure, account } = detail;
  const link = (href: string, text: string) => (
    <Link className="hg-text-link" href={href}>
      {text}
    </Link>
  );
  const facts: Fact[] = [
    { id: "account", label: t("item.account"), value: link(`/accounts/${account.id}`, account.number) },
    { id: "scope", label: t("item.scope"), value: words.scope(measure.scope) },
    ...(measure.amountMinor === null
      ? []
      : [
          {
            id: "amount",
            label: t("item.amount"),
            value: <Money amount={{ minor: measure.amountMinor, currency: account.currency }} showCurrency />,
          },
        ]),
    { id: "reason", label: t("item.reason"), value: words.reason(measure.reasonCode) },
    { id: "review", label: t("item.reviewOn"), value: measure.reviewOn },
    ...(measure.approvalId
      ? [{ id: "approval", label: t("item.approval"), value: link(`/approvals/${measure.approvalId}`, t("item.open")) }]
      : []),
    ...(measure.releaseReasonCode
      ? [{ id: "release", label: t("item.releaseReason"), value: words.reason(measure.releaseReasonCode) }]
      : []),
    ...(measure.releaseApprovalId
      ? [
          {
            id: "release-approval",
            label: t("item.releaseApproval"),
            value: link(`/approvals/${measure.releaseApprovalId}`, t("item.open")),
          },
        ]
      : []),
  ];
  const at = (
    id: "instructed" | "in-force" | "released",
    moment: string | null,
    mark: TimelineEvent["mark"],
  ): TimelineEvent[] =>
    moment
      ? [
          {
            id,
            at: moment as Instant,
            mark,
            who: t(id === "instructed" ? "events.system" : "events.core"),
            text: t(`events.${id}`),
          },
        ]
      : [];
  const events: TimelineEvent[] = [
    ...(measure.source === "system"
      ? [
          {
            id: "imposed",
            at: measure.requestedAt as Instant,
            mark: "system" as const,
            who: maker,
            text: t("events.imposed"),
          },
        ]
      : [
          {
            id: "requested",
            at: measure.requestedAt as Instant,
            mark: "person" as const,
            who: maker,
            text: t("events.requested"),
          },
          ...at("instructed", measure.instructedAt, "system"),
        ]),
    ...at("in-force", measure.inForceAt, "protect"),
    ...at("released", measure.releasedAt, "done"),
  ];
  const today = shanghaiDate(useNow() ?? (measure.requestedAt as Instant));
  return (
    <>
      <SectionHead title={t("item.facts")} />
      <FactList facts={facts} />
      <WorkPanel subjectId={measure.id} events={events} today={today} />
    </>
  );
}

function MeasureFoot({ detail }: { detail: MeasureDetail }) {
  const t = useTranslations("controls.page.foot");
  const router = useRouter();
  const can = useCan();
  const client = useTRPCClient();
  const attempt = useAttemptText();
  const acknowledge = useCommand(client.controls.acknowledgeFailure.mutate);
  const review = useCommand(client.controls.reviewMeasure.mutate);
  const { measure, account } = detail;
  const release = detail.available.find(({ control }) => control === "release");
  const waits = measure.state === "proposed" || measure.state === "release-proposed";
  const approval = measure.state === "release-proposed" ? measure.releaseApprovalId : measure.approvalId;
  const actions: FootAction[] = [];
  if (release && release.refusal === null) {
    actions.push({
      id: "release",
      label: t("release"),
      shortcut: "lift",
      run: () => router.push(`/accounts/${account.id}?release=${measure.id}`),
    });
  }
  if (measure.state === "failed" && can("controls.request")) {
    actions.push({
      id: "acknowledge",
      label: t("acknowledge"),
      shortcut: "finish",
      run: async () => void (await acknowledge.run({ measureId: measure.id })),
    });
  }
  if (detail.afterReview && can("controls.approve")) {
    actions.push({
      id: "review",
      label: t("review"),
      shortcut: "finish",
      run: async () => void (await review.run({ measureId: measure.id, reviewOn: measure.reviewOn })),
    });
  }
  if (waits && approval && can("approvals.read")) {
    actions.push({
      id: "approval",
      label: t("approval"),
      variant: "quiet",
      run: () => router.push(`/approvals/${approval}`),
    });
  }
  actions.push({
    id: "account",
    label: t("account"),
    variant: "quiet",
    run: () => router.push(`/accounts/${account.id}`),
  });
  return <ActionFoot actions={actions} error={attempt(acknowledge) ?? attempt(review)} />;
}
