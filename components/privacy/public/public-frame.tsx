"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { LanguageSwitch, ThemeSwitch } from "@/components/frame/switches";

/** The page of the public: the house's name, the two switches, one thing to do. */
export function PublicFrame({ children }: { children: ReactNode }) {
  const t = useTranslations("privacy.publicForm");
  return (
    <div className="hg-public">
      <header className="hg-public-head">
        <b>{t("house")}</b>
        <span className="hg-grow" />
        <LanguageSwitch />
        <ThemeSwitch />
      </header>
      <main className="hg-public-main">{children}</main>
      <footer className="hg-public-foot">{t("foot")}</footer>
    </div>
  );
}
