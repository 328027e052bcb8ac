"use client";

import { useTranslations } from "next-intl";
import { DOCUMENT_KINDS, type DocumentKind, type SubjectKind } from "@/domain/kyc/model";

/** Papers that may be asked of a kind of subject: an enterprise's licence, and its representative's own. */
function papersOf(subject: SubjectKind): readonly DocumentKind[] {
  return DOCUMENT_KINDS.filter((kind) => subject === "enterprise" || kind !== "business-licence");
}

/** The papers to ask the customer for. */
export function PaperChoice(props: {
  subject: SubjectKind;
  chosen: readonly DocumentKind[];
  onChange(chosen: readonly DocumentKind[]): void;
}) {
  const t = useTranslations("kyc.page.ask");
  const words = useTranslations("kyc.documents");
  const { chosen, onChange } = props;
  const toggle = (kind: DocumentKind) =>
    onChange(chosen.includes(kind) ? chosen.filter((one) => one !== kind) : [...chosen, kind]);
  return (
    <fieldset className="hg-control">
      <legend>{t("papers")}</legend>
      <span className="flex flex-wrap gap-x-4 gap-y-1">
        {papersOf(props.subject).map((kind) => (
          <label key={kind} className="flex items-center gap-1.5">
            <input type="checkbox" checked={chosen.includes(kind)} onChange={() => toggle(kind)} />
            {words(kind)}
          </label>
        ))}
      </span>
    </fieldset>
  );
}
