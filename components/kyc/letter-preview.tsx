"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { Segmented } from "@/components/ui/segmented";
import type { RejectReason } from "@/domain/kyc/codes";

type Language = "zh-CN" | "en";
type Letters = Readonly<Record<string, string>>;

/** What the customer is told, whatever the reader's own language; loaded when it is first looked at. */
async function lettersOf(language: Language): Promise<Letters> {
  const file =
    language === "zh-CN" ? await import("@/messages/zh-CN/kyc.json") : await import("@/messages/en/kyc.json");
  return (file.default as unknown as { letters?: Letters }).letters ?? {};
}

/** The customer's text for the chosen reasons, in either language: a mainland customer's is shown first. */
export function LetterPreview({ reasons }: { reasons: readonly RejectReason[] }) {
  const t = useTranslations("kyc.page.letter");
  const [language, setLanguage] = useState<Language>("zh-CN");
  const [letters, setLetters] = useState<Letters>({});
  useEffect(() => {
    let wanted = true;
    void lettersOf(language).then((found) => wanted && setLetters(found));
    return () => {
      wanted = false;
    };
  }, [language]);
  return (
    <section className="hg-letter" aria-label={t("title")}>
      <div className="hg-letter-head">
        <b>{t("title")}</b>
        <span className="hg-grow" />
        <Segmented<Language>
          label={t("language")}
          value={language}
          segments={[
            { value: "zh-CN", label: t("zh") },
            { value: "en", label: t("en") },
          ]}
          onChange={setLanguage}
        />
      </div>
      {reasons.length === 0 ? <p className="hg-ink-3">{t("none")}</p> : null}
      <div lang={language}>
        {reasons.map((reason) => (
          <p key={reason}>{letters[reason]}</p>
        ))}
      </div>
    </section>
  );
}
