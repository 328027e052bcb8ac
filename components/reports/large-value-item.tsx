"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { X } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { Attachments } from "@/components/evidence/attachments";
import { PagePath } from "@/components/frame/page-path";
import { CustomerName } from "@/components/ledger/customer-name";
import { ActionFoot, type FootAction } from "@/components/patterns/action-foot";
import { Banner } from "@/components/patterns/banner";
import { Citation } from "@/components/patterns/citation";
import { ItemHeader, SectionHead } from "@/components/patterns/headers";
import { SplitItemLayout } from "@/components/patterns/layouts";
import { Money } from "@/components/patterns/money";
import { QueryProblem } from "@/components/patterns/query-problem";
import { ItemSkeleton } from "@/components/patterns/skeleton";
import { Flag, StatusChip } from "@/components/patterns/status";
import { IconButton } from "@/components/ui/button";
import { EXEMPTIONS } from "@/domain/reports/codes";
import { useAttemptText } from "@/lib/refusal-text";
import { useTRPC, useTRPCClient } from "@/lib/trpc/client";
import { useCan } from "@/lib/use-can";
import { type CommandState, useCommand } from "@/lib/use-command";
import { ArithmeticTable } from "./arithmetic-table";
import { amountOf, type CandidateDetail, STANDING_TONE, standingOf } from "./candidate";
import { ItemSide } from "./item-side";
import { ReportClock } from "./report-clock";
import { StaleBanner } from "./stale-banner";
import { SumGauges } from "./sum-gauges";
import { useCitation } from "./use-citation";

/** While an import that feeds the day is unfinished the item is asked again this often, in milliseconds. */
const UNFINISHED_MS = 5_000;

type ItemProps = { id: string; onOpen(id: string): void; onClose(): void; onNext(): void };

/** One large-value item beside the queue. */
export function LargeValueItem(props: ItemProps) {
  const t = useTranslations("reports.page");
  const trpc = useTRPC();
  const query = useQuery({
    ...trpc.reports.largeValueDetail.queryOptions({ id: props.id }),
    refetchInterval: ({ state }) => (state.data && !state.data.final ? UNFINISHED_MS : false),
  });
  if (query.isPending) return <ItemSkeleton />;
  if (!query.data)
    return <QueryProblem what={t("itemFailed")} error={query.error} onRetry={() => void query.refetch()} />;
  return <OpenItem {...props} item={query.data} />;
}

function OpenItem({ item, onOpen, onClose, onNext }: ItemProps & { item: CandidateDetail }) {
  const t = useTranslations("reports.page");
  const labels = useTranslations("reports.labels");
  const lines = useTranslations("reports.page.lines") as unknown as (rule: string) => string;
  const [seen, setSeen] = useState(item);
  const standing = standingOf(item);
  const client = useTRPCClient();
  const check = useCommand(client.reports.checkLargeValue.mutate);
  const cite = useCitation();
  // One's own check changes the version too; the next item opens then.
  const changed = item.version !== seen.version && !check.pending;
  return (
    <SplitItemLayout
      itemLabel={t("item.label", { number: item.number })}
      sideLabel={t("side.label")}
      sideWidth={280}
      header={
        <ItemHeader
          title={t("item.title", { direction: labels(`directions.${item.direction}`) })}
          state={<StatusChip tone={STANDING_TONE[standing]}>{t(`standing.${standing}`)}</StatusChip>}
          who={[
            ...(item.customer.name ? [<CustomerName key="name" customer={item.customer} />] : []),
            t("item.customer", { number: item.customer.number }),
            item.businessDate,
          ]}
          number={item.number}
          nextStep={<NextStep item={item} />}
          clock={<ReportClock item={item} />}
          tools={<IconButton icon={X} label={t("item.close")} onClick={onClose} />}
        />
      }
      banner={
        changed ? (
          <StaleBanner seen={seen} now={item} onAccept={() => setSeen(item)} />
        ) : item.exemptionProposal ? (
          <ExemptionWaits proposal={item.exemptionProposal} />
        ) : standing === "provisional" ? (
          <Banner tone="wait">{t("item.notFinal")}</Banner>
        ) : null
      }
      side={<ItemSide item={item} onOpen={onOpen} />}
      foot={<ItemFoot item={item} check={check} blocked={changed ? t("foot.changed") : undefined} onNext={onNext} />}
    >
      <PagePath steps={[item.number]} />
      <SectionHead
        title={t("line.title")}
        note={lines(item.ruleId)}
        aside={<span>{t("line.version", { version: item.ruleVersion })}</span>}
      />
      <SumGauges item={item} />
      <p className="hg-small hg-ink-2 flex flex-wrap items-center gap-x-3 px-(--gutter) py-2">
        <span>{t(item.single ? "line.single" : "line.accumulated", { count: item.transactionCount })}</span>
        {item.unrated > 0 ? <Flag provisional>{labels("unrated", { count: item.unrated })}</Flag> : null}
        <span className="hg-grow" />
        <Citation {...cite(item.rule)} />
      </p>
      <SectionHead title={t("legs.title")} note={t("legs.note")} ruled />
      <ArithmeticTable item={item} />
      <Attachments subject={{ type: "large-value", id: item.id }} ruled />
    </SplitItemLayout>
  );
}

