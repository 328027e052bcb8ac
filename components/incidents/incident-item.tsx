"use client";

import { useQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { RuleList } from "@/components/controls/rule-citation";
import { Attachments } from "@/components/evidence/attachments";
import { PagePath } from "@/components/frame/page-path";
import { Banner } from "@/components/patterns/banner";
import { type Fact, FactList, Statement } from "@/components/patterns/facts";
import { ItemHeader, SectionHead } from "@/components/patterns/headers";
import { SplitItemLayout } from "@/components/patterns/layouts";
import { Loaded } from "@/components/patterns/loaded";
import { ItemSkeleton } from "@/components/patterns/skeleton";
import { StatusChip } from "@/components/patterns/status";
import { IconButton } from "@/components/ui/button";
import { WorkPanel } from "@/components/worklist/work-panel";
import type { Instant, LocalDate } from "@/domain/shared/time";
import { useFormat } from "@/lib/format/use-format";
import { useTRPC } from "@/lib/trpc/client";
import { useNow } from "@/lib/use-now";
import { DutyList } from "./duty-list";
import { INCIDENT_TONE, type IncidentDetail, nextStepOf } from "./incident";
import { IncidentFoot } from "./incident-foot";
import { NoticeList } from "./notice-list";
import { PendingProposals } from "./pending-proposals";
import { PersonsSection } from "./persons-section";
import { ReportList } from "./report-list";
import { useKindWords } from "./use-kind-words";

type Props = { id: string; onClose(): void; onNext?(): void };
/** While a notice is being sent the page is asked again this often, in milliseconds. */
const SENDING_MS = 3_000;

/** One incident: its clocks, what is known, whom it concerns, whom the house told, and what it did. */
export function IncidentItem(props: Props) {
  const t = useTranslations("incidents.page.item");
  const trpc = useTRPC();
  const query = useQuery({
    ...trpc.incidents.detail.queryOptions({ id: props.id }),
    refetchInterval: ({ state }) =>
      state.data?.notices.some((notice) => notice.state === "sending") ? SENDING_MS : false,
  });
  return (
    <Loaded query={query} what={t("failed")} skeleton={<ItemSkeleton />}>
      {(item) => <OpenIncident {...props} item={item} />}
    </Loaded>
  );
}

function OpenIncident({ item, onClose, onNext }: Props & { item: IncidentDetail }) {
  const t = useTranslations("incidents.page.item");
  const words = useTranslations("incidents");
  return (
    <SplitItemLayout
      itemLabel={t("label", { number: item.number })}
      sideLabel={t("side")}
      sideWidth={304}
      header={
        <ItemHeader
          title={`${words(`kinds.${item.kind}`)} · ${words(`severities.${item.severity}`)}`}
          state={<StatusChip tone={INCIDENT_TONE[item.state]}>{words(`states.${item.state}`)}</StatusChip>}
          who={[words(`certainties.${item.certainty}`)]}
          number={item.number}
          nextStep={<NextStep item={item} />}
          tools={<IconButton icon={X} label={t("close")} onClick={onClose} />}
        />
      }
      banner={item.late > 0 ? <Banner tone="late">{t("lateBanner", { count: item.late })}</Banner> : null}
      side={
        <>
          <SectionHead title={t("duties")} />
          <DutyList item={item} />
          <WorkPanel subjectId={item.id} events={[]} today={item.today as LocalDate} />
        </>
      }
      foot={<IncidentFoot item={item} {...(onNext ? { onNext } : {})} />}
    >
      <PagePath steps={[item.number]} />
      <SectionHead title={t("what")} />
      <Statement text={item.what} by={[item.registeredBy]} />
      <Facts item={item} />
      <PendingProposals item={item} />
      <PersonsSection item={item} />
      <SectionHead title={t("notices")} ruled />
      <NoticeList item={item} />
      <SectionHead title={t("reports")} ruled />
      <ReportList item={item} />
      <Log item={item} />
      <SectionHead title={t("basis")} ruled />
      <RuleList rules={item.basis} />
      <Attachments subject={{ type: "incident", id: item.id }} ruled />
    </SplitItemLayout>
  );
}

function NextStep({ item }: { item: IncidentDetail }) {
  const t = useTranslations("incidents.page.next");
  const words = useTranslations("incidents");
  const format = useFormat();
  const em = (chunks: ReactNode) => <em>{chunks}</em>;
  const { key, duty } = nextStepOf(item);
  const list = item.gaps.map((gap) => words(`gaps.${gap}`)).join(" · ");
  return t.rich(key, {
    em,
    list,
    count: item.counted.named,
    duty: duty ? words(`duties.${duty.duty}`) : "",
    due: duty ? format.dateTime(duty.dueAt as Instant) : "",
  });
}

/** What is known by now. */
function Facts({ item }: { item: IncidentDetail }) {
  const t = useTranslations("incidents.page.item");
  const kindWords = useKindWords();
  const words = useTranslations("incidents");
  const format = useFormat();
  const moment = (at: string | null) => (at === null ? t("unknown") : format.dateTime(at as Instant));
  const facts: Fact[] = [
    { id: "found", label: t("discovered"), value: moment(item.discoveredAt) },
    { id: "entered", label: t("registered"), value: moment(item.registeredAt) },
    ...(item.hoursLost > 0
      ? [
          {
            id: "lost",
            label: t("hoursLost"),
            value: <span className="hg-late">{t("hours", { count: item.hoursLost })}</span>,
          },
        ]
      : []),
    { id: "from", label: t("occurred"), value: spanWords() },
    { id: "cii", label: t("cii"), value: item.cii ? words("yes") : words("no") },
    { id: "data", label: t("data"), value: item.dataKinds.map(kindWords).join(" · ") || t("unknown") },
    {
      id: "systems",
      label: t("systems"),
      value: item.systems.map((system) => words(`systems.${system}`)).join(" · ") || t("unknown"),
    },
    { id: "estimate", label: t("estimate"), value: format.count(item.estimate) },
    { id: "cause", label: t("cause"), value: [words(`causes.${item.cause}`), item.why].filter(Boolean).join(" · ") },
    { id: "harm", label: t("harm"), value: item.harm || t("unknown") },
    ...(item.lessons ? [{ id: "lessons", label: t("lessons"), value: item.lessons }] : []),
  ];
  function spanWords(): string {
    const { occurredFrom, occurredTo } = item;
    if (occurredFrom === null && occurredTo === null) return t("unknown");
    const span = { from: moment(occurredFrom), to: moment(occurredTo) };
    return t(occurredTo === null ? "since" : occurredFrom === null ? "to" : "span", span);
  }
  return <FactList facts={facts} />;
}

/** What was done and planned, and what customers reported. */
function Log({ item }: { item: IncidentDetail }) {
  const t = useTranslations("incidents.page.item");
  const words = useTranslations("incidents");
  const format = useFormat();
  const now = useNow();
  return (
    <>
      <SectionHead title={t("log")} ruled />
      {item.entries.length === 0 ? <p className="hg-small hg-ink-3 px-(--gutter) pb-2">{t("noEntries")}</p> : null}
      {item.entries.map((entry) => (
        <Statement
          key={entry.id}
          text={entry.words}
          by={[words(`entryKinds.${entry.kind}`), format.dateTime(entry.at as Instant), entry.by]}
        />
      ))}
      {item.sightings.length > 0 ? <SectionHead title={t("sightings")} ruled /> : null}
      {item.sightings.map((sighting) => (
        <Statement
          key={sighting.id}
          text={sighting.words ?? ""}
          by={[sighting.customer.number, format.dateTime((sighting.receivedAt ?? now) as Instant)]}
        />
      ))}
    </>
  );
}
