"use client";

import { useTranslations } from "next-intl";
import { CheckRow } from "@/components/patterns/check-row";
import { StatusMark } from "@/components/patterns/status";
import type { RefusalGround } from "@/domain/orders/codes";
import type { Instant } from "@/domain/shared/time";
import { useFormat } from "@/lib/format/use-format";
import type { RouterOutputs } from "@/lib/trpc/types";

type Verdict = RouterOutputs["orders"]["check"];

/** What speaks against a paper, all of it, or that it is whole and when it would end. `late`: found only on the way. */
export function PaperVerdict({ verdict, late }: { verdict: Verdict | null; late: RefusalGround | null }) {
  const t = useTranslations("orders.page.form");
  const words = useTranslations("orders.refusals.ground");
  const flags = useTranslations("orders.labels.flags");
  const format = useFormat();
  if (!verdict) return <p className="hg-small hg-ink-3 px-(--gutter) pb-2">{t("waiting")}</p>;
  const grounds = [...new Set([...verdict.grounds, ...(late ? [late] : [])])];
  const whole = grounds.length === 0;
  return (
    <div className="grid gap-1 pb-1" aria-live="polite">
      <p className="px-(--gutter)">
        <StatusMark tone={whole ? "done" : "late"}>
          {whole ? t("verdictWhole") : t("verdictDefect", { count: grounds.length })}
        </StatusMark>
      </p>
      {whole ? null : (
        <div className="hg-inset">
          {grounds.map((ground) => (
            <CheckRow key={ground} outcome="bad" name={words(ground)} />
          ))}
        </div>
      )}
      {verdict.endsAt && whole ? (
        <p className="px-(--gutter)">
          <b>{t("wouldEnd", { at: format.dateTime(verdict.endsAt as Instant) })}</b>
        </p>
      ) : null}
      {verdict.flags.map((flag) => (
        <p key={flag} className="hg-small hg-wait px-(--gutter)">
          {flags(flag)}
        </p>
      ))}
      {verdict.secret ? <p className="hg-small hg-protect px-(--gutter)">{t("secretNote")}</p> : null}
    </div>
  );
}
