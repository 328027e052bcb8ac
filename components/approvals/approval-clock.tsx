"use client";

import { useTranslations } from "next-intl";
import { ClockBadge } from "@/components/patterns/clock-badge";
import { SOON_WITHIN } from "@/domain/clocks/policy";
import { epochMilliseconds, type Instant, shanghaiDate } from "@/domain/shared/time";
import { useFormat } from "@/lib/format/use-format";
import { useNow } from "@/lib/use-now";

const HOUR_MS = 3_600_000;

/** The house's own time to decide, dashed because no law sets it. */
export function ApprovalClock({ requestedAt, expiresAt }: { requestedAt: string; expiresAt: string }) {
  const t = useTranslations("approvals.page.clock");
  const format = useFormat();
  const now = useNow();
  if (!now) return null;
  const [start, end, at] = [requestedAt, expiresAt, now].map((moment) => epochMilliseconds(moment as Instant)) as [
    number,
    number,
    number,
  ];
  const left = (end - at) / 1000;
  const day = shanghaiDate(expiresAt as Instant);
  const sameDay = day === shanghaiDate(now);
  const time = format.time(expiresAt as Instant);
  const hours = (ms: number) => ms / HOUR_MS;
  return (
    <ClockBadge
      elapsed={hours(at - start)}
      total={hours(end - start)}
      left={left <= 0 ? t("over") : t("left", { time: format.duration(left) })}
      due={t("due", { at: sameDay ? time : `${format.monthDay(day)} ${time}` })}
      level={left <= 0 ? "late" : hours(end - at) <= SOON_WITHIN.hour ? "soon" : "ok"}
      provisional
    />
  );
}

/** How long until a proposal expires, for a row. */
export function TimeLeft({ expiresAt }: { expiresAt: string }) {
  const t = useTranslations("approvals.page.clock");
  const format = useFormat();
  const now = useNow();
  if (!now) return null;
  const seconds = (epochMilliseconds(expiresAt as Instant) - epochMilliseconds(now)) / 1000;
  if (seconds <= 0) return <span className="hg-late">{t("over")}</span>;
  return <span className={seconds / 3600 <= SOON_WITHIN.hour ? "hg-wait" : undefined}>{format.duration(seconds)}</span>;
}
