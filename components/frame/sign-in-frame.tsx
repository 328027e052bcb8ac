"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { BrandMark } from "./brand-mark";
import { LanguageSwitch, ThemeSwitch } from "./switches";

/** The quiet page before the console: the mark, one form, the two switches. */
export function SignInFrame({ children }: { children: ReactNode }) {
  const t = useTranslations("frame");
  return (
    <div className="hg-entry">
      <header className="hg-entry-head">
        <span className="hg-brand">
          <BrandMark />
          <span>{t("brand")}</span>
        </span>
        <span className="hg-grow" />
        <LanguageSwitch />
        <ThemeSwitch />
      </header>
      <main className="hg-entry-main">{children}</main>
      <footer className="hg-entry-foot">{t("signIn.foot")}</footer>
    </div>
  );
}
