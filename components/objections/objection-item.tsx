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
import { Loaded } from "@/components/patterns/loaded";
import { Money } from "@/components/patterns/money";
import { ItemSkeleton } from "@/components/patterns/skeleton";
import { StatusChip } from "@/components/patterns/status";
import { Button, ButtonLink, IconButton } from "@/components/ui/button";
import type { Instant } from "@/domain/shared/time";
import { useFormat } from "@/lib/format/use-format";
import { useTRPC } from "@/lib/trpc/client";
import { useNow } from "@/lib/use-now";
import { alarmOf, nextStepOf, OBJECTION_TONE, type ObjectionDetail } from "./objection";
import { ObjectionFoot } from "./objection-foot";
import { ObjectionSide } from "./objection-side";
import { letterHref } from "./paths";

type Props = { id: string; onClose(): void; onNext?(): void };

/** One objection: what the customer says, the measure it is about, the term, and what it came to. */
export function ObjectionItem(props: Props) {
  const t = useTranslations("objections.page.item");
  const trpc = useTRPC();
  const query = useQuery(trpc.objections.detail.queryOptions({ id: props.id }));
  return (
    <Loaded query={query} what={t("failed")} skeleton={<ItemSkeleton />}>
      {(item) => <OpenObjection {...props} item={item} />}
    </Loaded>
  );
}

function OpenObjection({ item, onClose, onNext }: Props & { item: ObjectionDetail }) {
  const t = useTranslations("objections.page");
  const words = useTranslations("objections");
  const [seen, setSeen] = useState(item.version);
  return (
    <SplitItemLayout
      itemLabel={t("item.label", { number: item.number })}
      sideLabel={t("item.side")}
      sideWidth={304}
      header={
        <ItemHeader
          title={t("item.title", { ground: words(`grounds.${item.ground}`) })}
          state={<StatusChip tone={OBJECTION_TONE[item.state]}>{words(`states.${item.state}`)}</StatusChip>}
          who={[
            <Link key="customer" href={`/customers/${item.customer.id}`}>
              <CustomerName customer={item.customer} />
            </Link>,
            ...(item.customer.name ? [t("item.customer", { number: item.customer.number })] : []),
          ]}
          number={item.number}
          nextStep={<NextStep item={item} />}
          tools={<IconButton icon={X} label={t("item.close")} onClick={onClose} />}
        />
      }
      banner={<Banners item={item} changed={item.version !== seen} onAccept={() => setSeen(item.version)} />}
      side={<ObjectionSide item={item} />}
      foot={<ObjectionFoot item={item} onDone={setSeen} {...(onNext ? { onNext } : {})} />}
    >
      <PagePath steps={[item.number]} />
      <SectionHead title={t("item.words")} />
      <Statement text={item.words ?? ""} by={[words(`channels.${item.channel}`), item.registeredBy]} />
      <ContestedMeasure item={item} />
      <SectionHead title={t("item.basis")} ruled />
      <RuleList rules={item.basis} />
      {item.answer ? <Answer item={item} /> : null}
      <Attachments subject={{ type: "objection", id: item.id }} ruled />
    </SplitItemLayout>
  );
}

/** What presses, and that somebody changed the item since it was opened. */
function Banners({ item, changed, onAccept }: { item: ObjectionDetail; changed: boolean; onAccept(): void }) {
  const t = useTranslations("objections.page");
  const now = useNow();
  const alarm = alarmOf(item, now ?? item.receivedAt);
  if (!alarm && !changed) return null;
  return (
    <>
      {alarm ? <Banner tone={alarm === "promptOver" ? "wait" : "late"}>{t(`item.${alarm}`)}</Banner> : null}
      {changed ? (
        <Banner tone="wait" urgent>
          <span className="mr-4">{t("stale")}</span>
          <Button small onClick={onAccept}>
            {t("accept")}
          </Button>
        </Banner>
      ) : null}
    </>
  );
}

function NextStep({ item }: { item: ObjectionDetail }) {
  const t = useTranslations("objections.page.next");
  const em = (chunks: ReactNode) => <em>{chunks}</em>;
  return t.rich(nextStepOf(item), { em, due: item.dueRaw });
}

/** The measure as everybody may see it. */
function ContestedMeasure({ item }: { item: ObjectionDetail }) {
  const t = useTranslations("objections.page.item");
  const words = useControlsWords();
  const functions = useTranslations("objections.functions");
  const format = useFormat();
  const { measure, account } = item;
  const reach =
    measure.target && functions.has(measure.target as "transfer") ? functions(measure.target as "transfer") : null;
  const facts: Fact[] = [
    {
      id: "number",
      label: t("measureNumber"),
      value: (
        <Link className="hg-text-link hg-mono" href={`/controls/${measure.id}`}>
          {measure.number}
        </Link>
      ),
    },
    {
      id: "account",
      label: t("account"),
      value: (
        <Link className="hg-text-link" href={`/accounts/${account.id}`}>
          {account.number}
        </Link>
      ),
    },
    { id: "source", label: t("source"), value: words.source(measure.source) },
    { id: "reason", label: t("reason"), value: words.reason(measure.reasonCode) },
    {
      id: "scope",
      label: t("scope"),
      value:
        measure.amountMinor === null ? (
          [words.scope(measure.scope), ...(reach ? [reach] : [])].join(" · ")
        ) : (
          <Money amount={{ minor: measure.amountMinor, currency: measure.currency }} showCurrency />
        ),
    },
    { id: "given", label: t("given"), value: format.dateTime(measure.givenAt as Instant) },
    ...(measure.live ? [] : [{ id: "ended", label: t("ended"), value: words.state(measure.state) }]),
  ];
  return (
    <>
      <SectionHead title={t("measure")} ruled />
      <FactList facts={facts} />
    </>
  );
}

/** What the customer was answered, what stands in place of the measure, and the letter. */
function Answer({ item }: { item: ObjectionDetail }) {
  const t = useTranslations("objections.page.item");
  const reasons = useTranslations("objections.rejectReasons");
  return (
    <>
      <SectionHead
        title={t("answer")}
        ruled
        aside={
          item.state === "withdrawn" ? null : (
            <ButtonLink small href={letterHref(item.id)}>
              {t("letter")}
            </ButtonLink>
          )
        }
      />
      <Statement
        text={item.answer ?? ""}
        by={[...(item.rejectReason ? [reasons(item.rejectReason)] : []), item.decidedBy ?? t("system")]}
      />
      {item.narrower ? (
        <p className="hg-small px-(--gutter) pb-2">
          {t("narrower")}{" "}
          <Link className="hg-text-link hg-mono" href={`/controls/${item.narrower.id}`}>
            {item.narrower.number}
          </Link>
        </p>
      ) : null}
    </>
  );
}
