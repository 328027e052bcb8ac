"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useRef, useState } from "react";
import type { Refusal } from "@/domain/shared/result";

type Answer<R> =
  | { ok: true; result: R; replayed: boolean }
  | (Refusal & { issues?: readonly { path: string; code: string }[] });

/** A tRPC mutation's call, as `useTRPCClient().x.y.mutate`. */
type Mutate<I, R> = (call: { key: string; input: I }) => Promise<Answer<R>>;

export type CommandState<I, R> = {
  run(input: I): Promise<Answer<R> | null>;
  readonly pending: boolean;
  /** The last refusal, until the next attempt. */
  readonly refusal: (Refusal & { issues?: readonly { path: string; code: string }[] }) | null;
  /** True when no answer came: trying again is safe, the key is the same. */
  readonly unanswered: boolean;
  reset(): void;
};

/**
 * Runs a command from a form. The idempotency key is made when the form opens and renewed only after an answer, so a
 * second click or a retry after a lost answer never does a thing twice. What is on screen is asked again after success.
 */
export function useCommand<I, R>(mutate: Mutate<I, R>): CommandState<I, R> {
  const queryClient = useQueryClient();
  const key = useRef<string>("");
  const busy = useRef(false);
  const [pending, setPending] = useState(false);
  const [refusal, setRefusal] = useState<CommandState<I, R>["refusal"]>(null);
  const [unanswered, setUnanswered] = useState(false);

  const run = useCallback(
    async (input: I) => {
      if (busy.current) return null;
      busy.current = true;
      key.current ||= crypto.randomUUID();
      setPending(true);
      setRefusal(null);
      setUnanswered(false);
      try {
        const answer = await mutate({ key: key.current, input });
        key.current = "";
        if (answer.ok) await queryClient.invalidateQueries();
        else setRefusal(answer);
        return answer;
      } catch {
        setUnanswered(true);
        return null;
      } finally {
        busy.current = false;
        setPending(false);
      }
    },
    [mutate, queryClient],
  );

  const reset = useCallback(() => {
    setRefusal(null);
    setUnanswered(false);
  }, []);

  return { run, pending, refusal, unanswered, reset };
}
