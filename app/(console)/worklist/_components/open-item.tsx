"use client";

import { useQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { ApprovalItem } from "@/components/approvals/approval-item";
import { CandidateItem } from "@/components/closures/candidate-item";
import { ClosureItem } from "@/components/closures/closure-item";
import { DifferenceItem } from "@/components/completeness/difference-item";
import { MissItem } from "@/components/completeness/miss-item";
import { CoreDifferenceItem } from "@/components/controls/difference-item";
import { MeasureItem } from "@/components/controls/measure-item";
import { IncidentItem } from "@/components/incidents/incident-item";
import { BenchItem } from "@/components/kyc/bench-item";
import { LetterItem } from "@/components/letters/letter-item";
import { LossItem } from "@/components/losses/loss-item";
import { ObjectionItem } from "@/components/objections/objection-item";
import { ElectronicItem } from "@/components/orders/electronic-item";
import { OrderItem } from "@/components/orders/order-item";
import { ItemHeader } from "@/components/patterns/headers";
import { SplitItemLayout } from "@/components/patterns/layouts";
import { QueryProblem } from "@/components/patterns/query-problem";
import { ItemSkeleton } from "@/components/patterns/skeleton";
import { EmptyState } from "@/components/patterns/states";
import { StatusChip } from "@/components/patterns/status";
import { RequestItem } from "@/components/privacy/request-item";
import { ReviewItem as DecisionReview } from "@/components/processing/review-item";
import { LargeValueItem } from "@/components/reports/large-value-item";
import { HoldItem } from "@/components/reverification/hold-item";
import { ReviewItem } from "@/components/reverification/review-item";
import { HitItem } from "@/components/screening/hit-item";
import { NoticeItem } from "@/components/sharing/notice-item";
import { ButtonLink, IconButton } from "@/components/ui/button";
import { DueBadge } from "@/components/worklist/due-badge";
import { WORK_TONE, type WorkRow, workStanding } from "@/components/worklist/work";
import { WorkPanel } from "@/components/worklist/work-panel";
import { type Instant, shanghaiDate } from "@/domain/shared/time";
import { itemHref } from "@/lib/item-href";
import { useTRPC } from "@/lib/trpc/client";

/** How often the open item is looked at again, so that its end is noticed. */
const LOOK_MS = 5_000;
/** What an approval's foot is told the next one is called; which one that is, is decided when it is asked for. */
const NEXT = "next";

type Props = { itemId: string; onClose(): void; onLeave(): void; onEnded(row: WorkRow): void };

/** The open item in its own desk's clothes, whatever kind of work it is. */
export function OpenItem(props: Props) {
  const { itemId, onEnded } = props;
  const t = useTranslations("worklist.page.item");
  const trpc = useTRPC();
  const query = useQuery({ ...trpc.worklist.detail.queryOptions({ itemId }), refetchInterval: LOOK_MS });
  const row = query.data?.item;
  const wasOpen = useRef(false);
  useEffect(() => {
    if (!row) return;
    if (wasOpen.current && row.state !== "open") onEnded(row);
    wasOpen.current = row.state === "open";
  }, [row, onEnded]);
  if (query.isPending) return <ItemSkeleton />;
  if (!row) return <QueryProblem what={t("failed")} error={query.error} onRetry={() => void query.refetch()} />;
  return <Desk {...props} row={row} />;
}

function Desk({ row, onClose, onLeave }: Props & { row: WorkRow }) {
  const router = useRouter();
  const go = (place: string, id: string | null) => (id === null ? onClose() : router.push(`${place}/${id}`));
  switch (row.kind as string) {
    case "approval":
      return (
        <ApprovalItem
          id={row.subjectId}
          next={NEXT}
          onOpen={(id) => (id === NEXT ? onLeave() : go("/approvals", id))}
        />
      );
    case "large-value":
      return (
        <LargeValueItem
          id={row.subjectId}
          onOpen={(id) => go("/reports/large-value", id)}
          onClose={onClose}
          onNext={onLeave}
        />
      );
    case "core-failure":
    case "measure-review":
      return <MeasureItem id={row.subjectId} onClose={onClose} />;
    case "letter-failed":
      return <LetterItem id={row.subjectId} onClose={onClose} onOpen={(id) => go("/letters", id)} />;
    case "core-difference":
      return <CoreDifferenceItem id={row.subjectId} onClose={onClose} />;
    case "list-hit":
      return <HitItem id={row.subjectId} onClose={onClose} />;
    case "control-missed":
      return <MissItem id={row.subjectId} onClose={onClose} />;
    case "completeness-difference":
      return <DifferenceItem id={row.subjectId} onClose={onClose} />;
    case "kyc-submission":
    case "kyc-second-look":
    case "kyc-recheck":
      return <BenchItem id={row.subjectId} onClose={onClose} onNext={onLeave} />;
    case "order-mismatch":
      return <ElectronicItem id={row.subjectId} onClose={onClose} />;
    case "order-review":
    case "order-expiring":
      if (row.subjectType === "electronic-order") return <ElectronicItem id={row.subjectId} onClose={onClose} />;
      return <OrderItem id={row.subjectId} onClose={onClose} />;
    case "loss-report":
    case "loss-review":
      return <LossItem id={row.subjectId} onClose={onClose} onNext={onLeave} />;
    case "reverification":
      return <ReviewItem id={row.subjectId} onClose={onClose} onNext={onLeave} />;
    case "reverification-hold":
      return <HoldItem id={row.subjectId} onClose={onClose} />;
    case "privacy-request":
      return <RequestItem id={row.subjectId} onClose={onClose} onNext={onLeave} />;
    case "objection":
      return <ObjectionItem id={row.subjectId} onClose={onClose} onNext={onLeave} />;
    case "incident":
      return <IncidentItem id={row.subjectId} onClose={onClose} onNext={onLeave} />;
    case "closure-stopped":
      return row.subjectType === "closure" ? (
        <ClosureItem id={row.subjectId} onClose={onClose} onNext={onLeave} />
      ) : (
        <PlainItem row={row} onClose={onClose} />
      );
    case "reclaim-candidate":
      return <CandidateItem id={row.subjectId} onClose={onClose} />;
    case "recipient-notice":
      return <NoticeItem id={row.subjectId} onClose={onClose} />;
    case "decision-review":
      return <DecisionReview id={row.subjectId} onClose={onClose} />;
    default:
      return <PlainItem row={row} onClose={onClose} />;
  }
}

/** Work whose desk has no pane of its own here: the work side, and the way to its page. */
function PlainItem({ row, onClose }: { row: WorkRow; onClose(): void }) {
  const t = useTranslations("worklist");
  const href = itemHref(row.subjectType, row.subjectId);
  const standing = workStanding(row);
  return (
    <SplitItemLayout
      itemLabel={t("open", { number: row.number })}
      sideLabel={t("page.panel")}
      sideWidth={304}
      header={
        <ItemHeader
          title={t(`kinds.${row.kind}`)}
          state={<StatusChip tone={WORK_TONE[standing]}>{t(`page.standing.${standing}`)}</StatusChip>}
          number={row.number}
          clock={<DueBadge row={row} />}
          tools={<IconButton icon={X} label={t("page.item.close")} onClick={onClose} />}
        />
      }
      side={<WorkPanel subjectId={row.subjectId} events={[]} today={shanghaiDate(row.openedAt as Instant)} />}
    >
      <EmptyState
        title={row.number}
        text={t("page.item.elsewhere")}
        action={
          href ? (
            <ButtonLink small variant="primary" href={href}>
              {t("page.item.openPage")}
            </ButtonLink>
          ) : null
        }
      />
    </SplitItemLayout>
  );
}
