"use client";

import { useTranslations } from "next-intl";
import { ErrorState, NoPermission } from "./states";

const WORDED = ["BAD_REQUEST", "SERVICE_UNAVAILABLE", "INTERNAL_SERVER_ERROR"] as const;

function answerOf(error: unknown): { code?: string; requestId?: string } {
  const data = (error as { data?: { code?: string; requestId?: string | null } } | null)?.data;
  return { code: data?.code, ...(data?.requestId ? { requestId: data.requestId } : {}) };
}

/**
 * A query that failed, in the place of its content. What is not there and what the reader may not see look the same; no
 * answer at all is a lost connection.
 */
export function QueryProblem({ what, error, onRetry }: { what: string; error: unknown; onRetry: () => void }) {
  const t = useTranslations("kernel.failures");
  const { code, requestId } = answerOf(error);
  if (code === "FORBIDDEN" || code === "NOT_FOUND") return <NoPermission />;
  const worded = WORDED.find((known) => known === code);
  const text = worded ? t(worded) : code ? t("INTERNAL_SERVER_ERROR") : t("offline");
  return <ErrorState title={what} text={text} requestId={requestId} onRetry={onRetry} />;
}
