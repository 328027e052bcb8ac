"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { SectionHead } from "@/components/patterns/headers";
import { Timeline, type TimelineEvent } from "@/components/patterns/timeline";
import type { Instant, LocalDate } from "@/domain/shared/time";
import { useBilingual } from "@/lib/bilingual";
import { useFormat } from "@/lib/format/use-format";
import { useTRPC } from "@/lib/trpc/client";
import { useCan } from "@/lib/use-can";
import { CommentBox } from "./comment-box";
import { CommentText } from "./comment-text";
import { ItemTimeline } from "./item-timeline";
import { Promises } from "./promises";
import { useLock } from "./use-lock";
import type { WorkDetail } from "./work";
import { WorkDeeds } from "./work-deeds";
import { WorkFacts } from "./work-facts";

/** How often the state of the work is asked again while it is looked at, in milliseconds. */
const LOOK_MS = 30_000;

/**
 * Beside any item that is work: whose it is and what can be done about that, promises, pinned comments, what happened,
 * and the box to write in. `events` is the item's own account; without a work item, or the right to see work, that is all.
 */
export function WorkPanel(props: { subjectId: string; events: readonly TimelineEvent[]; today: LocalDate }) {
  const t = useTranslations("worklist.page");
  const trpc = useTRPC();
  const can = useCan();
  const { data: detail } = useQuery({
    ...trpc.worklist.detail.queryOptions({ subjectId: props.subjectId }, { enabled: can("worklist.read") }),
    refetchInterval: LOOK_MS,
  });
  const held = detail?.item.mine === true && detail.item.heldAs === "taken" && detail.item.state === "open";
  useLock(detail?.item.id ?? "", held);
  if (!detail)
    return (
      <>
        <SectionHead title={t("timeline.title")} ruled />
        <Timeline events={props.events} today={props.today} />
      </>
    );
  return (
    <section aria-label={t("panel")}>
      <SectionHead title={t("panel")} ruled />
      <WorkFacts row={detail.item} />
      <WorkDeeds key={`${detail.item.id} ${detail.item.state}`} detail={detail} />
      <Promises detail={detail} />
      <Pinned detail={detail} />
      <SectionHead title={t("timeline.title")} ruled />
      <ItemTimeline itemId={detail.item.id} events={props.events} opened={detail.item.openedAt} />
      {detail.may.comment ? <CommentBox key={detail.item.id} itemId={detail.item.id} /> : null}
    </section>
  );
}

function Pinned({ detail }: { detail: WorkDetail }) {
  const t = useTranslations("worklist.page.comment");
  const say = useBilingual();
  const format = useFormat();
  const shown = detail.pinned.filter(({ withdrawn }) => !withdrawn);
  if (shown.length === 0) return null;
  return (
    <>
      <SectionHead title={t("pinned")} ruled />
      <ul className="hg-small px-(--gutter) pb-2">
        {shown.map((comment) => (
          <li key={comment.id} className="py-1">
            <b>{comment.author ? say(comment.author.name) : t("someone")}</b>{" "}
            <span className="hg-ink-3">{format.dateTime(comment.at as Instant)}</span>
            <p>
              <CommentText comment={comment} />
            </p>
          </li>
        ))}
      </ul>
    </>
  );
}
