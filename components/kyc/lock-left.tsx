"use client";

import { LockKeyhole } from "lucide-react";
import { useTranslations } from "next-intl";
import { Icon } from "@/components/ui/icon";
import { epochMilliseconds, type Instant } from "@/domain/shared/time";
import { useFormat } from "@/lib/format/use-format";
import { useNow } from "@/lib/use-now";

/** From this many minutes on the end of a lock is amber. */
const SHORT_MINUTES = 5;

/** Until when an item is the reader's, counted down; work on the page prolongs it. */
export function LockLeft({ until }: { until: string }) {
  const t = useTranslations("kyc.page.lock");
  const format = useFormat();
  const now = useNow();
  if (!now) return null;
  const left = Math.max(0, Math.round((epochMilliseconds(until as Instant) - epochMilliseconds(now)) / 60_000));
  return (
    <span
      className={left <= SHORT_MINUTES ? "hg-lock hg-wait" : "hg-lock"}
      title={t("until", { time: format.time(until as Instant) })}
    >
      <Icon of={LockKeyhole} small />
      {t("left", { minutes: left })}
    </span>
  );
}
