"use client";

import { useQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { EnterpriseSections } from "@/components/customers/enterprise-sections";
import { PagePath } from "@/components/frame/page-path";
import { CustomerLink, CustomerName } from "@/components/ledger/customer-name";
import { ItemHeader } from "@/components/patterns/headers";
import { SplitItemLayout } from "@/components/patterns/layouts";
import { QueryProblem } from "@/components/patterns/query-problem";
import { ItemSkeleton } from "@/components/patterns/skeleton";
import { StatusChip } from "@/components/patterns/status";
import { IconButton } from "@/components/ui/button";
import { DueBadge } from "@/components/worklist/due-badge";
import { useTRPC } from "@/lib/trpc/client";
import type { RouterOutputs } from "@/lib/trpc/types";
import { useCan } from "@/lib/use-can";
import { AlignedRows } from "./aligned-rows";
import { BenchBanner } from "./bench-banner";
import { BenchFoot } from "./bench-foot";
import { BenchSide } from "./bench-side";
import { DeclaredOwners } from "./declared-owners";
import { FindingsPanel } from "./findings-panel";
import { isEnded, isUnderway, STATE_TONE } from "./kyc";
import { LockLeft } from "./lock-left";
import { NextStep } from "./next-step";
import { PapersArriving } from "./papers-arriving";
import { PictureDesk } from "./picture-desk";
import { useBench } from "./use-bench";
import { useClearRows } from "./use-clear-rows";

/** While the house reads and checks, and while a person works, the submission is asked again this often, in milliseconds. */
const UNDERWAY_MS = 2_000;
const LOOK_MS = 30_000;

type Detail = RouterOutputs["kyc"]["detail"];
type Props = { id: string; onClose(): void; onNext(): void };

/** One submission at the bench: its pictures, the aligned values, what the checks found, and the decisions. */
export function BenchItem(props: Props) {
  const t = useTranslations("kyc.page");
  const trpc = useTRPC();
  const query = useQuery({
    ...trpc.kyc.detail.queryOptions({ id: props.id }),
    refetchInterval: ({ state }) => (state.data && isUnderway(state.data.state) ? UNDERWAY_MS : LOOK_MS),
  });
  if (query.isPending) return <ItemSkeleton />;
  if (!query.data)
    return <QueryProblem what={t("itemFailed")} error={query.error} onRetry={() => void query.refetch()} />;
  return <OpenBench {...props} item={query.data} />;
}

function OpenBench({ item, onClose, onNext }: Props & { item: Detail }) {
  const t = useTranslations("kyc");
  const bench = useBench(item, onNext);
  const clear = useClearRows(item);
  const [beside, setBeside] = useState(false);
  const lockLost = useLockLost(item);
  const arriving = isUnderway(item.state);
  return (
    <SplitItemLayout
      itemLabel={t("page.label", { number: item.number })}
      sideLabel={t("page.side.label")}
      sideWidth={272}
      header={
        <ItemHeader
          title={t("page.heading", { subject: t(`subjects.${item.subject}`), purpose: t(`purposes.${item.purpose}`) })}
          state={<StatusChip tone={STATE_TONE[item.state]}>{t(`states.${item.state}`)}</StatusChip>}
          who={[
            ...(item.customer.name ? [<CustomerName key="name" customer={item.customer} />] : []),
            <CustomerLink key="number" customer={item.customer} />,
          ]}
          number={item.number}
          nextStep={<NextStep item={item} clear={clear} />}
          clock={<Clocks item={item} />}
          tools={<IconButton icon={X} label={t("page.close")} onClick={onClose} />}
        />
      }
      banner={<BenchBanner item={item} bench={bench} lockLost={lockLost} clear={clear} />}
      side={<BenchSide item={item} />}
      foot={<BenchFoot item={item} bench={bench} onNext={onNext} />}
    >
      <PagePath steps={[item.number]} />
      <div className={beside ? "hg-bench-top hg-beside" : "hg-bench-top"}>
        <PictureDesk item={item} bench={bench} beside={beside} onBeside={setBeside} />
        {arriving ? <PapersArriving item={item} /> : <FindingsPanel item={item} />}
      </div>
      <AlignedRows item={item} clear={clear} />
      {item.ownership ? <DeclaredOwners ownership={item.ownership} clear={clear} /> : null}
      {item.subject === "enterprise" ? <EnterpriseSections id={item.customer.id} right={null} /> : null}
    </SplitItemLayout>
  );
}

/** When it is due, and how long it stays the reader's. */
function Clocks({ item }: { item: Detail }) {
  const trpc = useTRPC();
  const can = useCan();
  const { data } = useQuery(
    trpc.worklist.detail.queryOptions({ subjectId: item.id }, { enabled: can("worklist.read") && item.item !== null }),
  );
  return (
    <span className="flex items-center gap-3">
      {item.item?.mine && item.item.lockedUntil ? <LockLeft until={item.item.lockedUntil} /> : null}
      {data && !isEnded(item.state) ? <DueBadge row={data.item} /> : null}
    </span>
  );
}

/** True from when an item that was the reader's stops being it without a decision, until it is his again. */
function useLockLost(item: Detail): boolean {
  const wasMine = useRef(false);
  const [lost, setLost] = useState(false);
  const mine = item.item?.mine === true;
  useEffect(() => {
    if (mine) setLost(false);
    else if (wasMine.current && item.state === "ready") setLost(true);
    wasMine.current = mine;
  }, [mine, item.state]);
  return lost;
}
