"use client";

import { useTranslations } from "next-intl";
import { EffectMark } from "@/components/patterns/union-matrix";
import { FUNCTIONS, unionEffect } from "@/domain/controls/consequence";
import { type EffectiveRestriction, extentsOf } from "@/domain/controls/effective";
import { useFormat } from "@/lib/format/use-format";
import { useControlsWords } from "./use-words";

/** What the customer can still do with the account, act by act, under all its measures together. */
export function EffectiveActs({ effective, currency }: { effective: EffectiveRestriction; currency: string }) {
  const t = useTranslations("controls.page");
  const words = useControlsWords();
  const format = useFormat();
  const extents = extentsOf(effective);
  const held = t("matrix.held", { amount: format.money({ minor: effective.amountMinor, currency }) });
  return (
    <ul
      className="hg-small grid grid-cols-[repeat(auto-fill,minmax(11rem,1fr))] gap-x-6 gap-y-1 px-(--gutter) pb-3"
      aria-label={t("effective.acts")}
    >
      {FUNCTIONS.map((act) => {
        const kind = unionEffect(extents, act);
        // A sum is held back from money out; a card taken away narrows what goes by card.
        const bySum = kind === "limit" && effective.amountMinor > 0n && act !== "top-up";
        return (
          <li key={act} className="flex items-baseline justify-between gap-2">
            <span>{words.act(act)}</span>
            <EffectMark effect={bySum ? { kind, text: held } : { kind }} />
          </li>
        );
      })}
    </ul>
  );
}
