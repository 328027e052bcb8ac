"use client";

import { parseAsBoolean, parseAsString, useQueryStates } from "nuqs";
import { useCallback, useEffect, useRef } from "react";
import { neighbour } from "@/components/worklist/work";
import { useTRPCClient } from "@/lib/trpc/client";
import { useCommand } from "@/lib/use-command";

const PLACE = { item: parseAsString, pull: parseAsBoolean.withDefault(false) };

/**
 * Which item is open beside the list, and whether the next is taken by itself when one is finished; both in the address.
 * `order` is the list as shown: without pulling, the neighbour in it opens next, where the list stands.
 */
export function usePull(order: readonly string[], queueId: string | undefined) {
  const client = useTRPCClient();
  const take = useCommand(client.worklist.takeNext.mutate);
  const [place, setPlace] = useQueryStates(PLACE, { history: "push" });
  const { item, pull } = place;
  // The list has often lost a finished item before its neighbour is asked for.
  const lastOrder = useRef(order);
  const left = useRef<string | null>(null);
  useEffect(() => {
    if (item === null || order.includes(item)) lastOrder.current = order;
    if (item !== left.current) left.current = null;
  }, [item, order]);

  const open = useCallback((id: string | null) => void setPlace({ item: id }), [setPlace]);
  const { run, reset } = take;
  const takeNext = useCallback(async () => {
    const answer = await run(queueId ? { queueId } : {});
    if (answer?.ok) await setPlace({ item: answer.result.itemId, pull: true });
    return answer?.ok === true;
  }, [run, queueId, setPlace]);
  const leave = useCallback(async () => {
    if (item === null || left.current === item) return;
    left.current = item;
    if (!pull) return open(neighbour(item, lastOrder.current));
    if (!(await takeNext())) open(null);
  }, [item, pull, open, takeNext]);
  const setPull = useCallback(
    (on: boolean) => {
      reset();
      void setPlace({ pull: on || null });
    },
    [reset, setPlace],
  );
  return { item, pull, take, open, takeNext, leave, setPull };
}
