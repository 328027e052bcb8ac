"use client";

import { useTranslations } from "next-intl";
import { StatusMark } from "@/components/patterns/status";

/** Signed, open, or open after its day. */
export function ReviewState({ review }: { review: { signedAt: string | null; late: boolean } }) {
  const t = useTranslations("people.desk");
  if (review.signedAt) return <StatusMark tone="done">{t("reviewSigned")}</StatusMark>;
  return review.late ? (
    <StatusMark tone="late">{t("reviewLate")}</StatusMark>
  ) : (
    <StatusMark tone="wait">{t("reviewRunning")}</StatusMark>
  );
}
