"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import type { RejectReason } from "@/domain/kyc/codes";
import type { SubmissionDetail } from "@/domain/kyc/schema";
import { DeedForm, NoteField } from "./deed-form";
import { carriedReasons, DOCUMENT_REASONS, SUBMISSION_REASONS, suggestedReasons } from "./kyc";
import { LetterPreview } from "./letter-preview";
import { type Option, ReasonPicker } from "./reason-picker";
import type { Asking, Bench } from "./use-bench";

/** Reasons as options in words, those the checks speak for marked. */
export function useReasonOptions() {
  const words = useTranslations("kyc.reasons");
  return (names: readonly RejectReason[], suggested: readonly RejectReason[]): readonly Option<RejectReason>[] =>
    names.map((value) => ({ value, label: words(value), suggested: suggested.includes(value) }));
}

/** Why one document is refused or asked for again: one reason, with what the customer will read. */
export function DocumentReasonDialog(props: {
  item: SubmissionDetail;
  bench: Bench;
  asking: Extract<Asking, { what: "document" }>;
}) {
  const { item, bench, asking } = props;
  const t = useTranslations("kyc.page.document");
  const words = useTranslations("kyc");
  const options = useReasonOptions();
  const [chosen, setChosen] = useState<readonly RejectReason[]>([]);
  const document = item.documents.find(({ id }) => id === asking.documentId);
  if (!document) return null;
  const [reason] = chosen;
  const verb = t(asking.decision);
  return (
    <DeedForm
      title={t("title", { verb, name: words(`documents.${document.kind}`) })}
      verb={verb}
      negative={asking.decision === "reject"}
      bench={bench}
      missing={reason === undefined ? t("reasonMissing") : null}
      onSubmit={() => reason && void bench.decideDocument(document.id, asking.decision, reason)}
    >
      <div className="hg-deed-columns">
        <ReasonPicker
          label={t("why")}
          options={options(DOCUMENT_REASONS, suggestedReasons(item.findings, document))}
          chosen={chosen}
          onChange={setChosen}
        />
        <LetterPreview reasons={chosen} />
      </div>
    </DeedForm>
  );
}

/** Why the whole is refused: the reasons its documents carry, and others. */
export function RejectDialog({ item, bench }: { item: SubmissionDetail; bench: Bench }) {
  const t = useTranslations("kyc.page.reject");
  const options = useReasonOptions();
  const carried = carriedReasons(item.documents.filter(({ state }) => state === "rejected"));
  const [chosen, setChosen] = useState<readonly RejectReason[]>(carried);
  const [note, setNote] = useState("");
  const all = [...SUBMISSION_REASONS.filter((one) => !carried.includes(one))];
  const names = [...carried, ...all].slice(0, Math.max(SUBMISSION_REASONS.length, carried.length));
  return (
    <DeedForm
      title={t("title", { number: item.number })}
      verb={t("verb")}
      negative
      bench={bench}
      missing={chosen.length === 0 ? t("reasonMissing") : null}
      onSubmit={() => void bench.reject(chosen, note)}
    >
      <div className="hg-deed-columns">
        <ReasonPicker
          many
          label={t("why")}
          options={options(names, suggestedReasons(item.findings))}
          chosen={chosen}
          onChange={setChosen}
        />
        <LetterPreview reasons={chosen} />
      </div>
      <NoteField value={note} onChange={setNote} />
    </DeedForm>
  );
}
