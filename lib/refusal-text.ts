"use client";

import { useTranslations } from "next-intl";
import { useCallback } from "react";
import type { RefusalParams } from "@/domain/shared/result";
import { useCodeText } from "./code-text";

/** Puts a refusal into words by its code; one nobody has worded says that it did not work. */
export function useRefusalText(): (refusal: { readonly code: string; readonly params?: RefusalParams }) => string {
  const t = useTranslations("common.error");
  const words = useCodeText("refusals");
  return useCallback(({ code, params }) => words(code, params) ?? t("unexpected"), [t, words]);
}

/** What to say of a command's last attempt: its refusal, that no answer came, or nothing. */
export function useAttemptText(): (state: {
  readonly refusal: { readonly code: string; readonly params?: RefusalParams } | null;
  readonly unanswered: boolean;
}) => string | null {
  const t = useTranslations("common.error");
  const words = useRefusalText();
  return useCallback(
    ({ refusal, unanswered }) => (refusal ? words(refusal) : unanswered ? t("unexpected") : null),
    [t, words],
  );
}
