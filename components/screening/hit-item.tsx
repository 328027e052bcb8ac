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
import { Banner } from "@/components/patterns/banner";
import { type Fact, FactList, Statement } from "@/components/patterns/facts";
import { ItemHeader, SectionHead } from "@/components/patterns/headers";
import { SplitItemLayout } from "@/components/patterns/layouts";
import { QueryProblem } from "@/components/patterns/query-problem";
import { ItemSkeleton } from "@/components/patterns/skeleton";
import { StatusChip } from "@/components/patterns/status";
import type { TimelineEvent } from "@/components/patterns/timeline";
import { IconButton } from "@/components/ui/button";
import { WorkPanel } from "@/components/worklist/work-panel";
import { type Instant, shanghaiDate } from "@/domain/shared/time";
import { useFormat } from "@/lib/format/use-format";
import { useTRPC } from "@/lib/trpc/client";
import { useNow } from "@/lib/use-now";
import { DecideHit } from "./decide-hit";
import { HIT_TONE, type HitDetail } from "./screening";

/** One hit: the customer beside the listed one, what was stopped, and the decision. */
export function HitItem({ id, onClose }: { id: string; onClose(): void }) {
  const t = useTranslations("screening.page.item");
  const trpc = useTRPC();
  const query = useQuery(trpc.screening.hit.queryOptions({ id }));
  if (query.isPending) return <ItemSkeleton />;
  if (!query.data) return <QueryProblem what={t("failed")} error={query.error} onRetry={() => void query.refetch()} />;
  return <OpenHit hit={query.data} onClose={onClose} />;
}

function OpenHit({ hit, onClose }: { hit: HitDetail; onClose(): void }) {
  const t = useTranslations("screening.page");
  const labels = useTranslations("screening.labels");
  const { customer } = hit;
  return (
    <SplitItemLayout
      itemLabel={t("item.label", { number: hit.number })}
      sideLabel={t("item.side")}
      sideWidth={304}
      header={
        <ItemHeader
          title={t("item.title")}
          state={<StatusChip tone={HIT_TONE[hit.state]}>{labels(`state.${hit.state}`)}</StatusChip>}
          who={[
            <Link key="customer" href={`/customers/${customer.id}`}>
              {customer.name ? <Masked value={customer.name} /> : customer.number}
            </Link>,
            t("item.customer", { number: customer.number }),
          ]}
          number={hit.number}
          nextStep={t.rich(`next.${hit.state}`, { em: (chunks: ReactNode) => <em>{chunks}</em> })}
          tools={<IconButton icon={X} label={t("item.close")} onClick={onClose} />}
        />
      }
      banner={<Banner tone="protect">{t("secret")}</Banner>}
      side={<HitSide hit={hit} />}
    >
      <PagePath steps={[hit.number]} />
      <SectionHead title={t("item.compare")} note={hit.matchedOn.map((on) => labels(`matched.${on}`)).join(" · ")} />
      <SideBySide hit={hit} />
      {hit.may.decide || hit.may.reasons.length > 0 ? <DecideHit hit={hit} /> : null}
      {hit.note ? (
        <>
          <SectionHead title={t("item.note")} ruled />
          <Statement text={hit.note} by={hit.decidedBy ? [hit.decidedBy] : []} />
        </>
      ) : null}
      <SectionHead title={t("item.holds")} ruled />
      <Holds hit={hit} />
      <SectionHead title={t("item.basis")} note={t("item.basisNote")} ruled />
      <RuleList rules={hit.basis} />
    </SplitItemLayout>
  );
}

