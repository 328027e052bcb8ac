"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { type Fact, FactList, Statement } from "@/components/patterns/facts";
import { SectionHead } from "@/components/patterns/headers";
import type { Instant } from "@/domain/shared/time";
import { useBilingual } from "@/lib/bilingual";
import { useFormat } from "@/lib/format/use-format";
import { itemHref } from "@/lib/item-href";
import { useCan } from "@/lib/use-can";
import type { MeasureDetail } from "./measure";
import { usePaperFacts } from "./paper-facts";
import { useControlsWords } from "./use-words";

/**
 * What a measure stands on: the proposal with both persons, the authority's order, the loss report, the system's ground;
 * or, where that may not be told, that it is under review. Linked where the viewer may open it.
 */
export function MeasurePaper({ detail, maker }: { detail: MeasureDetail; maker: string }) {
  const t = useTranslations("controls.page");
  const words = useControlsWords();
  const format = useFormat();
  const { measure, paper } = detail;
  const facts = useFacts(detail, maker);
  const asked = format.dateTime(measure.requestedAt as Instant);
  const judged = measure.source === "own-judgement";
  const plain =
    measure.reasonCode === "under-review" && paper === null
      ? t("paper.underReview")
      : measure.source === "system"
        ? t("paper.system", { reason: words.reason(measure.reasonCode) })
        : judged && measure.road === "at-once"
          ? t(detail.afterReview ? "paper.waits" : "paper.none")
          : null;
  return (
    <>
      <SectionHead title={t("paper.title")} note={paper ? words.paper(paper.type) : null} />
      {plain ? <p className="hg-small px-(--gutter) pb-2">{plain}</p> : null}
      {facts.length > 0 ? <FactList facts={facts} /> : null}
      {judged ? (
        <>
          <SectionHead title={t("item.grounds")} ruled />
          <Statement text={detail.note ?? t("item.noteGone")} by={[`${maker} ${asked}`]} />
        </>
      ) : null}
    </>
  );
}

/** Rights needed to open a kind of paper; others need none of their own. */
const RIGHTS = {
  approval: "approvals.read",
  order: "orders.read",
  "electronic-order": "orders.read",
  "loss-report": "losses.read",
  reverification: "reverification.read",
  "list-hit": "screening.read",
} as const;

function useFacts(detail: MeasureDetail, maker: string): readonly Fact[] {
  const t = useTranslations("controls.page.paper");
  const words = useControlsWords();
  const say = useBilingual();
  const format = useFormat();
  const can = useCan();
  const { paper, checker } = detail;
  const known = usePaperFacts(paper);
  if (!paper) return [];
  const right = paper.type in RIGHTS ? RIGHTS[paper.type as keyof typeof RIGHTS] : null;
  const href = known.open && (right === null || can(right)) ? itemHref(paper.type, paper.id) : undefined;
  const number = known.number ?? words.paper(paper.type);
  const value = href ? (
    <Link className="hg-text-link" href={href}>
      {number}
    </Link>
  ) : (
    known.number
  );
  const people: readonly Fact[] =
    paper.type === "approval"
      ? [
          { id: "maker", label: t("maker"), value: maker },
          {
            id: "checker",
            label: t("checker"),
            value: checker ? `${say(checker)} ${format.dateTime(checker.at as Instant)}` : t("undecided"),
          },
        ]
      : [];
  const closed = known.open ? [] : [{ id: "closed", label: t("kind"), value: t("closed") }];
  return [...(value ? [{ id: "number", label: t("number"), value }] : []), ...people, ...known.facts, ...closed];
}
