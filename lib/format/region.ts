import type { Locale } from "@/i18n/locales";

/** A country's or region's name by its two letters: "CN" is "中国" or "China". Anything else stays as it is. */
export function formatRegion(code: string, locale: Locale): string {
  if (!/^[A-Z]{2}$/.test(code)) return code;
  return new Intl.DisplayNames(locale, { type: "region" }).of(code) ?? code;
}
