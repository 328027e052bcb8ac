"use client";

import { useQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { RuleList } from "@/components/controls/rule-citation";
import { useControlsWords } from "@/components/controls/use-words";
import { Attachments } from "@/components/evidence/attachments";
import { PagePath } from "@/components/frame/page-path";
import { CustomerName } from "@/components/ledger/customer-name";
import { Banner } from "@/components/patterns/banner";
import { type Fact, FactList, Statement } from "@/components/patterns/facts";
import { ItemHeader, SectionHead } from "@/components/patterns/headers";
import { SplitItemLayout } from "@/components/patterns/layouts";
import { QueryProblem } from "@/components/patterns/query-problem";
import { ItemSkeleton } from "@/components/patterns/skeleton";
import { StatusChip, StatusMark } from "@/components/patterns/status";
import { Button, IconButton } from "@/components/ui/button";
import type { CloseReason } from "@/domain/reverification/codes";
import { type Instant, shanghaiDate } from "@/domain/shared/time";
import { useFormat } from "@/lib/format/use-format";
import { useTRPC } from "@/lib/trpc/client";
import { nextStepOf, REVIEW_TONE, type ReviewDetail } from "./review";
import { ReviewFoot } from "./review-foot";
import { ReviewSide } from "./review-side";
import { TriggerList } from "./trigger-list";

/** While the customer is being asked the item is looked at again this often, in milliseconds. */
const ASKING_MS = 3_000;

type Props = { id: string; onClose(): void; onNext?(): void };

/** One re-verification: what called for it, what was asked, what is suspended, and how it is brought to its end. */
export function ReviewItem(props: Props) {
  const t = useTranslations("reverification.page.item");
  const trpc = useTRPC();
  const query = useQuery({
    ...trpc.reverification.detail.queryOptions({ id: props.id }),
    refetchInterval: ({ state }) => (state.data && nextStepOf(state.data) === "askedSoon" ? ASKING_MS : false),
  });
  if (query.isPending) return <ItemSkeleton />;
  if (!query.data) return <QueryProblem what={t("failed")} error={query.error} onRetry={() => void query.refetch()} />;
  return <OpenReview {...props} item={query.data} />;
}

function OpenReview({ item, onClose, onNext }: Props & { item: ReviewDetail }) {
  const t = useTranslations("reverification.page");
  const words = useTranslations("reverification");
  const [seen, setSeen] = useState(item.version);
  return (
    <SplitItemLayout
      itemLabel={t("item.label", { number: item.number })}
      sideLabel={t("item.side")}
      sideWidth={304}
      header={
        <ItemHeader
          title={t("item.title", { ground: words(`kinds.${item.ground}`) })}
          state={<StatusChip tone={REVIEW_TONE[item.state]}>{words(`states.${item.state}`)}</StatusChip>}
          who={[
            <Link key="customer" href={`/customers/${item.customer.id}`}>
              <CustomerName customer={item.customer} />
            </Link>,
            t("item.customer", { number: item.customer.number }),
          ]}
          number={item.number}
          nextStep={<NextStep item={item} />}
          tools={<IconButton icon={X} label={t("item.close")} onClick={onClose} />}
        />
      }
      banner={item.version === seen ? null : <Changed onAccept={() => setSeen(item.version)} />}
      side={<ReviewSide item={item} />}
      foot={<ReviewFoot item={item} onDone={setSeen} {...(onNext ? { onNext } : {})} />}
    >
      <PagePath steps={[item.number]} />
      <SectionHead title={t("item.triggers")} note={t("item.triggersNote", { count: item.triggers.length })} />
      <TriggerList triggers={item.triggers} />
      <Request item={item} />
      <Measures item={item} />
      <Reasons item={item} />
      {item.end?.note ? (
        <>
          <SectionHead title={t("item.end")} ruled />
          <Statement
            text={item.end.note}
            by={[...(item.end.reason ? [words(`reasons.close.${item.end.reason as CloseReason}`)] : []), item.end.by]}
          />
        </>
      ) : null}
      <Attachments subject={{ type: "customer", id: item.customer.id }} ruled />
    </SplitItemLayout>
  );
}

/** Says that somebody, or time, changed the item since it was opened. */
function Changed({ onAccept }: { onAccept(): void }) {
  const t = useTranslations("reverification.page");
  return (
    <Banner tone="wait" urgent>
      <span className="mr-4">{t("stale")}</span>
      <Button small onClick={onAccept}>
        {t("accept")}
      </Button>
    </Banner>
  );
}

/** What must happen next, in one sentence. */
function NextStep({ item }: { item: ReviewDetail }) {
  const t = useTranslations("reverification.page.next");
  const em = (chunks: ReactNode) => <em>{chunks}</em>;
  return t.rich(nextStepOf(item), { em, due: item.dueOn ?? "", count: item.suspended });
}

/** What the customer was asked for, by when, and what came of it. */
function Request({ item }: { item: ReviewDetail }) {
  const t = useTranslations("reverification.page.item");
  const papers = useTranslations("kyc.documents");
  const states = useTranslations("kyc.page.customer.requestStates");
  const between = useTranslations("reverification.sentence")("between");
  const format = useFormat();
  const { request, submission } = item;
  const facts: Fact[] = request
    ? [
        { id: "state", label: t("requestState"), value: `${request.number} · ${states(request.state as "open")}` },
        {
          id: "papers",
          label: t("papers"),
          value: request.documents.map((kind) => papers(kind as "passport")).join(between),
        },
        { id: "asked", label: t("asked"), value: format.dateTime(request.askedAt as Instant) },
        { id: "due", label: t("due"), value: request.dueOn },
      ]
    : [];
  const given: Fact[] = submission
    ? [
        {
          id: "submission",
          label: t("submission"),
          value: (
            <Link className="hg-text-link hg-mono" href={`/kyc/${submission.id}`}>
              {submission.number}
            </Link>
          ),
        },
      ]
    : [];
  const open = item.state === "asked" || item.state === "at-desk";
  if (!request && !submission && !open) return null;
  return (
    <>
      <SectionHead title={t("request")} ruled />
      {request || submission ? (
        <FactList facts={[...facts, ...given]} />
      ) : (
        <p className="hg-small hg-ink-3 px-(--gutter) pb-2">{t("noRequest")}</p>
      )}
    </>
  );
}

/** What was suspended on its account, since when, and when it was lifted; with the rules that carry it. */
function Measures({ item }: { item: ReviewDetail }) {
  const t = useTranslations("reverification.page.item");
  const words = useControlsWords();
  return (
    <>
      <SectionHead title={t("measures")} ruled />
      {item.measures.length === 0 ? (
        <p className="hg-small hg-ink-3 px-(--gutter) pb-2">{t("noMeasures")}</p>
      ) : (
        <ul className="hg-small grid gap-1 px-(--gutter) pb-2">
          {item.measures.map((one) => (
            <li key={one.id} className="flex flex-wrap items-center gap-x-3">
              <StatusMark tone={one.liftedAt ? "none" : "protect"}>{words.state(one.state)}</StatusMark>
              <Link className="hg-text-link" href={`/accounts/${one.account.id}`}>
                {one.account.number}
              </Link>
              <Link className="hg-text-link" href={`/controls/${one.id}`}>
                {one.number}
              </Link>
              <span>{words.reason(one.reason)}</span>
              <span className="hg-grow" />
              <span className="hg-ink-3">
                {one.liftedAt
                  ? t("lifted", { date: shanghaiDate(one.liftedAt as Instant) })
                  : t("imposed", { date: shanghaiDate(one.imposedAt as Instant) })}
              </span>
            </li>
          ))}
        </ul>
      )}
      {item.basis.length > 0 ? <RuleList rules={item.basis} /> : null}
    </>
  );
}

function Reasons({ item }: { item: ReviewDetail }) {
  const t = useTranslations("reverification.page.item");
  const words = useTranslations("reverification.reasons.good");
  if (item.reasons.length === 0) return null;
  return (
    <>
      <SectionHead title={t("reasons")} ruled />
      {item.reasons.map((one) => (
        <Statement
          key={one.id}
          text={one.note ?? words(one.reason)}
          by={[words(one.reason), t("until", { date: one.until }), one.by]}
        />
      ))}
    </>
  );
}
