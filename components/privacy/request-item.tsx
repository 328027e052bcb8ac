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
import { Loaded } from "@/components/patterns/loaded";
import { ItemSkeleton } from "@/components/patterns/skeleton";
import { StatusChip } from "@/components/patterns/status";
import { Button, IconButton } from "@/components/ui/button";
import { useTRPC } from "@/lib/trpc/client";
import { AnswerPanel } from "./answer-panel";
import { AskedPanel } from "./asked-panel";
import { ExecutionPanel } from "./execution-panel";
import { IdentityPanel } from "./identity-panel";
import { PRIVACY_PATH } from "./paths";
import { alarmOf, nextStepOf, REQUEST_TONE, type RequestDetail } from "./request";
import { RequestClock } from "./request-clock";
import { RequestFoot } from "./request-foot";
import { RequestSide } from "./request-side";
import { TermPicture } from "./term-picture";

/** While the worker may move it the item is looked at again this often, in milliseconds. */
const MOVING_MS = 3_000;

type Props = { id: string; onClose(): void; onNext?(): void };

const isMoving = (item: RequestDetail): boolean => item.package?.state === "asked";

/** One request: who asks for what, how he proved it, its clock, what becomes of it. */
export function RequestItem(props: Props) {
  const t = useTranslations("privacy.page.item");
  const trpc = useTRPC();
  const query = useQuery({
    ...trpc.privacy.detail.queryOptions({ id: props.id }),
    refetchInterval: ({ state }) => (state.data && isMoving(state.data) ? MOVING_MS : false),
  });
  return (
    <Loaded query={query} what={t("failed")} skeleton={<ItemSkeleton />}>
      {(item) => <OpenRequest {...props} item={item} />}
    </Loaded>
  );
}

function OpenRequest({ item, onClose, onNext }: Props & { item: RequestDetail }) {
  const t = useTranslations("privacy.page");
  const words = useTranslations("privacy");
  const [seen, setSeen] = useState(item.version);
  const state = item.outcome ? words(`outcomes.${item.outcome}`) : words(`states.${item.state}`);
  return (
    <SplitItemLayout
      itemLabel={t("item.label", { number: item.number })}
      sideLabel={t("item.side")}
      sideWidth={304}
      header={
        <ItemHeader
          title={words(`types.${item.type}`)}
          state={<StatusChip tone={item.outcome === "refused" ? "none" : REQUEST_TONE[item.state]}>{state}</StatusChip>}
          who={whoOf(item, t("nobodyYet"), words(`requesters.${item.requester}`))}
          number={item.number}
          nextStep={<NextStepLine item={item} />}
          clock={<RequestClock item={item} />}
          tools={<IconButton icon={X} label={t("item.close")} onClick={onClose} />}
        />
      }
      banner={<Banners item={item} changed={item.version !== seen} onAccept={() => setSeen(item.version)} />}
      side={<RequestSide item={item} />}
      foot={<RequestFoot item={item} onDone={setSeen} {...(onNext ? { onNext } : {})} />}
    >
      <PagePath steps={[item.number]} />
      <TermPicture item={item} />
      <AskedPanel item={item} />
      <IdentityPanel item={item} />
      <ExecutionPanel item={item} />
      <AnswerPanel item={item} />
      <SectionHead title={t("item.basis")} ruled />
      <RuleList rules={item.basis} />
      <Attachments subject={{ type: "privacy-request", id: item.id }} ruled />
    </SplitItemLayout>
  );
}

function whoOf(item: RequestDetail, nobody: string, requester: string): ReactNode[] {
  const { customer } = item;
  return [
    customer ? (
      <Link key="customer" href={`/customers/${customer.id}`}>
        <CustomerName customer={customer} />
      </Link>
    ) : (
      <span key="nobody" className="hg-ink-3">
        {nobody}
      </span>
    ),
    ...(customer?.name ? [customer.number] : []),
    ...(item.requester === "subject" ? [] : [requester]),
  ];
}

/** What presses, that it goes with another one, and that somebody changed the item since it was opened. */
function Banners({ item, changed, onAccept }: { item: RequestDetail; changed: boolean; onAccept(): void }) {
  const t = useTranslations("privacy.page");
  const alarm = alarmOf(item);
  const red = alarm === "lateOpen" || alarm === "lateEnded";
  return (
    <>
      {alarm ? (
        <Banner tone={red ? "late" : "wait"}>
          {t(`alarms.${alarm}`, { due: item.dueRaw, receiptDue: item.receiptDue })}
        </Banner>
      ) : null}
      {item.joinedTo ? (
        <Banner tone="wait">
          {t("joined")}{" "}
          <Link className="hg-text-link hg-mono" href={`${PRIVACY_PATH}/${item.joinedTo.id}`}>
            {item.joinedTo.number}
          </Link>
        </Banner>
      ) : null}
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

function NextStepLine({ item }: { item: RequestDetail }) {
  const t = useTranslations("privacy.page.next");
  const em = (chunks: ReactNode) => <em>{chunks}</em>;
  return t.rich(nextStepOf(item), { em, due: item.dueRaw, number: item.proposal?.number ?? "" });
}
