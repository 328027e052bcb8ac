"use client";

import { useQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { RuleList } from "@/components/controls/rule-citation";
import { useControlsWords } from "@/components/controls/use-words";
import { Masked } from "@/components/customers/masked";
import { PagePath } from "@/components/frame/page-path";
import { type Fact, FactList, Statement } from "@/components/patterns/facts";
import { ItemHeader, SectionHead } from "@/components/patterns/headers";
import { SplitItemLayout } from "@/components/patterns/layouts";
import { QueryProblem } from "@/components/patterns/query-problem";
import { ItemSkeleton } from "@/components/patterns/skeleton";
import { StatusChip, StatusMark } from "@/components/patterns/status";
import { IconButton } from "@/components/ui/button";
import type { Instant } from "@/domain/shared/time";
import { useFormat } from "@/lib/format/use-format";
import { useTRPC } from "@/lib/trpc/client";
import { ElectronicFoot } from "./decide-electronic";
import { ELECTRONIC_PATH, ELECTRONIC_TONE, type ElectronicOrder } from "./electronic";
import { ElectronicSide } from "./electronic-side";
import { ORDERS_PATH } from "./orders";

/** While the core or the platform owes an answer the order is asked again this often, in milliseconds. */
const WATCH_MS = 2_000;

/** One order of the platform: what it asks, what was done and when, the answers, and matching it by hand. */
export function ElectronicItem({ id, onClose }: { id: string; onClose(): void }) {
  const t = useTranslations("orders.electronic.item");
  const trpc = useTRPC();
  const query = useQuery({
    ...trpc.orders.electronicOrder.queryOptions({ id }),
    refetchInterval: ({ state }) =>
      state.data?.state === "received" || state.data?.state === "executed" ? WATCH_MS : false,
  });
  if (query.isPending) return <ItemSkeleton />;
  if (!query.data) return <QueryProblem what={t("failed")} error={query.error} onRetry={() => void query.refetch()} />;
  return <OpenOrder order={query.data} onClose={onClose} />;
}

function OpenOrder({ order, onClose }: { order: ElectronicOrder; onClose(): void }) {
  const t = useTranslations("orders.electronic");
  const { customer, matched } = order;
  return (
    <SplitItemLayout
      itemLabel={t("item.label", { number: order.number })}
      sideLabel={t("item.side")}
      sideWidth={304}
      header={
        <ItemHeader
          title={t(`acts.${order.act}`)}
          state={<StatusChip tone={ELECTRONIC_TONE[order.state]}>{t(`states.${order.state}`)}</StatusChip>}
          who={[
            ...(customer
              ? [
                  <Link key="customer" href={`/customers/${customer.id}`}>
                    {customer.name ? <Masked value={customer.name} /> : customer.number}
                  </Link>,
                ]
              : []),
            order.authority,
          ]}
          number={order.number}
          nextStep={t.rich(`next.${order.state}`, { em: (chunks: ReactNode) => <em>{chunks}</em> })}
          tools={<IconButton icon={X} label={t("item.close")} onClick={onClose} />}
        />
      }
      side={<ElectronicSide order={order} />}
      foot={<ElectronicFoot key={order.version} order={order} />}
    >
      <PagePath steps={[order.number]} />
      <SectionHead title={t("item.asked")} note={order.problem ? t(`problems.${order.problem as "term-over"}`) : ""} />
      <Asked order={order} />
      {order.candidates.length > 0 ? <Candidates order={order} /> : null}
      {matched ? (
        <>
          <SectionHead title={t(`decide.reasons.${matched.reason}`)} ruled />
          <Statement text={matched.note ?? ""} by={[t("item.matchedBy", { by: matched.by })]} />
        </>
      ) : null}
      <SectionHead title={t("item.answers")} ruled />
      <Answers order={order} />
      <SectionHead title={t("item.basis")} ruled />
      <RuleList rules={order.basis} />
    </SplitItemLayout>
  );
}

function useTerm() {
  const t = useTranslations("orders.electronic.terms");
  return (term: string): string => {
    const [unit, said = ""] = term.split(":");
    if (unit === "until") return t("until", { date: said });
    return t(unit === "hours" ? "hours" : "months", { count: Number(said) });
  };
}

function Asked({ order }: { order: ElectronicOrder }) {
  const t = useTranslations("orders.electronic");
  const labels = useTranslations("orders.labels");
  const words = useControlsWords();
  const format = useFormat();
  const term = useTerm();
  const { target, extent, account, measure, about } = order;
  const fact = (id: string, label: string, value: ReactNode): Fact[] =>
    value === null || value === undefined || value === "" ? [] : [{ id, label, value }];
  const link = (href: string, text: string) => (
    <Link className="hg-text-link" href={href}>
      {text}
    </Link>
  );
  const sum =
    extent?.amountMinor != null && extent.currency
      ? format.money({ minor: extent.amountMinor, currency: extent.currency as "CNY" })
      : null;
  const facts: Fact[] = [
    ...fact(
      "target",
      t("item.target"),
      target && (
        <>
          {t(`targets.${target.kind}`)} <Masked value={target.masked} />
        </>
      ),
    ),
    ...fact("holder", t("item.holder"), target?.name && <Masked value={target.name} />),
    ...fact("scope", t("item.scope"), sum ?? (extent && t(`scopes.${extent.scope as "all"}`))),
    ...fact("term", t("item.term"), order.term && term(order.term)),
    ...fact("items", t("item.items"), order.items.map((item) => t(`asks.${item as "holder"}`)).join(" · ")),
    ...fact("account", t("item.account"), account && link(`/accounts/${account.id}`, account.number)),
    ...fact(
      "measure",
      t("item.measure"),
      measure && (
        <>
          {link(`/controls/${measure.id}`, measure.number)} {words.state(measure.state as "in-force")}
        </>
      ),
    ),
    ...fact("about", t("item.about"), about && link(`${ELECTRONIC_PATH}/${about.id}`, about.number)),
    ...order.followed.map((one) => ({
      id: one.id,
      label: t("item.followed"),
      value: (
        <>
          {link(`${ELECTRONIC_PATH}/${one.id}`, one.number)} {t(`acts.${one.act}`)}
        </>
      ),
    })),
    ...order.papers.map((one) => ({
      id: one.id,
      label: t("item.papers"),
      value: (
        <>
          {link(`${ORDERS_PATH}/${one.id}`, one.number)} {labels(`act.${one.act}`)}
        </>
      ),
    })),
  ];
  return <FactList facts={facts} />;
}

function Candidates({ order }: { order: ElectronicOrder }) {
  const t = useTranslations("orders.electronic");
  return (
    <>
      <SectionHead title={t("item.candidates")} ruled />
      <ul className="hg-small grid gap-1 px-(--gutter) pb-2">
        {order.candidates.map(({ id, number, status, customer }) => (
          <li key={id} className="flex gap-2">
            <Link className="hg-text-link hg-mono" href={`/accounts/${id}`}>
              {number}
            </Link>
            <span>{t(`accountStates.${status}`)}</span>
            <span>{customer.name ? <Masked value={customer.name} /> : customer.number}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

function Answers({ order }: { order: ElectronicOrder }) {
  const t = useTranslations("orders.electronic");
  const format = useFormat();
  if (order.answers.length === 0) return <p className="hg-small hg-ink-2 px-(--gutter) pb-2">{t("item.noAnswers")}</p>;
  return (
    <ul className="hg-small grid gap-1 px-(--gutter) pb-2">
      {order.answers.map((one) => (
        <li key={one.id}>
          <StatusMark tone={one.state === "sent" ? "done" : "wait"}>{t(`answers.${one.kind}`)}</StatusMark>{" "}
          {one.code ? `${t(`problems.${one.code as "term-over"}`)} · ` : ""}
          {t(one.final ? "item.final" : "item.interim")}
          {" · "}
          {one.sentAt
            ? `${t("item.sent")} ${format.dateTime(one.sentAt as Instant)}`
            : `${t("item.queued")} · ${t("item.attempts", { count: one.attempts })}`}
        </li>
      ))}
    </ul>
  );
}
