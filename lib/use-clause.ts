"use client";

import { useLocale } from "next-intl";
import { clauseLabel } from "@/domain/rulebook/clause-label";

/** A clause as it is cited, in the reader's language. */
export function useClause(): (clause: string) => string {
  const locale = useLocale();
  return (clause) => (locale === "zh-CN" ? clause : clauseLabel(clause));
}
