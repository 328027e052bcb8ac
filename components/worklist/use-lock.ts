"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { WORKLIST_POLICY } from "@/domain/worklist/policy";
import { useTRPC, useTRPCClient } from "@/lib/trpc/client";

const EVERY_MS = WORKLIST_POLICY.renewMinutes * 60_000;
const SIGNS_OF_WORK = ["pointerdown", "keydown", "scroll"] as const;

/** Keeps the reader's lock on an item while he works on it: every few minutes in which a hand moved. */
export function useLock(itemId: string, held: boolean): void {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queries = useQueryClient();
  useEffect(() => {
    if (!held) return;
    let worked = true;
    const note = () => {
      worked = true;
    };
    for (const sign of SIGNS_OF_WORK) addEventListener(sign, note, { passive: true, capture: true });
    const timer = setInterval(() => {
      if (!worked || document.hidden) return;
      worked = false;
      // A lock that is lost shows itself by the item, which is asked again either way.
      void client.worklist.renew
        .mutate({ key: crypto.randomUUID(), input: { itemId } })
        .catch(() => undefined)
        .then(() => queries.invalidateQueries({ queryKey: trpc.worklist.detail.queryKey() }));
    }, EVERY_MS);
    return () => {
      clearInterval(timer);
      for (const sign of SIGNS_OF_WORK) removeEventListener(sign, note, { capture: true });
    };
  }, [client, queries, trpc, itemId, held]);
}
