"use client";

import { useTranslations } from "next-intl";
import { ErrorState } from "@/components/patterns/states";

export default function PageError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  const t = useTranslations("frame.failure");
  return <ErrorState title={t("title")} text={t("text")} requestId={error.digest} onRetry={reset} />;
}
