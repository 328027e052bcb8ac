"use client";

import { useCallback, useEffect, useMemo, useState } from "react";
import type { OverrideReason, RejectReason } from "@/domain/kyc/codes";
import type { Decision, DocumentKind } from "@/domain/kyc/model";
import type { SubmissionDetail } from "@/domain/kyc/schema";
import { useTRPCClient } from "@/lib/trpc/client";
import { type CommandState, useCommand } from "@/lib/use-command";
import { isUnderway, nextUndecided, overridable } from "./kyc";

/** What is being asked before a deed goes: reasons for one document or the whole, papers, or the grounds of an override. */
export type Asking =
  | { readonly what: "document"; readonly decision: "reject" | "ask"; readonly documentId: string }
  | { readonly what: "reject" }
  | { readonly what: "ask" }
  | { readonly what: "override" };

type Told = Pick<CommandState<unknown, unknown>, "pending" | "refusal" | "unanswered" | "reset">;

/**
 * The reviewer's place at one submission: the picture before him, what he decides, and whether somebody else changed it
 * meanwhile. One's own deeds do not count as a change; nothing is decided before a change is acknowledged.
 */
export function useBench(item: SubmissionDetail, onNext: () => void) {
  const client = useTRPCClient();
  const decide = useCommand(client.kyc.decideDocument.mutate);
  const accept = useCommand(client.kyc.accept.mutate);
  const reject = useCommand(client.kyc.reject.mutate);
  const ask = useCommand(client.kyc.ask.mutate);
  const override = useCommand(client.kyc.override.mutate);
  const take = useCommand(client.worklist.take.mutate);
  const [current, setCurrent] = useState(item.documents[0]?.id ?? "");
  const [asking, setAsking] = useState<Asking | null>(null);
  const [seen, setSeen] = useState(item);
  const [own, setOwn] = useState(item.version);
  const all: readonly Told[] = [decide, accept, reject, ask, override, take];
  const pending = all.some((one) => one.pending);
  const byItself = isUnderway(seen.state) || item.version === own;
  const stale = item.version !== seen.version && !pending && !byItself;
  useEffect(() => {
    if (byItself && item.version !== seen.version) {
      setSeen(item);
      setOwn(item.version);
    }
  }, [byItself, item, seen.version]);

  const reset = () => {
    for (const one of all) one.reset();
  };
  const { id, version } = item;
  const decideDocument = async (documentId: string, decision: Decision, reason?: RejectReason) => {
    reset();
    const answer = await decide.run({ documentId, version, decision, ...(reason ? { reason } : {}) });
    if (!answer?.ok) return false;
    setOwn(answer.result.version);
    setAsking(null);
    setCurrent(nextUndecided(item.documents, documentId) ?? documentId);
    return true;
  };
  const ended = (answer: { ok: boolean } | null) => {
    if (!answer?.ok) return;
    setAsking(null);
    onNext();
  };
  const note = (text: string) => (text === "" ? {} : { note: text });
  return {
    current: item.documents.some((one) => one.id === current) ? current : (item.documents[0]?.id ?? ""),
    setCurrent,
    asking,
    setAsking: useCallback((next: Asking | null) => setAsking(next), []),
    seen,
    stale,
    acknowledge: () => setSeen(item),
    pending,
    told: all.find((one) => one.refusal !== null || one.unanswered) ?? null,
    reset,
    decideDocument,
    take: (itemId: string, itemVersion: number) => take.run({ itemId, version: itemVersion }),
    accept: async () => {
      reset();
      ended(await accept.run({ submissionId: id, version }));
    },
    reject: async (reasons: readonly RejectReason[], text: string) => {
      reset();
      ended(await reject.run({ submissionId: id, version, reasons: [...reasons], ...note(text) }));
    },
    ask: async (documents: readonly DocumentKind[], reasons: readonly RejectReason[], text: string) => {
      reset();
      ended(
        await ask.run({ submissionId: id, version, documents: [...documents], reasons: [...reasons], ...note(text) }),
      );
    },
    override: async (reason: OverrideReason, text: string) => {
      reset();
      const checks = [...overridable(item.findings)];
      ended(await override.run({ submissionId: id, version, checks, reason, note: text }));
    },
    failed: useMemo(() => overridable(item.findings), [item.findings]),
  };
}

export type Bench = ReturnType<typeof useBench>;
