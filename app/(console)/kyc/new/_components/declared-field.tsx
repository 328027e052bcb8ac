"use client";

import { useLocale, useTranslations } from "next-intl";
import { useId, useState } from "react";
import { NATIONALITIES } from "@/components/kyc/nationalities";
import { useFieldName } from "@/components/kyc/use-field-name";
import { FIELDS, type FieldName } from "@/domain/kyc/fields";
import { ID_TYPES, type SubjectKind } from "@/domain/kyc/model";
import { useFormat } from "@/lib/format/use-format";

type Choice = { readonly value: string; readonly label: string };
type Props = {
  subject: SubjectKind;
  field: FieldName;
  value: string;
  wrong: boolean;
  told: string | null;
  onChange(value: string): void;
};

/** One declared field in its form: chosen, dated or typed. What is wrong is said when the field is left. */
export function DeclaredField({ subject, field, value, wrong, told, onChange }: Props) {
  const t = useTranslations("kyc.page.intake");
  const fieldName = useFieldName(subject);
  const id = useId();
  const [left, setLeft] = useState(false);
  const choices = useChoices(field, subject);
  const bad = (wrong && left) || told !== null;
  const common = {
    id,
    className: "hg-input",
    value,
    "aria-invalid": bad || undefined,
    "aria-describedby": bad ? `${id}-error` : undefined,
    onBlur: () => setLeft(true),
  } as const;
  return (
    <div className="hg-control">
      <label htmlFor={id} className="hg-small hg-ink-2">
        {fieldName(field)}
      </label>
      {choices ? (
        <select {...common} onChange={(event) => onChange(event.target.value)}>
          <option value="">{t("notDeclared")}</option>
          {choices.map((choice) => (
            <option key={choice.value} value={choice.value}>
              {choice.label}
            </option>
          ))}
        </select>
      ) : (
        <input
          {...common}
          maxLength={FIELDS[field].max}
          placeholder={DATES.includes(field) ? t("dateHint") : undefined}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
      {field === "idValidTo" && value === "" ? (
        <button type="button" className="hg-text-link hg-small text-left" onClick={() => onChange("long-term")}>
          {t("longTerm")}
        </button>
      ) : null}
      {bad ? (
        <p id={`${id}-error`} className="hg-error">
          {told ?? t(`wrongs.${DATES.includes(field) ? "date" : field === "phone" ? "phone" : "any"}`)}
        </p>
      ) : null}
    </div>
  );
}

const DATES: readonly FieldName[] = ["birthDate", "idValidFrom", "idValidTo"];

/** What a field is chosen from; null for one that is typed. */
function useChoices(field: FieldName, subject: SubjectKind): readonly Choice[] | null {
  const types = useTranslations("kyc.idTypes");
  const sexes = useTranslations("kyc.sexes");
  const format = useFormat();
  const locale = useLocale();
  switch (field) {
    case "sex":
      return (["male", "female"] as const).map((value) => ({ value, label: sexes(value) }));
    case "idType":
      return ID_TYPES.filter((value) => (value === "business-licence") === (subject === "enterprise")).map((value) => ({
        value,
        label: types(value),
      }));
    case "representativeIdType":
      return ID_TYPES.filter((value) => value !== "business-licence").map((value) => ({ value, label: types(value) }));
    case "nationality": {
      const named = Object.entries(NATIONALITIES).map(([value, region]) => ({ value, label: format.region(region) }));
      const [own = { value: "CHN", label: "" }, ...others] = named;
      return [own, ...others.sort((a, b) => a.label.localeCompare(b.label, locale))];
    }
    default:
      return null;
  }
}
