"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Segmented } from "@/components/ui/segmented";
import type { PreviewLetterInput } from "@/domain/privacy/schema";
import { useTRPC } from "@/lib/trpc/client";

type Language = PreviewLetterInput["language"];

/** The letter as the requester will hold it, in either language; the customer's own is shown first. */
export function LetterPreview({ asked }: { asked: Omit<PreviewLetterInput, "language"> | null }) {
  const t = useTranslations("privacy.page.preview");
  const trpc = useTRPC();
  const [language, setLanguage] = useState<Language>("zh-CN");
  const query = useQuery({
    ...trpc.privacy.previewLetter.queryOptions(asked ? { ...asked, language } : { id: "", of: "erasure", language }),
    enabled: asked !== null,
    placeholderData: keepPreviousData,
  });
  const letter = asked ? query.data : undefined;
  return (
    <section className="hg-letter hg-letter-sheet" aria-label={t("title")}>
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
      {letter ? (
        <div lang={language} className="hg-letter-paper">
          <h3>{letter.title}</h3>
          {letter.long.split("\n").map((line, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines of a text have no identity but their place
            <p key={place}>{line}</p>
          ))}
        </div>
      ) : (
        <p className="hg-ink-3">{asked ? t("loading") : t("none")}</p>
      )}
    </section>
  );
}
