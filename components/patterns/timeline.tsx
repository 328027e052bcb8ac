"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import type { Instant, LocalDate } from "@/domain/shared/time";
import { shanghaiDate } from "@/domain/shared/time";
import { useFormat } from "@/lib/format/use-format";

/** ink = person, ring = system, square = rule or authority; state colours where the event is a state. */
export type EventMark = "person" | "system" | "rule" | "protect" | "wait" | "done" | "late";
export type TimelineEvent = { id: string; at: Instant; mark: EventMark; who?: string; text: ReactNode };

const MARK: Readonly<Record<EventMark, string>> = {
  person: "hg-person",
  system: "",
  rule: "hg-square",
  protect: "hg-protect",
  wait: "hg-wait",
  done: "hg-done",
  late: "hg-bad",
};

/** Events, newest first, under their days. Beyond `open` events the older ones are folded behind one line. */
export function Timeline({
  events,
  today,
  open = 8,
}: {
  events: readonly TimelineEvent[];
  today: LocalDate;
  open?: number;
}) {
  const t = useTranslations("common");
  const format = useFormat();
  const [all, setAll] = useState(false);
  const sorted = [...events].sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));
  const shown = all ? sorted : sorted.slice(0, open);
  const days = groupByDay(shown);
  return (
    <div className="hg-timeline">
      {[...days].map(([day, entries]) => (
        <section key={day}>
          <h3 className="hg-day">
            {day === today ? t("timeline.today") : `${format.monthDay(day)} ${format.weekday(day)}`}
          </h3>
          <ol>
            {entries.map((event) => (
              <li key={event.id} className="hg-event">
                <time dateTime={event.at}>{format.time(event.at)}</time>
                <i className={MARK[event.mark]} aria-hidden="true" />
                <p>
                  {event.who ? <b>{event.who} </b> : null}
                  {event.text}
                </p>
              </li>
            ))}
          </ol>
        </section>
      ))}
      {sorted.length > shown.length ? (
        <button type="button" className="hg-fold hg-text-link" onClick={() => setAll(true)}>
          {t("timeline.older", { count: sorted.length - shown.length })}
        </button>
      ) : null}
    </div>
  );
}

function groupByDay(events: readonly TimelineEvent[]): ReadonlyMap<LocalDate, readonly TimelineEvent[]> {
  const days = new Map<LocalDate, TimelineEvent[]>();
  for (const event of events) {
    const day = shanghaiDate(event.at);
    const list = days.get(day);
    if (list) list.push(event);
    else days.set(day, [event]);
  }
  return days;
}
