"use client";

import { useQueryErrorResetBoundary } from "@tanstack/react-query";
import { TRPCClientError } from "@trpc/client";
import { useTranslations } from "next-intl";
import { ErrorState, NoPermission } from "@/components/patterns/states";

type Answer = { code?: keyof typeof TOLD; requestId?: string | null };

/** Failures that have words of their own. */
const TOLD = {
  NOT_FOUND: true,
  UNAUTHORIZED: true,
  BAD_REQUEST: true,
  SERVICE_UNAVAILABLE: true,
  INTERNAL_SERVER_ERROR: true,
} as const;

/** What a page of the console shows when its data did not come: why, the request's number, another try. */
export default function ConsoleError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  const t = useTranslations();
  const { reset: forget } = useQueryErrorResetBoundary();
  const answer: Answer & { code?: string } = error instanceof TRPCClientError ? (error.data ?? {}) : {};
  if ((answer.code as string) === "FORBIDDEN") return <NoPermission />;
  const known = answer.code !== undefined && answer.code in TOLD;
  return (
    <ErrorState
      title={t("frame.failure.title")}
      text={known ? t(`kernel.failures.${answer.code as keyof typeof TOLD}`) : t("frame.failure.text")}
      requestId={answer.requestId ?? error.digest}
      onRetry={() => {
        forget();
        reset();
      }}
    />
  );
}
