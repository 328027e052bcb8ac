"use client";

import { useTranslations } from "next-intl";
import { ClockBadge, type ClockWhy } from "@/components/patterns/clock-badge";
import type { Instant } from "@/domain/shared/time";
import { useFormat } from "@/lib/format/use-format";
import { useNow } from "@/lib/use-now";
import type { MeasureView } from "./measure";
import { type TermLeft, termLeft } from "./term";

type Term = Pick<MeasureView, "startsAt" | "requestedAt" | "expiresAt">;

/** What is left of a term, in words. */
function useLeftWords(): (left: TermLeft) => string {
  const t = useTranslations("controls.page.term");
  return ({ unit, left, level }) => (level === "late" ? t("over") : t(`${unit}Left`, { count: left }));
}

/** The clock of a measure's header: ticks, what is left, the exact end, and on pressing why it is that. */
export function TermChip({ measure, renewals }: { measure: Term; renewals: number }) {
  const t = useTranslations("controls.page.term");
  const format = useFormat();
  const now = useNow();
  const words = useLeftWords();
  const left = now ? termLeft(measure, Date.parse(now)) : null;
  if (!left || !measure.expiresAt) return null;
  const moment = (at: string) => format.dateTime(at as Instant);
  const why: ClockWhy = {
    lines: [
      { label: t("started"), value: moment(measure.startsAt ?? measure.requestedAt) },
      { label: t("lasts"), value: t(left.short ? "lastsHours" : "lastsDays", { count: left.total }) },
      ...(renewals > 0 ? [{ label: t("renewed", { count: renewals }), value: "" }] : []),
      { label: t("endsAt"), value: moment(measure.expiresAt) },
    ],
  };
  return (
    <ClockBadge
      elapsed={left.gone}
      total={left.total}
      left={words(left)}
      due={t("ends", { at: moment(measure.expiresAt) })}
      level={left.level}
      why={why}
    />
  );
}

/** A term in a row: what is left, its exact end on hover; the end alone once it holds no more. */
export function TermText({ measure, live }: { measure: Term; live: boolean }) {
  const t = useTranslations("controls.page.term");
  const format = useFormat();
  const now = useNow();
  const words = useLeftWords();
  if (!measure.expiresAt) return <span className="hg-ink-3">{t("none")}</span>;
  const at = format.dateTime(measure.expiresAt as Instant);
  const left = live && now ? termLeft(measure, Date.parse(now)) : null;
  if (!left) return <span className="hg-small whitespace-nowrap">{at}</span>;
  const tone = { ok: "", soon: "hg-wait", late: "hg-late" }[left.level];
  return (
    <time
      className={`whitespace-nowrap ${tone}`}
      dateTime={measure.expiresAt}
      title={`${t("started")} ${format.dateTime((measure.startsAt ?? measure.requestedAt) as Instant)}, ${t("ends", { at })}`}
    >
      {words(left)}
    </time>
  );
}