/** An exemption that somebody proposed; the sum stays to be checked meanwhile. */
function ExemptionWaits({ proposal }: { proposal: NonNullable<CandidateDetail["exemptionProposal"]> }) {
  const t = useTranslations("reports.page.item");
  const link = (chunks: ReactNode) => (
    <Link className="hg-text-link" href={`/approvals/${proposal.approvalId}`}>
      {chunks}
    </Link>
  );
  return <Banner tone="wait">{t.rich("exemptionWaits", { link, number: proposal.number })}</Banner>;
}

/** What must happen next, and by when. */
function NextStep({ item }: { item: CandidateDetail }) {
  const t = useTranslations("reports.page.next");
  const standing = standingOf(item);
  const sum = (
    <Money
      amount={item.metBy === "usd" ? amountOf(item.usdSum ?? "0", "USD") : amountOf(item.cnySum, "CNY")}
      showCurrency={item.metBy === "usd"}
    />
  );
  const em = (chunks: ReactNode) => <em>{chunks}</em>;
  return t.rich(standing, { em, sum: () => sum, date: item.dueOn, count: item.transactionCount });
}

type Check = CommandState<{ id: string; version: number }, unknown>;

/** The one action bar: check the sum, go on to a restriction, go to the next item. */
function ItemFoot(props: { item: CandidateDetail; check: Check; blocked: string | undefined; onNext(): void }) {
  const { item, check, blocked, onNext } = props;
  const t = useTranslations("reports.page.foot");
  const can = useCan();
  const router = useRouter();
  const queries = useQueryClient();
  const attempt = useAttemptText();
  const standing = standingOf(item);
  const account = item.legs[0]?.accountId;
  const labels = useTranslations("reports.labels.exemptions");
  const client = useTRPCClient();
  const exempt = useCommand(client.reports.requestExemption.mutate);
  const end = useCommand(client.reports.endExemption.mutate);
  const refresh = () => queries.invalidateQueries();

  const confirm = async () => {
    const answer = await check.run({ id: item.id, version: item.version });
    if (answer?.ok) onNext();
    else if (answer) await queries.invalidateQueries();
  };
  const actions: FootAction[] = [];
  if (item.state === "open" && can("reports.large-value.check")) {
    const reason = blocked ?? (standing === "provisional" ? t("notFinal") : undefined);
    actions.push({
      id: "check",
      label: t("check"),
      shortcut: "approve",
      run: confirm,
      ...(reason ? { blocked: reason } : {}),
    });
  }
  const mayExempt = ["open", "confirmed"].includes(item.state) && can("reports.exemption.request");
  if (mayExempt) {
    const waits = item.exemptionProposal ? t("proposed") : undefined;
    const reason = blocked ?? waits ?? (item.final ? undefined : t("notFinal"));
    actions.push({
      id: "exempt",
      label: t("exempt"),
      shortcut: "exempt",
      variant: "quiet",
      needsChoice: true,
      needsReason: true,
      run: async ({ choice, reason: note }) => {
        const exemption = EXEMPTIONS.find((code) => code === choice);
        if (exemption) await exempt.run({ id: item.id, version: item.version, exemption, note });
        await refresh();
      },
      ...(reason ? { blocked: reason } : {}),
    });
  }
  if (item.state === "exempt" && can("reports.exemption.approve")) {
    actions.push({
      id: "end-exemption",
      label: t("endExemption"),
      shortcut: "withdraw",
      variant: "quiet",
      run: async () => {
        await end.run({ id: item.id, version: item.version });
        await refresh();
      },
    });
  }
  if (account && can("controls.request")) {
    actions.push({
      id: "propose",
      label: t("propose"),
      shortcut: "propose",
      variant: "quiet",
      run: () => router.push(`/accounts/${account}`),
    });
  }
  actions.push({ id: "next", label: t("next"), shortcut: "next", variant: "quiet", run: onNext });
  const reason = actions[0]?.blocked;
  return (
    <ActionFoot
      actions={actions}
      error={attempt(check) ?? attempt(exempt) ?? attempt(end)}
      note={reason}
      {...(mayExempt
        ? {
            choice: {
              label: t("exemption"),
              options: EXEMPTIONS.map((value) => ({ value, label: labels(value) })),
            },
            reason: { label: t("grounds"), maxLength: 2000 },
          }
        : {})}
    />
  );
}
