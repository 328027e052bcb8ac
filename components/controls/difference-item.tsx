"use client";

import { useQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Masked } from "@/components/customers/masked";
import { PagePath } from "@/components/frame/page-path";
import { ActionFoot, type FootAction } from "@/components/patterns/action-foot";
import { Banner } from "@/components/patterns/banner";
import { type Fact, FactList, Statement } from "@/components/patterns/facts";
import { ItemHeader, SectionHead } from "@/components/patterns/headers";
import { SplitItemLayout } from "@/components/patterns/layouts";
import { Loaded } from "@/components/patterns/loaded";
import { ItemSkeleton } from "@/components/patterns/skeleton";
import { StatusChip } from "@/components/patterns/status";
import type { TimelineEvent } from "@/components/patterns/timeline";
import { IconButton } from "@/components/ui/button";
import { WorkPanel } from "@/components/worklist/work-panel";
import { CORE_DIFFERENCE_REASONS, type CoreDifferenceReason } from "@/domain/controls/core-difference";
import { type Instant, shanghaiDate } from "@/domain/shared/time";
import { useBilingual } from "@/lib/bilingual";
import { useFormat } from "@/lib/format/use-format";
import { useAttemptText } from "@/lib/refusal-text";
import { useTRPC, useTRPCClient } from "@/lib/trpc/client";
import { useCan } from "@/lib/use-can";
import { useCommand } from "@/lib/use-command";
import { useNow } from "@/lib/use-now";
import { type DifferenceDetail, KIND_TONE } from "./difference";
import { DifferenceSides } from "./difference-sides";
import { InstructionTable } from "./instruction-table";

/** Sent again, it is asked this often whether both sides agree, in milliseconds. */
const WATCH_MS = 5_000;

/** One account the payment core restricts otherwise than we do: both sides, and what can be done about it. */
export function CoreDifferenceItem({ id, onClose }: { id: string; onClose(): void }) {
  const t = useTranslations("controls.differences");
  const trpc = useTRPC();
  const query = useQuery({
    ...trpc.controls.difference.queryOptions({ differenceId: id }),
    refetchInterval: ({ state }) => (state.data?.state === "open" && state.data.resentAt !== null ? WATCH_MS : false),
  });
  return (
    <Loaded query={query} what={t("failed")} skeleton={<ItemSkeleton />}>
      {(detail) => <OpenDifference detail={detail} onClose={onClose} />}
    </Loaded>
  );
}

function OpenDifference({ detail, onClose }: { detail: DifferenceDetail; onClose(): void }) {
  const t = useTranslations("controls.differences.item");
  const labels = useTranslations("controls.labels.core-difference");
  const page = useTranslations("controls.page");
  const events = useEvents(detail);
  const { account } = detail;
  const today = shanghaiDate(useNow() ?? (detail.firstSeenAt as Instant));
  return (
    <SplitItemLayout
      itemLabel={t("label", { number: detail.number })}
      sideLabel={page("item.side")}
      sideWidth={304}
      header={
        <ItemHeader
          title={labels(`kind.${detail.kind}`)}
          state={<StatusChip tone={KIND_TONE[detail.kind]}>{labels(`state.${detail.state}`)}</StatusChip>}
          who={[
            <Link key="customer" href={`/customers/${account.customerId}`}>
              {account.customerName ? <Masked value={account.customerName} /> : account.customerNumber}
            </Link>,
          ]}
          number={detail.number}
          nextStep={t.rich(`next.${nextOf(detail)}`, { em: (chunks: ReactNode) => <em>{chunks}</em> })}
          tools={<IconButton icon={X} label={t("close")} onClick={onClose} />}
        />
      }
      side={
        <>
          <SectionHead title={page("item.facts")} />
          <FactList facts={useFacts(detail)} />
          <WorkPanel subjectId={detail.id} events={events} today={today} />
        </>
      }
      foot={detail.state === "resolved" ? null : <DifferenceFoot detail={detail} />}
    >
      <PagePath steps={[detail.number]} />
      {detail.kind === "freer" && detail.state === "open" ? <Banner tone="late">{t("urgent")}</Banner> : null}
      <DifferenceSides detail={detail} />
      {detail.explanation ? <Explanation of={detail.explanation} /> : null}
      <SectionHead title={page("instructions.title")} ruled />
      <InstructionTable instructions={detail.instructions} />
    </SplitItemLayout>
  );
}

