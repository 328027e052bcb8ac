"use client";

import { useTranslations } from "next-intl";
import { Choice } from "@/components/people/choice";
import { DEED_REASONS, type Deed } from "./deeds";

/** Words of a deed's reasons. */
export function useReasonWords(): (deed: Deed, reason: string) => string {
  // Reasons are codes of the deed; the messages hold them all.
  const t = useTranslations("worklist.reasons") as unknown as { (path: string): string; has(path: string): boolean };
  return (deed, reason) => (t.has(`${deed}.${reason}`) ? t(`${deed}.${reason}`) : reason);
}

/** The coded reason, and a note that `other` asks for. */
export function ReasonFields(props: {
  deed: Deed;
  reason: string;
  note: string;
  onReason(reason: string): void;
  onNote(note: string): void;
}) {
  const t = useTranslations("worklist.page.deed");
  const words = useReasonWords();
  return (
    <>
      <Choice
        label={t("reason")}
        value={props.reason}
        onChange={props.onReason}
        options={[
          { value: "", label: t("reasonChoose") },
          ...DEED_REASONS[props.deed].map((code) => ({ value: code, label: words(props.deed, code) })),
        ]}
      />
      <label className="hg-control">
        <span>{props.reason === "other" ? t("note") : t("noteMaybe")}</span>
        <textarea
          className="hg-input hg-textarea"
          rows={2}
          maxLength={500}
          required={props.reason === "other"}
          value={props.note}
          onChange={(event) => props.onNote(event.target.value)}
        />
      </label>
    </>
  );
}
