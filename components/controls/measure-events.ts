"use client";

import { useTranslations } from "next-intl";
import type { TimelineEvent } from "@/components/patterns/timeline";
import type { Instant } from "@/domain/shared/time";
import { useBilingual } from "@/lib/bilingual";
import { useFormat } from "@/lib/format/use-format";
import type { MeasureDetail } from "./measure";
import { useCoreAnswer } from "./use-core-answer";
import { useControlsWords } from "./use-words";

const SECOND_MS = 1_000;

/** How many seconds the core took to answer; null where it was not asked, or the times do not go together. */
export function tookSeconds(from: string | null, to: string | null): number | null {
  if (from === null || to === null) return null;
  const ms = Date.parse(to) - Date.parse(from);
  return ms >= 0 ? Math.max(1, Math.ceil(ms / SECOND_MS)) : null;
}

/** The measure's own account of itself: asked, agreed, instructed, confirmed with seconds, renewed, expired, released. */
export function useMeasureEvents(): (detail: MeasureDetail, maker: string) => readonly TimelineEvent[] {
  const t = useTranslations("controls.page.events");
  const words = useControlsWords();
  const say = useBilingual();
  const format = useFormat();
  const answer = useCoreAnswer();
  return (detail, maker) => {
    const { measure, checker, releaseChecker, instructions } = detail;
    const kind = words.measureKind(measure.kind);
    const event = (
      id: string,
      at: string | null,
      mark: TimelineEvent["mark"],
      said: { who?: string; text: string },
    ): TimelineEvent[] => (at === null ? [] : [{ id, at: at as Instant, mark, ...said }]);
    const core = (id: "in-force" | "released", at: string | null, from: string | null): TimelineEvent[] => {
      const took = tookSeconds(from, at);
      const done = measure.state === "carried-out" && id === "in-force";
      const text =
        took === null || done ? t(done ? "carried-out" : id) : t(`${id}After`, { took: format.duration(took) });
      return event(id, at, id === "released" || done ? "done" : "protect", { who: t("core"), text });
    };
    const refused = instructions.find(({ state }) => state === "rejected");
    const lift = instructions.find(({ verb }) => verb === "lift");
    const first =
      measure.road === "planned"
        ? { mark: "person" as const, text: t("requested") }
        : measure.source === "system"
          ? { mark: "system" as const, text: t("imposed") }
          : measure.source === "own-judgement"
            ? { mark: "person" as const, text: t("atOnce") }
            : {
                mark: "rule" as const,
                text: t(measure.source === "authority" ? "order" : "holder", { kind }),
              };
    return [
      ...event("requested", measure.requestedAt, first.mark, { who: maker, text: first.text }),
      ...(checker ? event("checked", checker.at, "person", { who: say(checker), text: t("checked") }) : []),
      ...(measure.road === "planned"
        ? event("instructed", measure.instructedAt, "system", { who: t("system"), text: t("instructed") })
        : []),
      ...core("in-force", measure.inForceAt, measure.instructedAt),
      ...(refused
        ? event("refused", refused.answeredAt, "late", {
            who: t("core"),
            text: t("refused", { verb: words.verb(refused.verb), reason: answer(refused.lastProblem) }),
          })
        : []),
      ...detail.renewals.flatMap(({ at, until }) =>
        event(`renewed-${at}`, at, "rule", {
          text: t("renewed", { until: format.dateTime(until as Instant) }),
        }),
      ),
      ...(releaseChecker
        ? event("release-checked", releaseChecker.at, "person", {
            who: say(releaseChecker),
            text: t("release-checked"),
          })
        : []),
      ...event("ended", measure.endedAt, "rule", {
        text: t(measure.releaseReasonCode === "term-ended" ? "expired" : "ended"),
      }),
      ...core("released", measure.releasedAt, lift?.createdAt ?? null),
    ];
  };
}
