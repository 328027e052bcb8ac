"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { CustomerLink, CustomerName } from "@/components/ledger/customer-name";
import { Citation } from "@/components/patterns/citation";
import { type Fact, FactList } from "@/components/patterns/facts";
import { SectionHead } from "@/components/patterns/headers";
import { Money } from "@/components/patterns/money";
import { StatusMark } from "@/components/patterns/status";
import type { TimelineEvent } from "@/components/patterns/timeline";
import { WorkPanel } from "@/components/worklist/work-panel";
import type { Instant, LocalDate } from "@/domain/shared/time";
import { useBilingual } from "@/lib/bilingual";
import { useCodeText } from "@/lib/code-text";
import { useFormat } from "@/lib/format/use-format";
import { useTRPC } from "@/lib/trpc/client";
import { type CandidateDetail, decisiveSum, STANDING_TONE, standingOf } from "./candidate";
import { useCitation } from "./use-citation";

/** How many other items of the customer are listed. */
const MOST_OTHERS = 8;

/** Beside an item: its facts, the customer's other items, what happened. */
export function ItemSide({ item, onOpen }: { item: CandidateDetail; onOpen(id: string): void }) {
  const t = useTranslations("reports.page.side");
  return (
    <>
      <SectionHead title={t("facts")} />
      <div className="pb-2">
        <ItemFacts item={item} />
      </div>
      <OtherItems item={item} onOpen={onOpen} />
      <ItemWork item={item} />
    </>
  );
}

function ItemFacts({ item }: { item: CandidateDetail }) {
  const t = useTranslations("reports.page.side");
  const labels = useTranslations("reports.labels");
  const format = useFormat();
  const cite = useCitation();
  const dated = item.legs.find((leg) => leg.usdRate !== null);
  const facts: Fact[] = [
    { id: "customer", label: t("customer"), value: <CustomerCell customer={item.customer} /> },
    { id: "date", label: t("date"), value: `${item.businessDate} ${format.weekday(item.businessDate as LocalDate)}` },
    { id: "direction", label: t("direction"), value: labels(`directions.${item.direction}`) },
    {
      id: "count",
      label: t("count"),
      value: `${format.count(item.transactionCount)} · ${labels(item.single ? "single" : "accumulated")}`,
    },
    ...(item.unrated > 0
      ? [{ id: "unrated", label: t("unrated"), value: labels("unrated", { count: item.unrated }) }]
      : []),
    ...(dated?.usdRateSource
      ? [{ id: "rates", label: t("rates"), value: <span title={dated.usdRateSource}>{dated.usdRateSource}</span> }]
      : []),
    ...(item.exemption && item.exempted
      ? [
          { id: "exemption", label: t("exemption"), value: labels(`exemptions.${item.exemption}`) },
          { id: "exempted", label: t("exempted"), value: format.dateTime(item.exempted.at as Instant) },
          { id: "exempt-basis", label: t("exemptBasis"), value: <Citation {...cite(item.exempted.rule)} /> },
        ]
      : []),
    { id: "found", label: t("found"), value: format.dateTime(item.foundAt as Instant) },
    { id: "recomputed", label: t("recomputed"), value: format.dateTime(item.recomputedAt as Instant) },
    { id: "version", label: t("version"), value: item.version },
  ];
  return <FactList facts={facts} tight />;
}

function CustomerCell({ customer }: { customer: CandidateDetail["customer"] }) {
  return (
    <>
      {customer.name ? <CustomerName customer={customer} /> : null} <CustomerLink customer={customer} />
    </>
  );
}

/** What else reached a line for the same customer, newest first; opens in place. */
function OtherItems({ item, onOpen }: { item: CandidateDetail; onOpen(id: string): void }) {
  const t = useTranslations("reports.page.side");
  const labels = useTranslations("reports.labels");
  const standing = useTranslations("reports.page.standing");
  const format = useFormat();
  const trpc = useTRPC();
  const input = { filters: { customer: item.customer.id }, sort: "date", order: "desc", limit: MOST_OTHERS + 1 };
  const { data } = useQuery(trpc.reports.largeValueList.queryOptions(input));
  const others = (data?.rows ?? []).filter((row) => row.id !== item.id).slice(0, MOST_OTHERS);
  return (
    <>
      <SectionHead title={t("others")} note={data ? format.capped(data.count - 1, data.countCapped) : null} ruled />
      {data && others.length === 0 ? <p className="hg-small hg-ink-3 px-(--gutter) pb-2">{t("noOthers")}</p> : null}
      <ul className="px-(--gutter) pb-2">
        {others.map((row) => (
          <li key={row.id}>
            <button
              type="button"
              className="hg-small flex w-full items-center gap-2 py-0.5 text-left hover:bg-hover"
              onClick={() => onOpen(row.id)}
            >
              <span className="text-accent">{row.businessDate}</span>
              <span>{labels(`directions.${row.direction}`)}</span>
              <span className="hg-grow" />
              <Money amount={decisiveSum(row).sum} showCurrency={row.metBy === "usd"} />
              <StatusMark tone={STANDING_TONE[standingOf(row)]}>{standing(standingOf(row))}</StatusMark>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

/** Whose work it is, and what happened. */
function ItemWork({ item }: { item: CandidateDetail }) {
  const t = useTranslations("reports.page.events");
  const audit = useCodeText("audit");
  const say = useBilingual();
  const events: TimelineEvent[] = [
    { id: "found", at: item.foundAt as Instant, mark: "rule", who: t("rule"), text: t("found") },
    ...item.history.map(
      (entry): TimelineEvent => ({
        id: entry.id,
        at: entry.at as Instant,
        mark: entry.by ? "person" : "system",
        who: entry.by ? say(entry.by) : t("system"),
        text: audit(entry.kind) ?? t("other"),
      }),
    ),
    ...(item.recomputedAt === item.foundAt
      ? []
      : [
          {
            id: "recomputed",
            at: item.recomputedAt as Instant,
            mark: "system" as const,
            who: t("system"),
            text: t("recomputed"),
          },
        ]),
  ];
  return <WorkPanel subjectId={item.id} events={events} today={item.today as LocalDate} />;
}
