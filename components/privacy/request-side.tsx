"use client";

import { useTranslations } from "next-intl";
import { type Fact, FactList } from "@/components/patterns/facts";
import { SectionHead } from "@/components/patterns/headers";
import { Money } from "@/components/patterns/money";
import { Flag } from "@/components/patterns/status";
import type { EventMark, TimelineEvent } from "@/components/patterns/timeline";
import { WorkPanel } from "@/components/worklist/work-panel";
import type { Instant, LocalDate } from "@/domain/shared/time";
import { useFormat } from "@/lib/format/use-format";
import type { RequestDetail } from "./request";

/** Beside a request: both its moments and its term, whose work it is, what happened. */
export function RequestSide({ item }: { item: RequestDetail }) {
  const t = useTranslations("privacy.page.item");
  return (
    <>
      <SectionHead title={t("facts")} />
      <div className="pb-2">
        <RequestFacts item={item} />
      </div>
      <WorkPanel subjectId={item.id} events={useEvents(item)} today={item.today as LocalDate} />
    </>
  );
}

function RequestFacts({ item }: { item: RequestDetail }) {
  const t = useTranslations("privacy.page.item");
  const words = useTranslations("privacy");
  const format = useFormat();
  const moment = (at: string) => format.dateTime(at as Instant);
  const facts: Fact[] = [
    { id: "received", label: t("received"), value: moment(item.receivedAt) },
    {
      id: "verified",
      label: t("verified"),
      value: item.verifiedAt ? moment(item.verifiedAt) : <span className="hg-wait">{t("notVerified")}</span>,
    },
    { id: "registered", label: t("registered"), value: moment(item.registeredAt) },
    ...(item.daysLost > 0
      ? [
          {
            id: "lost",
            label: t("daysLost"),
            value: <span className="hg-late">{t("days", { count: item.daysLost })}</span>,
          },
        ]
      : []),
    {
      id: "due",
      label: t("due"),
      value: (
        <span className={item.late ? "hg-late" : undefined}>
          {item.dueRaw} {item.provisional ? <Flag provisional>{t("provisional")}</Flag> : null}
        </span>
      ),
    },
    ...(item.receiptDue === item.dueRaw ? [] : [{ id: "receiptDue", label: t("receiptDue"), value: item.receiptDue }]),
    { id: "document", label: t("document"), value: words(`documents.${item.document}`) },
    { id: "channel", label: t("channel"), value: words(`channels.${item.channel}`) },
    ...copies(item, t("copies"), t("copiesOf", { given: item.copies.given, free: item.copies.free })),
    ...(item.fee
      ? [
          {
            id: "fee",
            label: t("fee"),
            value: (
              <>
                <Money amount={{ minor: item.fee.amountMinor, currency: item.fee.currency }} showCurrency />{" "}
                <span className="hg-ink-3">{words(`fees.${item.fee.state}`)}</span>
              </>
            ),
          },
        ]
      : []),
    { id: "phone", label: t("phone"), value: item.contact.phone },
    { id: "mail", label: t("mail"), value: item.contact.mail },
    {
      id: "ways",
      label: t("ways"),
      value: item.contact.ways.map((way) => words(`askingWays.${way}`)).join(t("between")),
    },
  ];
  return <FactList facts={facts} tight />;
}

/** How many copies were given, where a copy is asked for. */
function copies(item: RequestDetail, label: string, value: string): Fact[] {
  return item.type === "access" || item.type === "copy" || item.type === "portability"
    ? [{ id: "copies", label, value }]
    : [];
}

const MARKS: Partial<Record<RequestDetail["timeline"][number]["step"], EventMark>> = {
  received: "system",
  "code-wrong": "wait",
  "code-stopped": "late",
  verified: "done",
  "took-effect": "done",
  "package-ready": "done",
  "package-failed": "late",
  "proposal-returned": "wait",
  "carried-out": "done",
  "near-due": "wait",
  "receipt-earlier": "wait",
  overdue: "late",
  answered: "done",
};

function useEvents(item: RequestDetail): readonly TimelineEvent[] {
  const words = useTranslations("privacy.steps");
  const t = useTranslations("privacy.page.item");
  return item.timeline.map(({ step, at, by, detail }, place) => ({
    id: `${place} ${step}`,
    at: at as Instant,
    mark: MARKS[step] ?? "person",
    who: by === "" || by.startsWith("system:") ? t("system") : by,
    text: detail && /^[A-Z]{2,}-\d+$/.test(detail) ? `${words(step)} ${detail}` : words(step),
  }));
}
