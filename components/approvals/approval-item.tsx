"use client";

import { X } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { MEASURE_TONE, type Proposal } from "@/components/controls/measure";
import { useControlsWords } from "@/components/controls/use-words";
import { Masked } from "@/components/customers/masked";
import { PagePath } from "@/components/frame/page-path";
import { ItemHeader } from "@/components/patterns/headers";
import { SplitItemLayout } from "@/components/patterns/layouts";
import { QueryProblem } from "@/components/patterns/query-problem";
import { ItemSkeleton } from "@/components/patterns/skeleton";
import { StatusChip, StatusMark } from "@/components/patterns/status";
import { IconButton } from "@/components/ui/button";
import { useBilingual } from "@/lib/bilingual";
import { useMe } from "@/lib/use-can";
import { APPROVAL_TONE, type ApprovalDetail, standingOf } from "./approval";
import { ApprovalBody } from "./approval-body";
import { ApprovalClock } from "./approval-clock";
import { ApprovalFoot } from "./approval-foot";
import { ApprovalSide } from "./approval-side";
import { Difference } from "./difference";
import { GeneralItem } from "./general-item";
import { type OpenApproval, useApproval } from "./use-approval";

type Props = { id: string; next: string | null; onOpen(id: string | null): void };

/** One proposal: what is asked and why, what it would do, what has changed since, and the decision. */
export function ApprovalItem(props: Props) {
  const t = useTranslations("approvals.page");
  const open = useApproval(props.id);
  if (open.item && open.proposal) return <Opened {...props} open={open} item={open.item} proposal={open.proposal} />;
  if (open.item?.brief) return <GeneralItem {...props} open={open} item={open.item} brief={open.item.brief} />;
  if (open.error) return <QueryProblem what={t("itemFailed")} error={open.error} onRetry={open.retry} />;
  return <ItemSkeleton />;
}

function Opened(props: Props & { open: OpenApproval; item: ApprovalDetail; proposal: Proposal }) {
  const { item, proposal, open } = props;
  const t = useTranslations("approvals");
  const controls = useControlsWords();
  const accounts = useTranslations("accounts");
  const say = useBilingual();
  // The facts on which it was proposed count as looked at; whatever differs from them must be looked at first.
  const [looked, setLooked] = useState(item.proposed.digest);
  const standing = standingOf(item);
  const { account, measure } = proposal;
  const checker = item.checker && say({ zh: item.checker.nameZh, en: item.checker.nameEn });
  const chip =
    standing === "pending" || !checker
      ? t(`labels.status.${standing}`)
      : t("page.by", { status: t(`labels.status.${standing}`), who: checker });
  return (
    <SplitItemLayout
      itemLabel={t("page.itemLabel", { number: item.number })}
      sideLabel={t("page.sideLabel")}
      sideWidth={324}
      header={
        <ItemHeader
          title={t("page.itemTitle", { kind: controls.kind(item.kind) })}
          state={
            <>
              <StatusChip tone={APPROVAL_TONE[standing]}>{chip}</StatusChip>
              {item.status === "approved" ? (
                <StatusMark tone={MEASURE_TONE[measure.state]}>{controls.state(measure.state)}</StatusMark>
              ) : null}
            </>
          }
          who={[
            <Link key="customer" href={`/customers/${account.customerId}`}>
              {account.customerName ? <Masked value={account.customerName} /> : account.customerNumber}
            </Link>,
            t("page.customer", { number: account.customerNumber }),
            <Link key="account" href={`/accounts/${account.id}`}>
              {t("page.account", { level: accounts(`class.${String(account.accountClass) as "1"}`) })}
            </Link>,
          ]}
          number={item.number}
          nextStep={<NextStep item={item} proposal={proposal} />}
          clock={
            item.status === "pending" ? (
              <ApprovalClock requestedAt={item.requestedAt} expiresAt={item.expiresAt} />
            ) : null
          }
          tools={<IconButton icon={X} label={t("page.close")} onClick={() => props.onOpen(null)} />}
        />
      }
      banner={<Difference item={item} looked={looked} />}
      side={<ApprovalSide item={item} proposal={proposal} />}
      foot={
        <ApprovalFoot
          key={standing}
          item={item}
          proposal={proposal}
          open={open}
          looked={looked}
          onLooked={setLooked}
          next={props.next}
          onOpen={props.onOpen}
        />
      }
    >
      <PagePath steps={[controls.kind(item.kind), item.number]} />
      <ApprovalBody item={item} proposal={proposal} isVoid={standing === "void"} />
    </SplitItemLayout>
  );
}

/** What must happen next, and who must do it. */
function NextStep({ item, proposal }: { item: ApprovalDetail; proposal: Proposal }) {
  const t = useTranslations("approvals.page.next");
  const me = useMe();
  const words = useControlsWords();
  const say = useBilingual();
  const values = {
    em: (chunks: ReactNode) => <em>{chunks}</em>,
    maker: say({ zh: item.maker.nameZh, en: item.maker.nameEn }),
    scope: words.scope(proposal.measure.scope),
    verb: words.verb(proposal.verb),
    review: proposal.measure.reviewOn,
    reason: words.reason(item.decisionCode ?? ""),
  };
  const standing = standingOf(item);
  if (standing !== "pending" && standing !== "approved") return t.rich(standing, values);
  if (standing === "approved") {
    const state = proposal.measure.state;
    const known = (["instructed", "in-force", "failed", "release-instructed", "released"] as const).find(
      (one) => one === state,
    );
    return t.rich(known ?? "approved", values);
  }
  if (item.decideRefusal === null)
    return t.rich(proposal.verb === "restrict" ? "decideRestrict" : "decideLift", values);
  return t.rich(item.maker.id === me.personId ? "ownWaits" : "waits", values);
}
