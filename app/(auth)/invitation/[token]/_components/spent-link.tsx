"use client";

import { useTranslations } from "next-intl";
import { ButtonLink } from "@/components/ui/button";

/** A link that is unknown, used, run out or revoked: which of them it is is told nobody. */
export function SpentLink() {
  const t = useTranslations("people.desk");
  return (
    <div className="hg-form hg-sign-in">
      <h1>{t("spentTitle")}</h1>
      <p className="hg-hint">{t("spentText")}</p>
      <ButtonLink href="/sign-in" className="hg-block">
        {t("toSignIn")}
      </ButtonLink>
    </div>
  );
}
