"use client";

import { useTranslations } from "next-intl";
import type { Tone } from "@/components/patterns/tone";
import type { Figure, RuleStatus } from "@/domain/rulebook/model";
import { useFormat } from "@/lib/format/use-format";
import { useClause } from "@/lib/use-clause";

export const STATUS_TONE: Readonly<Record<RuleStatus, Tone>> = {
  "verified-seed": "done",
  verified: "done",
  secondary: "idle",
  unconfirmed: "prov",
};

/** A clause that no control reaches is red. */
export const REACHED_TONE = { enforced: "done", recorded: "idle", informational: "none", missing: "late" } as const;

/** What never came into force starts at the end of time. */
const NEVER = "9999-12-31";

/** A rule's figures and dates in words. */
export function useRuleWords() {
  const t = useTranslations("rulebook");
  const format = useFormat();
  const figure = ({ name, value, unit, op }: Figure) => {
    const [whole = "0", part] = value.split(".");
    const number = format.count(BigInt(whole)) + (part ? `.${part}` : "");
    const words = t(`figure.${op}`, { value: number, unit: t(`units.${unit}`, { count: Number(value) }) });
    return `${t.has(`figureNames.${name as "days"}`) ? t(`figureNames.${name as "days"}`) : name} ${words}`;
  };
  const valid = (from: string | null, to: string | null) => {
    if (from === NEVER) return t("validity.never");
    if (from && to) return t("validity.between", { from, to });
    if (from) return t("validity.from", { from });
    return to ? t("validity.until", { to }) : t("validity.open");
  };
  return { figure, valid, clause: useClause() };
}
