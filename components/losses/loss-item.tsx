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
import { Banner } from "@/components/patterns/banner";
import { ItemHeader, SectionHead } from "@/components/patterns/headers";
import { SplitItemLayout } from "@/components/patterns/layouts";
import { QueryProblem } from "@/components/patterns/query-problem";
import { ItemSkeleton } from "@/components/patterns/skeleton";
import { StatusChip } from "@/components/patterns/status";
import { Button, IconButton } from "@/components/ui/button";
import { useTRPC } from "@/lib/trpc/client";
import { LossFoot } from "./loss-foot";
import { Calls, Checklist, Disputes, FourTimes, Notices, Papers, Protections } from "./loss-sections";
import { LossSide } from "./loss-side";
import { LOSS_TONE, type LossDetail } from "./losses";

/** Until the core has confirmed, the report is looked at again this often, in milliseconds. */
const CONFIRM_MS = 2_000;

type Props = { id: string; onClose(): void; onNext?(): void };

/** One loss report: its four times, what was asked, what is protected, its papers, and how it is brought to its end. */
export function LossItem(props: Props) {
  const t = useTranslations("losses.page.item");
  const trpc = useTRPC();
  const query = useQuery({
    ...trpc.losses.detail.queryOptions({ id: props.id }),
    refetchInterval: ({ state }) =>
      state.data && state.data.endedAt === null && state.data.instructedAt && !state.data.inForceAt
        ? CONFIRM_MS
        : false,
  });
  if (query.isPending) return <ItemSkeleton />;
  if (!query.data) return <QueryProblem what={t("failed")} error={query.error} onRetry={() => void query.refetch()} />;
  return <OpenLoss {...props} item={query.data} />;
}

function OpenLoss({ item, onClose, onNext }: Props & { item: LossDetail }) {
  const t = useTranslations("losses.page");
  const words = useTranslations("losses");
  // The core's word is no change by somebody: it is shown, and nothing done is called stale for it.
  const [seen, setSeen] = useState({ version: item.version, inForceAt: item.inForceAt });
  const changed = item.version !== seen.version && item.inForceAt === seen.inForceAt;
  const accept = (version: number) => setSeen({ version, inForceAt: item.inForceAt });
  return (
    <SplitItemLayout
      itemLabel={t("item.label", { number: item.number })}
      sideLabel={t("item.side")}
      sideWidth={304}
      header={
        <ItemHeader
          title={t("item.title", { cause: words(`causes.${item.cause}`) })}
          state={<StatusChip tone={LOSS_TONE[item.state]}>{words(`states.${item.state}`)}</StatusChip>}
          who={[
            <Link key="customer" href={`/customers/${item.customer.id}`}>
              <CustomerName customer={item.customer} />
            </Link>,
            t("item.customer", { number: item.customer.number }),
            item.verified ? t("item.verified") : t("item.unverified"),
          ]}
          number={item.number}
          nextStep={<NextStep item={item} />}
          tools={<IconButton icon={X} label={t("item.close")} onClick={onClose} />}
        />
      }
      banner={changed ? <Changed onAccept={() => accept(item.version)} /> : null}
      side={<LossSide item={item} />}
      foot={<LossFoot item={item} onDone={accept} {...(onNext ? { onNext } : {})} />}
    >
      <PagePath steps={[item.number]} />
      <FourTimes item={item} />
      <Protections item={item} />
      <Checklist item={item} />
      <Calls item={item} />
      <Papers item={item} />
      <Disputes item={item} />
      <Notices item={item} />
      <Attachments subject={{ type: "loss-report", id: item.id }} ruled />
      <SectionHead title={t("item.basis")} ruled />
      <RuleList rules={item.basis} />
    </SplitItemLayout>
  );
}

/** Says that somebody changed the report since it was opened. */
function Changed({ onAccept }: { onAccept(): void }) {
  const t = useTranslations("losses.page");
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
function NextStep({ item }: { item: LossDetail }) {
  const t = useTranslations("losses.page.next");
  const em = (chunks: ReactNode) => <em>{chunks}</em>;
  return t.rich(item.state, { em });
}
