"use client";

import { useTranslations } from "next-intl";
import type { Tone } from "@/components/patterns/tone";
import { useBilingual } from "@/lib/bilingual";
import { useCodeText } from "@/lib/code-text";

export type Entry = {
  readonly kind: string;
  readonly outcome: string;
  readonly actorId: string;
  readonly actorName: { readonly zh: string; readonly en: string } | null;
  readonly subjectType: string;
};

export const OUTCOME_TONE: Readonly<Record<string, Tone>> = { committed: "done", refused: "wait", denied: "late" };

/** An entry's parts in words. */
export function useAuditWords() {
  const t = useTranslations("audit");
  const kinds = useCodeText("audit");
  const words = useBilingual();
  const kindOf = (kind: string) => kinds(kind) ?? t("unworded");
  return {
    kindOf,
    outcome: ({ outcome }: Entry) => t(`outcomes.${outcome as "committed"}`),
    actor: ({ actorId, actorName }: Entry) =>
      actorName
        ? words(actorName)
        : t.has(`systems.${actorId as "system:core"}`)
          ? t(`systems.${actorId as "system:core"}`)
          : t("somebody"),
    subject: ({ subjectType }: Entry) =>
      t.has(`subjects.${subjectType as "person"}`) ? t(`subjects.${subjectType as "person"}`) : t("thing"),
  };
}
