"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { type Fact, FactList } from "@/components/patterns/facts";
import { SectionHead } from "@/components/patterns/headers";
import { Money } from "@/components/patterns/money";
import type { TimelineEvent } from "@/components/patterns/timeline";
import { WorkPanel } from "@/components/worklist/work-panel";
import type { Instant, LocalDate } from "@/domain/shared/time";
import { useFormat } from "@/lib/format/use-format";
import type { ClosureDetail } from "./closure";

/** Beside a closing: its facts, and whose work it is where it stopped. */
export function ClosureSide({ item }: { item: ClosureDetail }) {
  const t = useTranslations("closures.page.item");
  return (
    <>
      <SectionHead title={t("facts")} />
      <div className="pb-2">
        <ClosureFacts item={item} />
      </div>
      <WorkPanel subjectId={item.id} events={useEvents(item)} today={item.today as LocalDate} />
    </>
  );
}

function ClosureFacts({ item }: { item: ClosureDetail }) {
  const t = useTranslations("closures.page.item");
  const words = useTranslations("closures");
  const format = useFormat();
  const link = (href: string, text: string) => (
    <Link className="hg-text-link" href={href}>
      {text}
    </Link>
  );
  const money = (id: "paidOut" | "paying", minor: bigint | null): Fact[] =>
    minor ? [{ id, label: t(id), value: <Money amount={{ minor, currency: item.currency }} showCurrency /> }] : [];
  const facts: Fact[] = [
    { id: "reason", label: t("reason"), value: words(`reasons.${item.reason}`) },
    ...(item.identity ? [{ id: "identity", label: t("identity"), value: words(`identity.${item.identity}`) }] : []),
    { id: "requestedBy", label: t("requestedBy"), value: item.requestedBy },
    { id: "requested", label: t("requested"), value: format.dateTime(item.requestedAt as Instant) },
    ...(item.agreedBy ? [{ id: "agreedBy", label: t("agreedBy"), value: item.agreedBy }] : []),
    ...(item.agreedAt ? [{ id: "agreed", label: t("agreed"), value: format.dateTime(item.agreedAt as Instant) }] : []),
    ...money("paying", item.payingMinor),
    ...money("paidOut", item.paidOutMinor),
    ...(item.subjectHref
      ? [{ id: "subject", label: t("subject"), value: link(item.subjectHref, t("openSubject")) }]
      : []),
    ...(item.approvalId
      ? [{ id: "approval", label: t("approval"), value: link(`/approvals/${item.approvalId}`, t("openApproval")) }]
      : []),
  ];
  return <FactList facts={facts} tight />;
}

/** What people did with it; what the worker and the core did stands among its steps. */
function useEvents(item: ClosureDetail): readonly TimelineEvent[] {
  const t = useTranslations("closures.page.steps");
  return item.steps
    .filter(({ kind }) => BY_PEOPLE.has(kind))
    .map(({ id, at, kind, by }) => ({
      id,
      at: at as Instant,
      mark: "person" as const,
      who: by,
      text: t(kind as "requested", { sum: "" }),
    }));
}

const BY_PEOPLE: ReadonlySet<string> = new Set(["requested", "agreed", "refused", "withdrawn"]);
