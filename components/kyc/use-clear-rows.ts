"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import type { ClearOwner } from "@/domain/kyc/ownership-output";
import type { BenchRow, SubmissionDetail } from "@/domain/kyc/schema";
import type { RefusalParams } from "@/domain/shared/result";
import { useTRPCClient } from "@/lib/trpc/client";
import { isMine } from "./kyc";

type Refused = { readonly code: string; readonly params?: RefusalParams };
type Shown = { readonly of: string; readonly rows: readonly BenchRow[]; readonly owners: readonly ClearOwner[] };

/**
 * The rows in clear, asked for by itself as soon as the item is the reader's and again for each new run of the checks;
 * each asking is logged. They are forgotten the moment the item is no longer his.
 */
export function useClearRows(item: SubmissionDetail) {
  const client = useTRPCClient();
  const [shown, setShown] = useState<Shown | null>(null);
  const [refused, setRefused] = useState<Refused | null>(null);
  const [lost, setLost] = useState(false);
  const asked = useRef("");
  const { id, checkRun } = item;
  const mine = isMine(item) && item.may.view;
  const of = `${id} ${checkRun}`;
  const ask = useCallback(async () => {
    setRefused(null);
    setLost(false);
    try {
      const answer = await client.kyc.view.mutate({ key: crypto.randomUUID(), input: { submissionId: id } });
      if (answer.ok) setShown({ of: `${id} ${checkRun}`, ...answer.result });
      else setRefused(answer);
    } catch {
      setLost(true);
    }
  }, [client, id, checkRun]);
  useEffect(() => {
    if (!mine) {
      asked.current = "";
      setShown(null);
      setRefused(null);
      return;
    }
    if (asked.current === of) return;
    asked.current = of;
    void ask();
  }, [mine, of, ask]);
  const own = mine && shown?.of === of ? shown : null;
  return { rows: own?.rows ?? null, owners: own?.owners ?? null, refused, lost, again: ask };
}

export type ClearRows = ReturnType<typeof useClearRows>;
