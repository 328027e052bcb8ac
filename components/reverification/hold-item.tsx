"use client";

import { useQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { RuleCitation } from "@/components/controls/rule-citation";
import { PagePath } from "@/components/frame/page-path";
import { CustomerName } from "@/components/ledger/customer-name";
import { ActionFoot, type FootAction } from "@/components/patterns/action-foot";
import { type Fact, FactList } from "@/components/patterns/facts";
import { Gauge } from "@/components/patterns/gauge";
import { ItemHeader, SectionHead } from "@/components/patterns/headers";
import { SplitItemLayout } from "@/components/patterns/layouts";
import { QueryProblem } from "@/components/patterns/query-problem";
import { ItemSkeleton, TableSkeleton } from "@/components/patterns/skeleton";
import { EmptyState } from "@/components/patterns/states";
import { StatusChip, StatusMark } from "@/components/patterns/status";
import type { TimelineEvent } from "@/components/patterns/timeline";
import { IconButton } from "@/components/ui/button";
import { WorkPanel } from "@/components/worklist/work-panel";
import { DISMISS_REASON_NAMES, type DismissReason } from "@/domain/reverification/codes";
import { type Instant, shanghaiDate } from "@/domain/shared/time";
import { useFormat } from "@/lib/format/use-format";
import { useAttemptText } from "@/lib/refusal-text";
import { useTRPC, useTRPCClient } from "@/lib/trpc/client";
import { useCommand } from "@/lib/use-command";
import { useNow } from "@/lib/use-now";
import { HOLD_TONE, type HoldRow, TRIGGER_TONE } from "./review";
import { useShare } from "./use-share";
import { useTriggerWords } from "./use-trigger-words";

/** Held triggers listed at the item; the rest are counted. */
const MOST_TRIGGERS = 50;

/** One hold: how many it would reach, which triggers, and the two ways it ends. */
export function HoldItem({ id, onClose }: { id: string; onClose(): void }) {
  const t = useTranslations("reverification.page.holds.item");
  const trpc = useTRPC();
  const query = useQuery(trpc.reverification.holds.queryOptions({ id }));
  if (query.isPending) return <ItemSkeleton />;
  if (!query.data) return <QueryProblem what={t("failed")} error={query.error} onRetry={() => void query.refetch()} />;
  const [hold] = query.data.rows;
  return hold ? <OpenHold hold={hold} onClose={onClose} /> : <EmptyState title={t("gone")} text={t("goneText")} />;
}

function OpenHold({ hold, onClose }: { hold: HoldRow; onClose(): void }) {
  const t = useTranslations("reverification.page.holds");
  const page = useTranslations("reverification.page.item");
  const words = useTranslations("reverification");
  const em = (chunks: ReactNode) => <em>{chunks}</em>;
  return (
    <SplitItemLayout
      itemLabel={t("item.label", { number: hold.number })}
      sideLabel={t("item.side")}
      sideWidth={304}
      header={
        <ItemHeader
          title={t("item.title", { kind: words(`kinds.${hold.kind}`) })}
          state={<StatusChip tone={HOLD_TONE[hold.state]}>{words(`holdStates.${hold.state}`)}</StatusChip>}
          number={hold.number}
          nextStep={t.rich(`next.${hold.state}`, { em })}
          tools={<IconButton icon={X} label={page("close")} onClick={onClose} />}
        />
      }
      side={<HoldSide hold={hold} />}
      foot={<HoldFoot hold={hold} />}
    >
      <PagePath steps={[hold.number]} />
      <ShareGauge hold={hold} />
      <SectionHead title={t("item.triggers")} note={hold.state === "open" ? t("item.triggersNote") : null} ruled />
      <HeldTriggers hold={hold} />
    </SplitItemLayout>
  );
}

/** How much of all customers it would reach, against the share from which a lead looks first. */
function ShareGauge({ hold }: { hold: HoldRow }) {
  const t = useTranslations("reverification.page.holds.item");
  const format = useFormat();
  const share = useShare();
  const ratio = hold.customers > 0 ? hold.held / hold.customers : 0;
  const counts = { held: format.count(hold.held), customers: format.count(hold.customers) };
  return (
    <>
      <SectionHead title={t("line")} note={t("of", counts)} />
      <div className="hg-inset">
        <Gauge
          name={t("of", counts)}
          shown={format.percent(ratio, 1)}
          threshold={t("limit", { share: share(hold.shareBp) })}
          value={ratio * 10_000}
          line={hold.shareBp}
          met
        />
      </div>
    </>
  );
}

function HeldTriggers({ hold }: { hold: HoldRow }) {
  const t = useTranslations("reverification.page");
  const labels = useTranslations("reverification");
  const words = useTriggerWords();
  const trpc = useTRPC();
  const input = { filters: { hold: hold.id }, sort: "foundAt", order: "desc" as const, limit: MOST_TRIGGERS };
  const query = useQuery(trpc.reverification.triggers.queryOptions(input));
  if (query.isPending) return <TableSkeleton rows={6} columns={3} />;
  if (!query.data)
    return <QueryProblem what={t("triggers.failed")} error={query.error} onRetry={() => void query.refetch()} />;
  const { rows, nextCursor } = query.data;
  const [first] = rows;
  if (!first) return <p className="hg-small hg-ink-3 px-(--gutter) pb-2">{t("holds.item.noTriggers")}</p>;
  return (
    <>
      <p className="hg-small px-(--gutter) pb-2">
        <RuleCitation rule={first.rule} />
      </p>
      <ul className="hg-small px-(--gutter) pb-2">
        {rows.map((one) => (
          <li key={one.id} className="flex flex-wrap items-center gap-x-3 border-b border-line py-1">
            <Link className="hg-text-link" href={`/customers/${one.customer.id}`}>
              <CustomerName customer={one.customer} />
            </Link>
            <span>{words(one)}</span>
            <span className="hg-grow" />
            {one.review ? (
              <Link className="hg-text-link hg-mono" href={`/reverification/${one.review.id}`}>
                {one.review.number}
              </Link>
            ) : null}
            <StatusMark tone={TRIGGER_TONE[one.state]}>{labels(`triggerStates.${one.state}`)}</StatusMark>
          </li>
        ))}
      </ul>
      {nextCursor ? (
        <p className="hg-small hg-ink-3 px-(--gutter) pb-2">{t("holds.item.rest", { count: rows.length })}</p>
      ) : null}
    </>
  );
}

function HoldSide({ hold }: { hold: HoldRow }) {
  const t = useTranslations("reverification.page.holds");
  const page = useTranslations("reverification.page.item");
  const reasons = useTranslations("reverification.reasons.dismiss");
  const format = useFormat();
  const today = shanghaiDate(useNow() ?? (hold.openedAt as Instant));
  const facts: Fact[] = [
    { id: "opened", label: t("item.opened"), value: format.dateTime(hold.openedAt as Instant) },
    ...(hold.decidedAt
      ? [{ id: "decided", label: t("item.decided"), value: format.dateTime(hold.decidedAt as Instant) }]
      : []),
    ...(hold.decidedBy ? [{ id: "by", label: t("item.decidedBy"), value: hold.decidedBy }] : []),
    ...(hold.reason ? [{ id: "reason", label: t("item.reason"), value: reasons(hold.reason as DismissReason) }] : []),
  ];
  const events: TimelineEvent[] = [
    { id: "opened", at: hold.openedAt as Instant, mark: "rule", who: page("system"), text: t("events.opened") },
    ...(hold.decidedAt && hold.state !== "open"
      ? [
          {
            id: "decided",
            at: hold.decidedAt as Instant,
            mark: "person" as const,
            who: hold.decidedBy ?? page("system"),
            text: t(`events.${hold.state}`),
          },
        ]
      : []),
  ];
  return (
    <>
      <SectionHead title={t("item.facts")} />
      <div className="pb-2">
        <FactList facts={facts} tight />
      </div>
      <WorkPanel subjectId={hold.id} events={events} today={today} />
    </>
  );
}

/** Released, each re-verification opens; dismissed with a reason, none does. */
function HoldFoot({ hold }: { hold: HoldRow }) {
  const t = useTranslations("reverification.page.holds.foot");
  const reasons = useTranslations("reverification.reasons.dismiss");
  const client = useTRPCClient();
  const attempt = useAttemptText();
  const release = useCommand(client.reverification.releaseHold.mutate);
  const dismiss = useCommand(client.reverification.dismissHold.mutate);
  if (hold.state !== "open") return null;
  if (!hold.may.decide) return <ActionFoot actions={[]} note={t("noRight")} />;
  const actions: FootAction[] = [
    {
      id: "release",
      label: t("release"),
      shortcut: "approve",
      run: async () => {
        await release.run({ id: hold.id, version: hold.version });
      },
    },
    {
      id: "dismiss",
      label: t("dismiss"),
      shortcut: "reject",
      variant: "negative",
      needsChoice: true,
      run: async ({ choice }) => {
        const reason = DISMISS_REASON_NAMES.find((one) => one === choice);
        if (reason) await dismiss.run({ id: hold.id, version: hold.version, reason });
      },
    },
  ];
  return (
    <ActionFoot
      actions={actions}
      error={attempt(release) ?? attempt(dismiss)}
      choice={{ label: t("why"), options: DISMISS_REASON_NAMES.map((value) => ({ value, label: reasons(value) })) }}
    />
  );
}
