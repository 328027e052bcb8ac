"use client";

import { useQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { PagePath } from "@/components/frame/page-path";
import { CustomerName } from "@/components/ledger/customer-name";
import { ActionFoot, type FootAction } from "@/components/patterns/action-foot";
import { type Fact, FactList } from "@/components/patterns/facts";
import { ItemHeader, SectionHead } from "@/components/patterns/headers";
import { SplitItemLayout } from "@/components/patterns/layouts";
import { Loaded } from "@/components/patterns/loaded";
import { ItemSkeleton } from "@/components/patterns/skeleton";
import { StatusChip } from "@/components/patterns/status";
import { IconButton } from "@/components/ui/button";
import { WorkPanel } from "@/components/worklist/work-panel";
import { type Instant, shanghaiDate } from "@/domain/shared/time";
import { useTRPC } from "@/lib/trpc/client";
import { useNow } from "@/lib/use-now";
import { CANDIDATE_TONE, type CandidateRow, candidateStep } from "./closure";
import { DismissDialog } from "./dismiss-dialog";
import { requestHref } from "./paths";

type Props = { id: string; onClose(): void };

/** One account nobody uses: since when, what its customer was told, and what may be done. */
export function CandidateItem(props: Props) {
  const t = useTranslations("closures.page.unused.item");
  const trpc = useTRPC();
  const query = useQuery(trpc.closures.candidate.queryOptions({ id: props.id }));
  return (
    <Loaded query={query} what={t("failed")} skeleton={<ItemSkeleton />}>
      {(item) => <OpenCandidate {...props} item={item} />}
    </Loaded>
  );
}

function OpenCandidate({ item, onClose }: Props & { item: CandidateRow }) {
  const t = useTranslations("closures.page.unused");
  const page = useTranslations("closures.page.item");
  const words = useTranslations("closures.candidateStates");
  const em = (chunks: ReactNode) => <em>{chunks}</em>;
  const { number } = item.account;
  return (
    <SplitItemLayout
      itemLabel={t("item.label", { number })}
      sideLabel={page("side")}
      sideWidth={304}
      header={
        <ItemHeader
          title={t("item.title", { number })}
          state={<StatusChip tone={CANDIDATE_TONE[item.state]}>{words(item.state)}</StatusChip>}
          who={[
            <Link key="customer" href={`/customers/${item.customer.id}`}>
              <CustomerName customer={item.customer} />
            </Link>,
            <Link key="account" href={`/accounts/${item.account.id}`}>
              {page("account", { number })}
            </Link>,
          ]}
          number={number}
          nextStep={t.rich(`next.${candidateStep(item)}`, { em, from: item.proposableFrom ?? "" })}
          tools={<IconButton icon={X} label={page("close")} onClick={onClose} />}
        />
      }
      side={<CandidateSide item={item} />}
      foot={<CandidateFoot item={item} />}
    >
      <PagePath steps={[number]} />
      <SectionHead title={page("facts")} />
      <CandidateFacts item={item} />
    </SplitItemLayout>
  );
}

/** Whose work it is, and since when the house knows. */
function CandidateSide({ item }: { item: CandidateRow }) {
  const t = useTranslations("closures.page");
  const at = item.foundAt as Instant;
  const today = shanghaiDate(useNow() ?? at);
  const found = { id: "found", at, mark: "system" as const, who: t("item.system"), text: t("unused.item.opened") };
  return <WorkPanel subjectId={item.id} events={[found]} today={today} />;
}

function CandidateFacts({ item }: { item: CandidateRow }) {
  const t = useTranslations("closures.page.unused");
  const facts: Fact[] = [
    { id: "since", label: t("item.since"), value: item.idleSince },
    { id: "from", label: t("item.from"), value: item.reclaimFrom },
    { id: "used", label: t("item.used"), value: item.lastUsedOn ?? t("notTold") },
    { id: "login", label: t("item.login"), value: item.lastLoginOn ?? t("notTold") },
    { id: "opened", label: t("item.opened"), value: shanghaiDate(item.foundAt as Instant) },
    ...(item.noticedOn ? [{ id: "noticed", label: t("item.noticed"), value: item.noticedOn }] : []),
    ...(item.proposableFrom ? [{ id: "proposable", label: t("item.proposable"), value: item.proposableFrom }] : []),
    ...(item.closureId
      ? [
          {
            id: "closure",
            label: t("item.closure"),
            value: (
              <Link className="hg-text-link" href={`/closures/${item.closureId}`}>
                {t("item.openClosure")}
              </Link>
            ),
          },
        ]
      : []),
  ];
  return <FactList facts={facts} />;
}

function CandidateFoot({ item }: { item: CandidateRow }) {
  const t = useTranslations("closures.page.unused");
  const router = useRouter();
  const [asking, setAsking] = useState(false);
  const actions: FootAction[] = [
    ...(item.may.propose
      ? [
          {
            id: "propose",
            label: t("propose"),
            shortcut: "propose" as const,
            run: () => router.push(requestHref(item.account.id, { kind: "reclaim", subjectId: item.id })),
          },
        ]
      : []),
    ...(item.may.dismiss
      ? [
          {
            id: "dismiss",
            label: t("dismiss"),
            shortcut: "reject" as const,
            variant: "quiet" as const,
            run: () => setAsking(true),
          },
        ]
      : []),
  ];
  if (actions.length === 0) return null;
  return (
    <>
      <ActionFoot actions={actions} />
      {asking ? <DismissDialog item={item} onEnd={() => setAsking(false)} /> : null}
    </>
  );
}
