"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { type Fact, FactList } from "@/components/patterns/facts";
import { SectionHead } from "@/components/patterns/headers";
import { Flag, StatusMark } from "@/components/patterns/status";
import type { TimelineEvent } from "@/components/patterns/timeline";
import { WorkPanel } from "@/components/worklist/work-panel";
import type { SubmissionDetail } from "@/domain/kyc/schema";
import { type Instant, type LocalDate, shanghaiDate } from "@/domain/shared/time";
import { useBilingual } from "@/lib/bilingual";
import { useFormat } from "@/lib/format/use-format";
import { useTRPC } from "@/lib/trpc/client";
import { useNow } from "@/lib/use-now";
import { ReachedClass } from "./reached-class";

const CHANNEL_TONE = { match: "done", mismatch: "late", unavailable: "none" } as const;

/** Beside the bench: what was handed in, what outside channels said, the class it would give, and what happened. */
export function BenchSide({ item }: { item: SubmissionDetail }) {
  const t = useTranslations("kyc.page.side");
  const words = useTranslations("kyc");
  const format = useFormat();
  const say = useBilingual();
  const now = useNow();
  const facts: Fact[] = [
    { id: "received", label: t("received"), value: format.dateTime(item.receivedAt as Instant) },
    {
      id: "origin",
      label: t("origin"),
      value: `${words(`origins.${item.origin}`)}${item.faceToFace ? ` · ${t("faceToFace")}` : ""}`,
    },
    ...(item.decidedAt
      ? [{ id: "decided", label: t("decided"), value: format.dateTime(item.decidedAt as Instant) }]
      : []),
    ...(item.request
      ? [
          {
            id: "request",
            label: t("request"),
            value: t("requestLine", { number: item.request.number, date: item.request.dueOn }),
          },
        ]
      : []),
    { id: "run", label: t("run"), value: format.count(item.checkRun) },
  ];
  return (
    <>
      <SectionHead title={t("facts")} />
      <FactList facts={facts} tight />
      {item.missingNine.length > 0 ? (
        <p className="hg-bench-nine">
          <span className="hg-small hg-ink-3">{t("missing")}</span>
          {item.missingNine.map((one) => (
            <Flag key={one} provisional>
              {words(`nine.${one as "sex"}`)}
            </Flag>
          ))}
        </p>
      ) : null}
      <SectionHead title={t("channels")} note={item.channels.length > 0 ? item.channels.length : null} ruled />
      {item.channels.length === 0 ? <p className="hg-small hg-ink-3 px-(--gutter) pb-2">{t("noChannels")}</p> : null}
      <ul className="hg-bench-channels">
        {item.channels.map((one) => (
          <li key={`${one.type} ${one.provider}`} title={`${one.provider} ${format.dateTime(one.at as Instant)}`}>
            <span>{words(`channelTypes.${one.type}`)}</span>
            <span className="hg-ink-3 hg-clip">{one.provider}</span>
            <StatusMark tone={CHANNEL_TONE[one.outcome]}>{words(`channelOutcomes.${one.outcome}`)}</StatusMark>
          </li>
        ))}
      </ul>
      <ReachedClass item={item} />
      <OtherSubmissions item={item} />
      <WorkPanel
        subjectId={item.id}
        events={eventsOf(item, t, say)}
        today={shanghaiDate(now ?? (item.receivedAt as Instant))}
      />
    </>
  );
}

type SideWords = ReturnType<typeof useTranslations<"kyc.page.side">>;

/** The submission's own account of itself; whoever did what is told by the work's entries. */
function eventsOf(
  item: SubmissionDetail,
  t: SideWords,
  say: ReturnType<typeof useBilingual>,
): readonly TimelineEvent[] {
  const system = (id: string, at: string | null, text: string): TimelineEvent[] =>
    at ? [{ id, at: at as Instant, mark: "system", who: t("system"), text }] : [];
  return [
    ...system("ready", item.readyAt, t("events.ready", { run: item.checkRun })),
    ...system("received", item.receivedAt, t("events.received")),
    ...item.decisions.map(
      (one, at): TimelineEvent => ({
        ...(item.people[one.by] ? { who: say(item.people[one.by] ?? { zh: "", en: "" }) } : {}),
        id: `decision ${at}`,
        at: one.at as Instant,
        mark: one.decision === "accept" ? "done" : one.decision === "ask" ? "wait" : "late",
        text: t(one.overridden.length > 0 ? "events.overridden" : `events.${one.decision}`),
      }),
    ),
  ];
}

/** How many other submissions of the customer are listed. */
const MOST = 5;

/** What else the customer handed in, the latest first. */
function OtherSubmissions({ item }: { item: SubmissionDetail }) {
  const t = useTranslations("kyc.page.side");
  const words = useTranslations("kyc");
  const format = useFormat();
  const trpc = useTRPC();
  const { data } = useQuery(
    trpc.kyc.list.queryOptions({
      filters: { customerId: item.customer.id },
      sort: "receivedAt",
      order: "desc",
      limit: MOST + 1,
    }),
  );
  const others = (data?.rows ?? []).filter(({ id }) => id !== item.id).slice(0, MOST);
  if (others.length === 0) return null;
  return (
    <>
      <SectionHead title={t("others")} ruled />
      <ul className="hg-small px-(--gutter) pb-2">
        {others.map((one) => (
          <li key={one.id} className="flex gap-2 py-0.5">
            <Link className="hg-text-link" href={`/kyc/${one.id}`}>
              {format.monthDay(shanghaiDate(one.receivedAt as Instant) as LocalDate)}
            </Link>
            <span className="hg-clip">{words(`purposes.${one.purpose}`)}</span>
            <span className="hg-grow" />
            <span className="hg-ink-3">{words(`states.${one.state}`)}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
