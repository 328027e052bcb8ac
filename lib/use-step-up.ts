"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useCallback } from "react";
import { provePasskey } from "./passkeys";
import { useRefusalText } from "./refusal-text";
import { useTRPC, useTRPCClient } from "./trpc/client";

/** Asks again who is signed in: whether the session is fresh shows there. */
function useAskMe(): () => Promise<void> {
  const queries = useQueryClient();
  const trpc = useTRPC();
  return useCallback(() => queries.invalidateQueries({ queryKey: trpc.identity.me.queryKey({}) }), [queries, trpc]);
}

/** Gives the session a fresh second factor; null when the code was right, else what to say. */
export function useStepUp(): (code: string) => Promise<string | null> {
  const client = useTRPCClient();
  const words = useRefusalText();
  const askMe = useAskMe();
  const t = useTranslations();
  return useCallback(
    async (code) => {
      try {
        const answer = await client.identity.stepUp.mutate({ key: crypto.randomUUID(), input: { code } });
        if (!answer.ok) return words(answer);
        if (!answer.result.accepted) return t("identity.refusals.totp.wrong-code");
        await askMe();
        return null;
      } catch {
        return t("common.error.unexpected");
      }
    },
    [askMe, client, t, words],
  );
}

/** Gives the session a fresh second factor by a passkey; null when it was proved, else what to say. */
export function usePasskeyProof(): () => Promise<string | null> {
  const client = useTRPCClient();
  const words = useRefusalText();
  const askMe = useAskMe();
  const t = useTranslations();
  return useCallback(async () => {
    try {
      const opened = await client.identity.openPasskey.mutate({
        key: crypto.randomUUID(),
        input: { purpose: "step-up" },
      });
      if (!opened.ok) return words(opened);
      if (opened.result.purpose !== "step-up") return t("common.error.unexpected");
      const { challengeId, options } = opened.result;
      const response = await provePasskey(options);
      if (!response) return t("identity.account.passkeyAborted");
      const answer = await client.identity.verifyPasskey.mutate({
        key: crypto.randomUUID(),
        input: { challengeId, response: response as never },
      });
      if (!answer.ok) return words(answer);
      if (!answer.result.accepted) return t("identity.refusals.passkey.not-accepted");
      await askMe();
      return null;
    } catch {
      return t("common.error.unexpected");
    }
  }, [askMe, client, t, words]);
}
