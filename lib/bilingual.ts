"use client";

import { useLocale } from "next-intl";

/** Picks the reader's language of a text that the server holds in both. */
export function useBilingual(): (text: { readonly zh: string; readonly en: string }) => string {
  const locale = useLocale();
  return (text) => (locale === "zh-CN" ? text.zh : text.en);
}
