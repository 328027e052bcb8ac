"use client";

import { useQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { RuleList } from "@/components/controls/rule-citation";
import { Masked } from "@/components/customers/masked";
import { Attachments } from "@/components/evidence/attachments";
import { PagePath } from "@/components/frame/page-path";
import { Banner } from "@/components/patterns/banner";
import { ItemHeader, SectionHead } from "@/components/patterns/headers";
import { SplitItemLayout } from "@/components/patterns/layouts";
import { QueryProblem } from "@/components/patterns/query-problem";
import { ItemSkeleton } from "@/components/patterns/skeleton";
import { StatusChip } from "@/components/patterns/status";
import { IconButton } from "@/components/ui/button";
import { useTRPC } from "@/lib/trpc/client";
import { OrderAnswers } from "./answer-order";
import { OrderFoot } from "./order-foot";
import { DoneSection, PaperFacts } from "./order-sections";
import { OrderSide } from "./order-side";
import { OrderClock } from "./order-term";
import { nextOfOrder, ORDER_TONE, type OrderDetail } from "./orders";
import { QueryPackages } from "./query-packages";
import { ReviewOrder } from "./review-order";

/** While the payment core owes an answer the order is asked again this often, in milliseconds. */
const CORE_MS = 1_000;

/** One order: the paper, how long it holds, what was done, and what is to do. */
export function OrderItem({ id, onClose }: { id: string; onClose(): void }) {
  const t = useTranslations("orders.page.item");
  const trpc = useTRPC();
  const query = useQuery({
    ...trpc.orders.detail.queryOptions({ id }),
    refetchInterval: ({ state }) => (state.data && nextOfOrder(state.data) === "registered" ? CORE_MS : false),
  });
  if (query.isPending) return <ItemSkeleton />;
  if (!query.data) return <QueryProblem what={t("failed")} error={query.error} onRetry={() => void query.refetch()} />;
  return <OpenOrder order={query.data} onClose={onClose} />;
}

function OpenOrder({ order, onClose }: { order: OrderDetail; onClose(): void }) {
  const t = useTranslations("orders.page");
  const labels = useTranslations("orders.labels");
  const { customer } = order;
  return (
    <SplitItemLayout
      itemLabel={t("item.label", { number: order.number })}
      sideLabel={t("item.side")}
      sideWidth={304}
      header={
        <ItemHeader
          title={t("item.title", { authority: order.authorityName, act: labels(`act.${order.act}`) })}
          state={<StatusChip tone={ORDER_TONE[order.state]}>{labels(`state.${order.state}`)}</StatusChip>}
          who={
            customer
              ? [
                  <Link key="customer" href={`/customers/${customer.id}`}>
                    {customer.name ? <Masked value={customer.name} /> : customer.number}
                  </Link>,
                ]
              : []
          }
          number={order.number}
          nextStep={t.rich(`next.${nextOfOrder(order)}`, { em: (chunks: ReactNode) => <em>{chunks}</em> })}
          clock={<OrderClock order={order} />}
          tools={<IconButton icon={X} label={t("item.close")} onClick={onClose} />}
        />
      }
      banner={order.secret ? <Banner tone="protect">{t("item.secret")}</Banner> : null}
      side={<OrderSide order={order} />}
      foot={<OrderFoot order={order} />}
    >
      <PagePath steps={[order.number]} />
      <TermSection order={order} />
      <PaperFacts order={order} />
      <DoneSection order={order} />
      <Attachments subject={{ type: "order", id: order.id }} ruled />
      <p className="hg-small hg-ink-3 px-(--gutter) pb-2">{t("item.scanHelp")}</p>
      {order.act === "query" && order.state !== "refused" ? <QueryPackages order={order} /> : null}
      <OrderAnswers order={order} />
      <ReviewOrder order={order} />
      <SectionHead title={t("item.basis")} note={t("item.basisNote")} ruled />
      <RuleList rules={order.basisRefs} />
    </SplitItemLayout>
  );
}

/** Where it stands in the queue, and what is said of its term; nothing where there is nothing to say. */
function TermSection({ order }: { order: OrderDetail }) {
  const t = useTranslations("orders.page.item");
  const labels = useTranslations("orders.labels");
  if (!order.place && order.flags.length === 0 && !order.handoverBy) return null;
  return (
    <>
      <SectionHead title={t("term")} />
      <div className="grid gap-2 px-(--gutter) pb-3">
        {order.place ? <p className="hg-small">{t("place", { place: order.place })}</p> : null}
        {order.flags.map((flag) => (
          <p key={flag} className="hg-small hg-wait">
            {labels(`flags.${flag}`)}
          </p>
        ))}
        {order.classes.length > 0 ? (
          <p className="hg-small">
            {t("classes", { classes: order.classes.map((name) => labels(`classes.${name}`)).join(t("between")) })}
          </p>
        ) : null}
        {order.handoverBy ? <p className="hg-small">{t("handover", { day: order.handoverBy })}</p> : null}
      </div>
    </>
  );
}
