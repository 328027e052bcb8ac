"use client";

import { useQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { RuleList } from "@/components/controls/rule-citation";
import { Attachments } from "@/components/evidence/attachments";
import { PagePath } from "@/components/frame/page-path";
import { CustomerName } from "@/components/ledger/customer-name";
import { Statement } from "@/components/patterns/facts";
import { ItemHeader, SectionHead } from "@/components/patterns/headers";
import { SplitItemLayout } from "@/components/patterns/layouts";
import { Loaded } from "@/components/patterns/loaded";
import { ItemSkeleton } from "@/components/patterns/skeleton";
import { StatusChip, StatusMark } from "@/components/patterns/status";
import { Button, IconButton } from "@/components/ui/button";
import type { Instant } from "@/domain/shared/time";
import { useFormat } from "@/lib/format/use-format";
import { useTRPC } from "@/lib/trpc/client";
import { CLOSURE_TONE, type ClosureDetail, isMoving } from "./closure";
import { ClosureFoot } from "./closure-foot";
import { ClosureSide } from "./closure-side";
import { RemainingList } from "./remaining-list";
import { useLook } from "./use-look";

/** While the worker or the core may move it the item is looked at again this often, in milliseconds. */
const MOVING_MS = 3_000;

type Props = { id: string; onClose(): void; onNext?(): void };

/** One closing: what it rests on, what happened to it, and what remains now. */
export function ClosureItem(props: Props) {
  const t = useTranslations("closures.page.item");
  const trpc = useTRPC();
  const query = useQuery({
    ...trpc.closures.detail.queryOptions({ id: props.id }),
    refetchInterval: ({ state }) => (state.data && isMoving(state.data) ? MOVING_MS : false),
  });
  return (
    <Loaded query={query} what={t("failed")} skeleton={<ItemSkeleton />}>
      {(item) => <OpenClosure {...props} item={item} />}
    </Loaded>
  );
}

function OpenClosure({ item, onClose, onNext }: Props & { item: ClosureDetail }) {
  const t = useTranslations("closures.page");
  const words = useTranslations("closures");
  const em = (chunks: ReactNode) => <em>{chunks}</em>;
  const settled = item.state === "closed" || item.state === "withdrawn";
  return (
    <SplitItemLayout
      itemLabel={t("item.label", { number: item.number })}
      sideLabel={t("item.side")}
      sideWidth={304}
      header={
        <ItemHeader
          title={t("item.title", { kind: words(`kinds.${item.kind}`) })}
          state={<StatusChip tone={CLOSURE_TONE[item.state]}>{words(`states.${item.state}`)}</StatusChip>}
          who={[
            <Link key="customer" href={`/customers/${item.customer.id}`}>
              <CustomerName customer={item.customer} />
            </Link>,
            <Link key="account" href={`/accounts/${item.account.id}`}>
              {t("item.account", { number: item.account.number })}
            </Link>,
          ]}
          number={item.number}
          nextStep={t.rich(`next.${item.state}`, { em })}
          tools={<IconButton icon={X} label={t("item.close")} onClick={onClose} />}
        />
      }
      side={<ClosureSide item={item} />}
      foot={<ClosureFoot item={item} {...(onNext ? { onNext } : {})} />}
    >
      <PagePath steps={[item.number]} />
      <SectionHead title={t("item.steps")} />
      <Steps item={item} />
      {settled ? null : <Now item={item} />}
      <SectionHead title={t("item.note")} ruled />
      <Statement text={item.note ?? ""} by={[words(`reasons.${item.reason}`), item.requestedBy]} />
      <SectionHead title={t("item.basis")} ruled />
      <RuleList rules={item.basis} />
      <Attachments subject={{ type: "closure", id: item.id }} ruled />
    </SplitItemLayout>
  );
}

const TONES = {
  closed: "done",
  stopped: "late",
  refused: "none",
  void: "none",
  withdrawn: "none",
  expired: "none",
} as const;

/** What happened, the earliest first, with what stood in the way where it stopped. */
function Steps({ item }: { item: ClosureDetail }) {
  const words = useTranslations("closures");
  const t = useTranslations("closures.page.steps");
  const format = useFormat();
  return (
    <ol className="hg-small grid gap-1 px-(--gutter) pb-2">
      {item.steps.map((step) => {
        const sum =
          step.minor === null ? "" : format.money({ minor: step.minor, currency: step.currency ?? item.currency });
        const tone = TONES[step.kind as keyof typeof TONES] ?? "idle";
        return (
          <li key={step.id} className="flex flex-wrap items-center gap-x-3">
            <span className="hg-ink-3 whitespace-nowrap">{format.dateTime(step.at as Instant)}</span>
            <StatusMark tone={tone}>{t(step.kind as "requested", { sum })}</StatusMark>
            {step.conditions.map((code) => (
              <span key={code}>{words(`conditions.${code}`)}</span>
            ))}
          </li>
        );
      })}
    </ol>
  );
}

/** What remains at this moment, looked at when asked: the core is asked too. */
function Now({ item }: { item: ClosureDetail }) {
  const t = useTranslations("closures.page.item");
  const format = useFormat();
  const [asked, setAsked] = useState(false);
  const { id: accountId } = item.account;
  const subjectId = item.subjectHref?.split("/").at(-1) ?? null;
  const { look, pending, problem, again } = useLook(asked ? { accountId, kind: item.kind, subjectId } : null);
  return (
    <>
      <SectionHead
        title={t("now")}
        ruled
        {...(look?.asOf ? { note: t("asOf", { time: format.dateTime(look.asOf as Instant) }) } : {})}
        aside={
          <Button small busy={pending} onClick={() => (asked ? again() : setAsked(true))}>
            {pending ? t("looking") : t("look")}
          </Button>
        }
      />
      {problem ? (
        <p className="hg-error px-(--gutter)" role="alert">
          {problem}
        </p>
      ) : null}
      {look ? <RemainingList remaining={look.remaining} clear={t("nowClear")} /> : null}
      {look || problem ? null : <p className="hg-small hg-ink-3 px-(--gutter) pb-2">{t("nowHint")}</p>}
    </>
  );
}
