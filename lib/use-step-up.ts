"use client";

import { useTranslations } from "next-intl";
import { useCallback } from "react";
import { useRefusalText } from "./refusal-text";
import { useTRPCClient } from "./trpc/client";

/** Gives the session a fresh second factor; null when the code was right, else what to say. */
export function useStepUp(): (code: string) => Promise<string | null> {
  const client = useTRPCClient();
  const words = useRefusalText();
  const t = useTranslations();
  return useCallback(
    async (code) => {
      try {
        const answer = await client.identity.stepUp.mutate({ key: crypto.randomUUID(), input: { code } });
        if (!answer.ok) return words(answer);
        return answer.result.accepted ? null : t("identity.refusals.totp.wrong-code");
      } catch {
        return t("common.error.unexpected");
      }
    },
    [client, t, words],
  );
}
