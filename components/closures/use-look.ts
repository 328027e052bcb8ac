"use client";

import { useCallback, useEffect, useState } from "react";
import type { ClosureKind } from "@/domain/closures/model";
import { useRefusalText } from "@/lib/refusal-text";
import { useTRPCClient } from "@/lib/trpc/client";
import type { ClosureLook } from "./closure";

export type Looking = {
  readonly look: ClosureLook | null;
  readonly pending: boolean;
  readonly problem: string | null;
  again(): void;
};

/** Looks at an account and at the core, at once and whenever asked again; an answer to an older question is dropped. */
export function useLook(
  asked: { readonly accountId: string; readonly kind: ClosureKind; readonly subjectId: string | null } | null,
): Looking {
  const client = useTRPCClient();
  const words = useRefusalText();
  const [state, setState] = useState<Omit<Looking, "again">>({ look: null, pending: false, problem: null });
  const [round, setRound] = useState(0);
  const again = useCallback(() => setRound((before) => before + 1), []);
  const key = asked ? `${asked.accountId}/${asked.kind}/${asked.subjectId}/${round}` : null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key names the question
  useEffect(() => {
    if (!asked) return;
    let wanted = true;
    setState((before) => ({ ...before, pending: true, problem: null }));
    client.closures.look
      .mutate(asked)
      .then((answer) => {
        if (!wanted) return;
        setState(
          answer.ok
            ? { look: answer.value, pending: false, problem: null }
            : { look: null, pending: false, problem: words(answer) },
        );
      })
      .catch(
        () => wanted && setState({ look: null, pending: false, problem: words({ code: "closures.look.unavailable" }) }),
      );
    return () => {
      wanted = false;
    };
  }, [key]);
  return { ...state, again };
}
