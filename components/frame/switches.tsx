"use client";

import { SunMoon } from "lucide-react";
import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useTransition } from "react";
import { IconButton } from "@/components/ui/button";
import { Segmented } from "@/components/ui/segmented";
import { LOCALE_COOKIE, type Locale } from "@/i18n/locales";
import { applyTheme, currentTheme, rememberPreference } from "@/lib/theme/theme";

/** 中 | EN. The page keeps its place; what was typed stays. */
export function LanguageSwitch() {
  const t = useTranslations("frame");
  const locale = useLocale();
  const router = useRouter();
  const [, start] = useTransition();
  const choose = (next: Locale) => {
    if (next === locale) return;
    rememberPreference(LOCALE_COOKIE, next);
    start(() => router.refresh());
  };
  return (
    <Segmented<Locale>
      label={t("language")}
      value={locale}
      onChange={choose}
      segments={[
        { value: "zh-CN", label: t("languageShort.zh"), name: t("languageName.zh") },
        { value: "en", label: t("languageShort.en"), name: t("languageName.en") },
      ]}
    />
  );
}

/** Light or dark, at once and remembered. */
export function ThemeSwitch() {
  const t = useTranslations("frame");
  return (
    <IconButton
      icon={SunMoon}
      label={t("theme")}
      onClick={() => applyTheme(currentTheme() === "dark" ? "light" : "dark")}
    />
  );
}
