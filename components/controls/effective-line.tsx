"use client";

import { useTranslations } from "next-intl";
import { Money } from "@/components/patterns/money";
import { EffectMark } from "@/components/patterns/union-matrix";
import type { EffectiveRestriction } from "@/domain/controls/effective";

/** What the account as a whole may do now: money out, money in, and the sum held back. */
export function EffectiveLine({ effective, currency }: { effective: EffectiveRestriction; currency: string }) {
  const t = useTranslations("controls.page.effective");
  const out = effective.debit ? "ban" : effective.amountMinor > 0n ? "limit" : "free";
  return (
    <ul className="hg-small flex flex-wrap gap-x-6 gap-y-1 px-(--gutter) pb-3" aria-label={t("title")}>
      <li className="flex items-center gap-2">
        {t("debit")}
        <EffectMark effect={{ kind: out }} />
      </li>
      <li className="flex items-center gap-2">
        {t("credit")}
        <EffectMark effect={{ kind: effective.credit ? "ban" : "free" }} />
      </li>
      <li className="flex items-center gap-2">
        {t("held")}
        <Money amount={{ minor: effective.amountMinor, currency }} />
      </li>
    </ul>
  );
}
