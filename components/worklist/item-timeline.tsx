"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { QueryProblem } from "@/components/patterns/query-problem";
import { TableSkeleton } from "@/components/patterns/skeleton";
import { type EventMark, Timeline, type TimelineEvent } from "@/components/patterns/timeline";
import { Button } from "@/components/ui/button";
import { type Instant, type LocalDate, shanghaiDate } from "@/domain/shared/time";
import { TIMELINE_KINDS, type TimelineKind } from "@/domain/worklist/codes";
import { useBilingual } from "@/lib/bilingual";
import { useCodeText } from "@/lib/code-text";
import { useFormat } from "@/lib/format/use-format";
import { useTRPC, useTRPCClient } from "@/lib/trpc/client";
import { useNow } from "@/lib/use-now";
import { CommentText } from "./comment-text";
import { DEED_REASONS, type Deed } from "./deeds";
import { useReasonWords } from "./reason-fields";
import type { Entry } from "./work";

const MARKS: Readonly<Record<TimelineKind, EventMark>> = {
  assignment: "person",
  comment: "person",
  promise: "wait",
  state: "wait",
  review: "done",
};

/**
 * What happened at an item, newest first, thinned out by kind. `events` are the item's own account of its subject; given
 * them, they stand in the place of the log's entries about it.
 */
export function ItemTimeline(props: { itemId: string; events?: readonly TimelineEvent[]; opened: string }) {
  const t = useTranslations("worklist.page.timeline");
  const kinds = useTranslations("worklist.timeline");
  const trpc = useTRPC();
  const client = useTRPCClient();
  const format = useFormat();
  const now = useNow();
  const [kind, setKind] = useState<TimelineKind | null>(null);
  const own = props.events;
  const wanted = kind ? [kind] : own ? TIMELINE_KINDS.filter((one) => one !== "review") : [...TIMELINE_KINDS];
  const question = { itemId: props.itemId, kinds: [...wanted] };
  const query = useInfiniteQuery({
    queryKey: [...trpc.worklist.timeline.queryKey(question), "pages"],
    queryFn: ({ pageParam }) =>
      client.worklist.timeline.query({ ...question, ...(pageParam ? { cursor: pageParam } : {}) }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
  const toEvent = useEvent();
  const counts = query.data?.pages[0]?.counts ?? {};
  const countOf = (one: TimelineKind) => (one === "review" && own ? own.length : (counts[one] ?? 0));
  const told = kind === "review" && own ? [] : (query.data?.pages.flatMap(({ rows }) => rows) ?? []).map(toEvent);
  const events = [...told, ...(own && (kind === null || kind === "review") ? own : [])];
  const shown = TIMELINE_KINDS.filter((one) => countOf(one) > 0);
  if (query.isPending) return <TableSkeleton rows={3} columns={2} />;
  if (query.error) return <QueryProblem what={t("failed")} error={query.error} onRetry={() => void query.refetch()} />;
  return (
    <>
      {shown.length > 1 ? (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot sit in a line of text
        <div className="hg-segmented hg-thin" role="group" aria-label={t("filter")}>
          {[null, ...shown].map((one) => (
            <button key={one ?? "all"} type="button" aria-pressed={kind === one} onClick={() => setKind(one)}>
              {one ? kinds(one) : t("all")}
              {one ? <small> {format.count(countOf(one))}</small> : null}
            </button>
          ))}
        </div>
      ) : null}
      <Timeline
        key={kind ?? "all"}
        events={events}
        today={(now ? shanghaiDate(now) : shanghaiDate(props.opened as Instant)) as LocalDate}
      />
      {query.hasNextPage ? (
        <p className="px-(--gutter) pb-2">
          <Button small variant="plain" busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {t("older")}
          </Button>
        </p>
      ) : null}
      {events.length === 0 ? <p className="hg-small hg-ink-3 px-(--gutter) pb-2">{t("none")}</p> : null}
    </>
  );
}

const DEED_OF: Readonly<Record<string, Deed>> = { prioritise: "priority" };

/** Which deed an audit word belongs to, for the words of its reason. */
function deedOf(word: string): Deed | null {
  const verb = word.split(".").at(-1) ?? "";
  const name = DEED_OF[verb] ?? verb;
  return name in DEED_REASONS ? (name as Deed) : null;
}

function useEvent(): (entry: Entry) => TimelineEvent {
  const t = useTranslations("worklist.page.timeline");
  const audit = useCodeText("audit");
  const reasons = useReasonWords();
  const say = useBilingual();
  const format = useFormat();
  return (entry) => {
    const deed = deedOf(entry.word);
    const details = [
      entry.reason && deed ? reasons(deed, entry.reason) : null,
      entry.to ? t("to", { who: say(entry.to.name) }) : null,
      entry.until ? t("until", { moment: format.dateTime(entry.until as Instant) }) : null,
    ].filter((part) => part !== null);
    const plain = entry.word === "worklist.comment.add" && entry.comment !== null;
    return {
      id: entry.id,
      at: entry.at as Instant,
      mark: entry.actor.person ? MARKS[entry.kind] : "system",
      who: entry.actor.person ? say(entry.actor.person.name) : t("system"),
      text: (
        <>
          {plain ? null : (audit(entry.word) ?? t("other"))}
          {details.length > 0 ? <span className="hg-ink-2"> {details.join(" · ")}</span> : null}
          {entry.comment ? (
            <>
              {plain ? null : <br />}
              <CommentText comment={entry.comment} />
            </>
          ) : null}
        </>
      ),
    };
  };
}