/** Row by row: what the house has of the customer, masked, and what the list says. */
function SideBySide({ hit }: { hit: HitDetail }) {
  const t = useTranslations("screening.page.item");
  const labels = useTranslations("screening.labels");
  const { entry, customer } = hit;
  const listed = (values: readonly string[]) => (values.length > 0 ? values.join("；") : t("nothing"));
  const elsewhere = (
    <Link className="hg-text-link" href={`/customers/${customer.id}`}>
      {t("onCustomer")}
    </Link>
  );
  const rows: readonly { id: string; name: string; our: ReactNode; listed: ReactNode }[] = [
    {
      id: "names",
      name: t("names"),
      our: customer.name ? <Masked value={customer.name} /> : t("nothing"),
      listed: listed(entry.names),
    },
    { id: "kind", name: t("kind"), our: t(hit.customerKind), listed: labels(`entryKind.${entry.kind}`) },
    { id: "births", name: t("births"), our: elsewhere, listed: listed(entry.births) },
    {
      id: "nationalities",
      name: t("nationalities"),
      our: hit.nationality ?? t("nothing"),
      listed: listed(entry.nationalities),
    },
    { id: "numbers", name: t("numbers"), our: elsewhere, listed: listed(entry.numbers) },
    { id: "reference", name: t("reference"), our: customer.number, listed: entry.reference },
    { id: "listedOn", name: t("listedOn"), our: "–", listed: entry.listedOn ?? t("nothing") },
  ];
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table must be reachable and scrolled by keyboard
    // biome-ignore lint/a11y/useSemanticElements: a nameless scroll box inside a named section
    <div className="hg-table-box overflow-x-auto" role="group" aria-label={t("compare")} tabIndex={0}>
      <table className="hg-table" aria-label={t("compare")}>
        <thead>
          <tr>
            <th scope="col" aria-label={t("facts")} />
            <th scope="col">{t("our")}</th>
            <th scope="col">{entry.onList ? t("listed") : `${t("listed")} · ${t("offList")}`}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <th scope="row">{row.name}</th>
              <td>{row.our}</td>
              <td>{row.listed}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Holds({ hit }: { hit: HitDetail }) {
  const t = useTranslations("screening.page.item");
  const words = useControlsWords();
  if (hit.holds.length === 0) return <p className="hg-small hg-ink-2 px-(--gutter) pb-2">{t("noHolds")}</p>;
  return (
    <ul className="hg-small grid gap-1 px-(--gutter) pb-2">
      {hit.holds.map((hold) => (
        <li key={hold.measureId}>
          <Link className="hg-text-link" href={`/accounts/${hold.accountId}`}>
            {hold.accountNumber}
          </Link>{" "}
          <Link className="hg-text-link" href={`/controls/${hold.measureId}`}>
            {hold.measureNumber}
          </Link>{" "}
          {words.state(hold.state)}
        </li>
      ))}
    </ul>
  );
}

function HitSide({ hit }: { hit: HitDetail }) {
  const t = useTranslations("screening.page.item");
  const labels = useTranslations("screening.labels");
  const format = useFormat();
  const said = hit.reasonCode as "birth-differs" | null;
  const facts: Fact[] = [
    { id: "source", label: t("source"), value: labels(`source.${hit.source}`) },
    { id: "opened", label: t("opened"), value: format.dateTime(hit.openedAt as Instant) },
    ...(said ? [{ id: "reason", label: t("reason"), value: labels(`reason.${said}`) }] : []),
    ...(hit.decidedBy ? [{ id: "by", label: t("decidedBy"), value: hit.decidedBy }] : []),
    ...(hit.approvalId
      ? [
          {
            id: "approval",
            label: t("approval"),
            value: (
              <Link className="hg-text-link" href={`/approvals/${hit.approvalId}`}>
                {t("open")}
              </Link>
            ),
          },
        ]
      : []),
  ];
  const events: TimelineEvent[] = [
    { id: "opened", at: hit.openedAt as Instant, mark: "protect", who: t("events.system"), text: t("events.opened") },
    ...(hit.decidedAt && (hit.state === "confirmed" || hit.state === "dismissed")
      ? [
          {
            id: "decided",
            at: hit.decidedAt as Instant,
            mark: "done" as const,
            who: hit.decidedBy ?? t("events.system"),
            text: t(`events.${hit.state}`),
          },
        ]
      : []),
  ];
  const today = shanghaiDate(useNow() ?? (hit.openedAt as Instant));
  return (
    <>
      <SectionHead title={t("facts")} />
      <FactList facts={facts} />
      <WorkPanel subjectId={hit.id} events={events} today={today} />
    </>
  );
}
