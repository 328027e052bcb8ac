"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { type CheckItem, CheckList } from "@/components/patterns/check-row";
import { SectionHead } from "@/components/patterns/headers";
import { StatusMark } from "@/components/patterns/status";
import type { Instant } from "@/domain/shared/time";
import { useFormat } from "@/lib/format/use-format";
import type { RequestDetail } from "./request";
import { useCodeWords } from "./use-code-words";

/** What a withdrawal has taken effect on, since when; the clock runs for the answer alone. */
export function WithdrawalPanel({ title, item }: { title: string; item: RequestDetail }) {
  const t = useTranslations("privacy.page.withdrawal");
  const say = useCodeWords();
  const format = useFormat();
  const done = item.timeline.find(({ step }) => step === "took-effect");
  const { purposes, channels, partnerIds } = item.asked;
  const codes: { id: string; name: string }[] = [
    ...(purposes === "all-optional" ? [{ id: "purposes", name: t("allPurposes") }] : []),
    ...(Array.isArray(purposes) ? purposes.map((id) => ({ id, name: say("consents.purposes", id) })) : []),
    ...(channels ?? []).map((id) => ({ id, name: t("channelOff", { channel: say("letters.channels", id) }) })),
    ...(partnerIds === "all-optional" ? [{ id: "partners", name: t("allPartners") }] : []),
    ...(Array.isArray(partnerIds) ? [{ id: "partners", name: t("partners", { count: partnerIds.length }) }] : []),
  ];
  const checks: CheckItem[] = codes.map(({ id, name }) => ({
    id,
    outcome: done ? "ok" : "na",
    name,
    value: done ? t("off") : t("waits"),
  }));
  return (
    <section aria-label={title}>
      <SectionHead
        title={title}
        ruled
        aside={
          done ? (
            <StatusMark tone="done">{t("since", { at: format.dateTime(done.at as Instant) })}</StatusMark>
          ) : (
            <StatusMark tone="wait">{t("notYet")}</StatusMark>
          )
        }
      />
      <CheckList checks={checks} />
      <p className="hg-small hg-ink-2 px-(--gutter) pt-2">{t(done ? "clockForAnswer" : "onProof")}</p>
      {item.customer ? (
        <p className="hg-small px-(--gutter) pb-2">
          <Link className="hg-text-link" href={`/consents?customer=${item.customer.id}`}>
            {t("register")}
          </Link>
        </p>
      ) : null}
    </section>
  );
}
