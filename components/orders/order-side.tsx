"use client";

import { useLocale, useTranslations } from "next-intl";
import { type Fact, FactList } from "@/components/patterns/facts";
import { SectionHead } from "@/components/patterns/headers";
import type { TimelineEvent } from "@/components/patterns/timeline";
import { WorkPanel } from "@/components/worklist/work-panel";
import { type Instant, shanghaiDate } from "@/domain/shared/time";
import { useFormat } from "@/lib/format/use-format";
import { useNow } from "@/lib/use-now";
import type { OrderDetail } from "./orders";

/** Who took it in, when, and what became of it since. */
export function OrderSide({ order }: { order: OrderDetail }) {
  const t = useTranslations("orders.page.item");
  const labels = useTranslations("orders.labels");
  const format = useFormat();
  const language = useLocale();
  const nameOf = (person: OrderDetail["registeredBy"]) =>
    person ? person.name[language === "en" ? "en" : "zh"] : t("events.system");
  const facts: Fact[] = [
    { id: "received", label: t("received"), value: format.dateTime(order.receivedAt as Instant) },
    { id: "registered", label: t("registered"), value: format.dateTime(order.registeredAt as Instant) },
    { id: "by", label: t("registeredBy"), value: nameOf(order.registeredBy) },
    ...(order.renewals > 0
      ? [{ id: "renewals", label: t("renewals"), value: t("times", { count: order.renewals }) }]
      : []),
  ];
  const event = (id: string, at: string, mark: TimelineEvent["mark"], who: string, text: string): TimelineEvent => ({
    id,
    at: at as Instant,
    mark,
    who,
    text,
  });
  const acts = order.acts.flatMap((act, index) => [
    ...(act.inForceAt
      ? [event(`in-${index}`, act.inForceAt, "protect", t("events.system"), t("events.in-force"))]
      : []),
    ...(act.endedAt ? [event(`out-${index}`, act.endedAt, "done", t("events.system"), t("events.ended"))] : []),
  ]);
  const followed = order.followed.map(({ id, act, number, receivedAt }) =>
    event(id, receivedAt, "rule", "", t("events.followed", { act: labels(`act.${act}`), number })),
  );
  const answers = order.answers.map(({ id, sentAt, by }) =>
    event(id, sentAt, "person", nameOf(by), t("events.answered")),
  );
  const refused = order.state === "refused";
  const events: TimelineEvent[] = [
    event("received", order.receivedAt, "rule", order.authorityName, t("events.received")),
    event(
      "registered",
      order.registeredAt,
      refused ? "late" : "person",
      nameOf(order.registeredBy),
      t(refused ? "events.refused" : "events.registered"),
    ),
    ...acts,
    ...followed,
    ...answers,
    ...(order.review ? [event("review", order.review.at, "done", nameOf(order.review.by), t("events.reviewed"))] : []),
  ];
  const today = shanghaiDate(useNow() ?? (order.receivedAt as Instant));
  return (
    <>
      <SectionHead title={t("facts")} />
      <FactList facts={facts} />
      <WorkPanel subjectId={order.id} events={events} today={today} />
    </>
  );
}
