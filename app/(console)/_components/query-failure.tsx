"use client";

import { TRPCClientError } from "@trpc/client";
import { useTranslations } from "next-intl";
import { ErrorState, NoPermission } from "@/components/patterns/states";

/** Failures that have words of their own. */
const TOLD = ["NOT_FOUND", "UNAUTHORIZED", "BAD_REQUEST", "SERVICE_UNAVAILABLE", "INTERNAL_SERVER_ERROR"] as const;

type Answer = { readonly code?: string; readonly requestId?: string | null };

/** What stands in place of data that did not come: why, the request's number, another try. */
export function QueryFailure(props: { error: unknown; requestId?: string; onRetry?: () => void }) {
  const t = useTranslations();
  const answer: Answer = props.error instanceof TRPCClientError ? (props.error.data ?? {}) : {};
  if (answer.code === "FORBIDDEN") return <NoPermission />;
  const told = TOLD.find((code) => code === answer.code);
  return (
    <ErrorState
      title={t("frame.failure.title")}
      text={told ? t(`kernel.failures.${told}`) : t("frame.failure.text")}
      requestId={answer.requestId ?? props.requestId}
      onRetry={props.onRetry}
    />
  );
}
