"use client";

import { useTranslations } from "next-intl";
import { Money } from "@/components/patterns/money";
import { TRANSACTION_KINDS } from "@/domain/ledger/model";
import type { Currency } from "@/domain/shared/money";
import type { RouterOutputs } from "@/lib/trpc/types";

export type Difference = RouterOutputs["completeness"]["difference"];

/** A line of a day-end in words: currency, direction, kind of trade. */
export function useLineText(): (one: Pick<Difference, "currency" | "direction" | "trade">) => string {
  const t = useTranslations("completeness.differences");
  const kinds = useTranslations("ledger.labels.kinds");
  return ({ currency, direction, trade }) => {
    const known = TRANSACTION_KINDS.find((kind) => kind === trade);
    return t("lineText", { currency, direction: t(`directions.${direction}`), trade: known ? kinds(known) : trade });
  };
}

/** One side of a line: how many legs, and their sum. */
export function Side({ currency, count, minor }: { currency: string; count: number; minor: string }) {
  const t = useTranslations("completeness.differences");
  return (
    <span className="whitespace-nowrap">
      <Money amount={{ currency: currency as Currency, minor: BigInt(minor) }} showCurrency />{" "}
      <small className="hg-ink-3">{t("countAndSum", { count })}</small>
    </span>
  );
}
