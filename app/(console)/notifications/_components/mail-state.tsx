"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { FactList } from "@/components/patterns/facts";
import { SectionHead } from "@/components/patterns/headers";
import type { Instant } from "@/domain/shared/time";
import { useFormat } from "@/lib/format/use-format";
import { useTRPC } from "@/lib/trpc/client";
import { QueryFailure } from "../../_components/query-failure";

/** How the programme's e-mail fares: counts, and the last failure. */
export function MailState() {
  const t = useTranslations("notifications.mailState");
  const format = useFormat();
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery(trpc.notifications.mailState.queryOptions({}));
  if (error) return <QueryFailure error={error} onRetry={() => void refetch()} />;
  if (!data) return null;
  const { counts, lastFailure } = data;
  const reply = lastFailure?.replyCode ? t("reply", { code: lastFailure.replyCode }) : "";
  const facts = [
    { id: "sent", label: t("sent"), value: format.count(counts.sent) },
    { id: "waiting", label: t("waiting"), value: format.count(counts.waiting + counts.sending) },
    { id: "failed", label: t("failed"), value: format.count(counts.failed) },
    { id: "unknown", label: t("unknown"), value: format.count(counts.unknown) },
    { id: "cancelled", label: t("cancelled"), value: format.count(counts.cancelled) },
  ];
  return (
    <section aria-label={t("title")}>
      <SectionHead title={t("title")} note={data.on ? t("note") : t("off")} ruled />
      <FactList facts={facts} />
      {lastFailure ? (
        <p className="hg-small hg-late">
          {t("lastFailure", { at: format.dateTime(lastFailure.at as Instant) })} {reply}
        </p>
      ) : null}
    </section>
  );
}
