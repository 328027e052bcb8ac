"use client";

import { X } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { RuleList } from "@/components/controls/rule-citation";
import { Masked } from "@/components/customers/masked";
import { PagePath } from "@/components/frame/page-path";
import { type Fact, FactList, Statement } from "@/components/patterns/facts";
import { ItemHeader, SectionHead } from "@/components/patterns/headers";
import { SplitItemLayout } from "@/components/patterns/layouts";
import { StatusChip } from "@/components/patterns/status";
import { IconButton } from "@/components/ui/button";
import type { Instant } from "@/domain/shared/time";
import { useBilingual } from "@/lib/bilingual";
import { useFormat } from "@/lib/format/use-format";
import { useMe } from "@/lib/use-can";
import { APPROVAL_TONE, type ApprovalDetail, standingOf } from "./approval";
import { ApprovalClock } from "./approval-clock";
import { ApprovalFoot } from "./approval-foot";
import { ApprovalSide } from "./approval-side";
import { Difference } from "./difference";
import type { OpenApproval } from "./use-approval";
import { useKindWords } from "./use-kind-words";

type Brief = NonNullable<ApprovalDetail["brief"]>;
type Props = {
  id: string;
  next: string | null;
  onOpen(id: string | null): void;
  open: OpenApproval;
  item: ApprovalDetail;
  brief: Brief;
};

/** A proposal of a kind without a page of its own: what is asked, the grounds, the basis, and the decision. */
export function GeneralItem({ item, brief, open, next, onOpen }: Props) {
  const t = useTranslations("approvals");
  const words = useKindWords();
  const say = useBilingual();
  const format = useFormat();
  const [looked, setLooked] = useState(item.proposed.digest);
  const standing = standingOf(item);
  const checker = item.checker && say({ zh: item.checker.nameZh, en: item.checker.nameEn });
  const status = t(`labels.status.${standing}`);
  const maker = `${say({ zh: item.maker.nameZh, en: item.maker.nameEn })} ${format.dateTime(item.requestedAt as Instant)}`;
  return (
    <SplitItemLayout
      itemLabel={t("page.itemLabel", { number: item.number })}
      sideLabel={t("page.sideLabel")}
      sideWidth={324}
      header={
        <ItemHeader
          title={words.kind(item.kind)}
          state={
            <StatusChip tone={APPROVAL_TONE[standing]}>
              {standing === "pending" || !checker ? status : t("page.by", { status, who: checker })}
            </StatusChip>
          }
          who={whoOf(item, t)}
          number={item.number}
          nextStep={<NextStep item={item} />}
          clock={
            item.status === "pending" ? (
              <ApprovalClock requestedAt={item.requestedAt} expiresAt={item.expiresAt} />
            ) : null
          }
          tools={<IconButton icon={X} label={t("page.close")} onClick={() => onOpen(null)} />}
        />
      }
      banner={<Difference item={item} looked={looked} />}
      side={<ApprovalSide item={item} proposal={null} />}
      foot={
        <ApprovalFoot
          key={standing}
          item={item}
          proposal={null}
          open={open}
          looked={looked}
          onLooked={setLooked}
          next={next}
          onOpen={onOpen}
        />
      }
    >
      <PagePath steps={[words.kind(item.kind), item.number]} />
      <div className="hg-split-282">
        <div>
          <SectionHead title={t("page.grounds")} />
          <Statement text={brief.note ?? t("page.noteGone")} by={[<span key="maker">{maker}</span>]} />
        </div>
        <div>
          <SectionHead title={t("page.asked.title")} />
          <Asked brief={brief} />
        </div>
      </div>
      {item.checkerNote ? (
        <>
          <SectionHead title={t("page.checkerNote")} />
          <Statement text={item.checkerNote} by={checker ? [<span key="checker">{checker}</span>] : []} />
        </>
      ) : null}
      <SectionHead title={t("page.basis")} note={t("page.basisNote")} ruled />
      <RuleList rules={brief.basis} />
    </SplitItemLayout>
  );
}

function whoOf({ about, customerId }: ApprovalDetail, t: ReturnType<typeof useTranslations<"approvals">>): ReactNode[] {
  if (!about || !customerId) return [];
  return [
    <Link key="customer" href={`/customers/${customerId}`}>
      {about.customerName ? <Masked value={about.customerName} /> : about.customerNumber}
    </Link>,
    t("page.customer", { number: about.customerNumber }),
  ];
}

/** What was asked, each fact by its own capability's words. */
function Asked({ brief }: { brief: Brief }) {
  const t = useTranslations("approvals.page");
  // The paths come with the proposal; a fitness test holds those of each kind against the messages.
  const all = useTranslations() as unknown as (path: string) => string;
  const facts: Fact[] = brief.facts.map(({ label, value, word }) => ({
    id: label,
    label: all(label),
    value: word ? all(value) : value,
  }));
  return (
    <>
      <FactList facts={facts} tight />
      {brief.href ? (
        <p className="px-(--gutter) pb-2">
          <Link className="hg-text-link" href={brief.href}>
            {t("openSubject")}
          </Link>
        </p>
      ) : null}
    </>
  );
}

/** What must happen next, and who must do it. */
function NextStep({ item }: { item: ApprovalDetail }) {
  const t = useTranslations("approvals.page.general");
  const words = useKindWords();
  const say = useBilingual();
  const me = useMe();
  const standing = standingOf(item);
  const values = {
    em: (chunks: ReactNode) => <em>{chunks}</em>,
    maker: say({ zh: item.maker.nameZh, en: item.maker.nameEn }),
    reason: words.rejection(item.kind, item.decisionCode ?? ""),
  };
  if (standing !== "pending") return t.rich(standing, values);
  if (item.decideRefusal === null) return t.rich("decide", values);
  return t.rich(item.maker.id === me.personId ? "ownWaits" : "waits", values);
}