/** What must happen next: by what stands, and whether it was sent again. */
function nextOf({ state, kind, resentAt }: DifferenceDetail) {
  if (state !== "open") return state;
  return resentAt === null ? kind : ("resent" as const);
}

/** When it was seen, sent again and explained. */
function useEvents({ firstSeenAt, lastSeenAt, resentAt, explanation }: DifferenceDetail): readonly TimelineEvent[] {
  const t = useTranslations("controls.differences.item.events");
  const labels = useTranslations("controls.labels.core-difference");
  const say = useBilingual();
  const event = (id: string, at: string | null, mark: TimelineEvent["mark"], text: string): TimelineEvent[] =>
    at === null ? [] : [{ id, at: at as Instant, mark, text }];
  const by = explanation?.byZh ? say({ zh: explanation.byZh, en: explanation.byEn ?? explanation.byZh }) : "";
  return [
    ...event("first", firstSeenAt, "late", t("first")),
    ...(lastSeenAt === firstSeenAt ? [] : event("last", lastSeenAt, "system", t("last"))),
    ...event("resent", resentAt, "person", t("resent")),
    ...(explanation
      ? [
          {
            id: "explained",
            at: explanation.at as Instant,
            mark: "person" as const,
            who: by,
            text: t("explained", { reason: labels(`reason.${explanation.reason}`) }),
          },
        ]
      : []),
  ];
}

function useFacts({ account, resentAt, firstSeenAt, lastSeenAt }: DifferenceDetail): readonly Fact[] {
  const t = useTranslations("controls.differences.item");
  const format = useFormat();
  const link = (
    <Link className="hg-text-link" href={`/accounts/${account.id}`}>
      {account.number}
    </Link>
  );
  const at = (moment: string) => format.dateTime(moment as Instant);
  return [
    { id: "account", label: t("account"), value: link },
    { id: "first", label: t("first"), value: at(firstSeenAt) },
    { id: "last", label: t("last"), value: at(lastSeenAt) },
    ...(resentAt ? [{ id: "resent", label: t("sent"), value: at(resentAt) }] : []),
  ];
}

function Explanation({ of }: { of: NonNullable<DifferenceDetail["explanation"]> }) {
  const t = useTranslations("controls.differences.item");
  const labels = useTranslations("controls.labels.core-difference");
  const say = useBilingual();
  const format = useFormat();
  const name = of.byZh === null ? "" : say({ zh: of.byZh, en: of.byEn ?? of.byZh });
  const by = t("explainedBy", { name, at: format.dateTime(of.at as Instant) });
  return (
    <>
      <SectionHead title={t("explanation")} ruled />
      <Statement text={of.note ?? t("noteGone")} by={[labels(`reason.${of.reason}`), by]} />
    </>
  );
}

function DifferenceFoot({ detail }: { detail: DifferenceDetail }) {
  const t = useTranslations("controls.differences");
  const labels = useTranslations("controls.labels.core-difference");
  const can = useCan();
  const client = useTRPCClient();
  const attempt = useAttemptText();
  const resend = useCommand(client.controls.resendDifference.mutate);
  const explain = useCommand(client.controls.explainDifference.mutate);
  const { id: differenceId, version, toSend } = detail;
  if (!can("controls.request")) return null;
  const actions: FootAction[] = [
    {
      id: "resend",
      label: t("resend.act"),
      variant: "primary",
      ...(toSend.restrict + toSend.lift === 0 ? { blocked: t("resend.nothing") } : {}),
      run: async () => void (await resend.run({ differenceId, version })),
    },
  ];
  const explainable = detail.state === "open" && detail.kind !== "freer";
  if (explainable) {
    actions.push({
      id: "explain",
      label: t("explain.act"),
      shortcut: "finish",
      needsChoice: true,
      needsReason: true,
      run: async ({ choice, reason }) =>
        void (await explain.run({ differenceId, version, reason: choice as CoreDifferenceReason, note: reason })),
    });
  }
  return (
    <ActionFoot
      actions={actions}
      {...(explainable
        ? {
            choice: {
              label: t("explain.reason"),
              options: CORE_DIFFERENCE_REASONS.map((value) => ({ value, label: labels(`reason.${value}`) })),
            },
            reason: { label: t("explain.note"), placeholder: t("explain.noteHelp"), maxLength: 2000 },
          }
        : {})}
      error={attempt(resend) ?? attempt(explain)}
      note={toSend.restrict + toSend.lift > 0 ? t("resend.will", toSend) : undefined}
    />
  );
}
