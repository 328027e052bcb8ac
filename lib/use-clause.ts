"use client";

import { useLocale } from "next-intl";

/** A clause as it is cited, article numbers in the reader's language; a text's own headings stay as they are. */
export function useClause(): (clause: string) => string {
  const locale = useLocale();
  return (clause) =>
    locale === "zh-CN"
      ? clause
      : clause.replace(
          /第\s?([\d、—-]+)\s?条(之[一二三])?/g,
          (_, number: string) => `Art. ${number.replaceAll("、", ", ")}`,
        );
}
