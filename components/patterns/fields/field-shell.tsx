"use client";

import { useTranslations } from "next-intl";
import type { FieldError as FormError } from "react-hook-form";

/** What every field of a form shares. `help` stands under the label; errors come from the form's schema. */
export type FieldBase = { label: string; help?: string; required?: boolean };

/**
 * The words of a field's error: the schema may give a key of `common.field` ("required", "tooLong") or, from the
 * server, a sentence in the reader's language.
 */
export function useFieldError(): (error: FormError | undefined) => string | undefined {
  const t = useTranslations("common");
  const keys = [
    "required",
    "invalid",
    "tooLong",
    "tooShort",
    "amount",
    "date",
    "future",
    "tooLarge",
    "fileType",
  ] as const;
  return (error) => {
    if (!error) return undefined;
    const known = keys.find((key) => key === error.message);
    if (known) return t(`field.${known}`);
    return error.message === undefined || error.message === "" ? t("field.invalid") : error.message;
  };
}
