"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import type { RejectReason } from "@/domain/kyc/codes";
import type { DocumentKind } from "@/domain/kyc/model";
import type { SubmissionDetail } from "@/domain/kyc/schema";
import { DeedForm, NoteField } from "./deed-form";
import { carriedReasons, DOCUMENT_REASONS, suggestedReasons } from "./kyc";
import { LetterPreview } from "./letter-preview";
import { PaperChoice } from "./paper-choice";
import { useReasonOptions } from "./reason-dialogs";
import { ReasonPicker } from "./reason-picker";
import type { Bench } from "./use-bench";

/** Which papers the customer is asked for again, and why; those asked for at the documents are there already. */
export function AskDialog({ item, bench }: { item: SubmissionDetail; bench: Bench }) {
  const t = useTranslations("kyc.page.ask");
  const options = useReasonOptions();
  const again = item.documents.filter(({ state }) => state === "asked");
  const carried = carriedReasons(again);
  const [papers, setPapers] = useState<readonly DocumentKind[]>(again.map(({ kind }) => kind));
  const [reasons, setReasons] = useState<readonly RejectReason[]>(carried);
  const [note, setNote] = useState("");
  const names = [
    ...carried,
    ...["fields-missing" as const, ...DOCUMENT_REASONS].filter((one) => !carried.includes(one)),
  ];
  const missing = papers.length === 0 ? t("papersMissing") : reasons.length === 0 ? t("reasonMissing") : null;
  return (
    <DeedForm
      title={t("title", { number: item.number })}
      verb={t("verb")}
      bench={bench}
      missing={missing}
      onSubmit={() => void bench.ask(papers, reasons, note)}
    >
      <PaperChoice subject={item.subject} chosen={papers} onChange={setPapers} />
      <div className="hg-deed-columns">
        <ReasonPicker
          many
          label={t("why")}
          options={options(names.slice(0, 10), suggestedReasons(item.findings))}
          chosen={reasons}
          onChange={setReasons}
        />
        <LetterPreview reasons={reasons} />
      </div>
      <NoteField value={note} onChange={setNote} />
    </DeedForm>
  );
}
