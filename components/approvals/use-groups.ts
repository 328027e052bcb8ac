"use client";

import { useTRPCClient } from "@/lib/trpc/client";
import { type ListQuery, useListQuery } from "@/lib/use-list-query";
import type { ApprovalRow, ApprovalView } from "./approval";
import { APPROVALS_LIST, groupInput } from "./paths";

/** The four groups of the queue. */
export function useApprovalGroups() {
  const client = useTRPCClient();
  const group = (view: ApprovalView) => {
    const input = groupInput(view);
    return {
      name: APPROVALS_LIST,
      input,
      fetchPage: (cursor: string | undefined) =>
        client.approvals.list.query({ ...input, ...(cursor ? { cursor } : {}) }),
    };
  };
  const forMe = useListQuery<ApprovalRow>(group("for-me"));
  const mine = useListQuery<ApprovalRow>(group("mine"));
  const others = useListQuery<ApprovalRow>(group("others"));
  const ended = useListQuery<ApprovalRow>(group("ended-today"));
  const all: readonly ListQuery<ApprovalRow>[] = [forMe, mine, others, ended];
  const byView = { "for-me": forMe, mine, others, "ended-today": ended };
  return {
    forMe,
    by: (view: ApprovalView) => byView[view],
    loading: all.some(({ loading }) => loading),
    error: all.find(({ error }) => error)?.error ?? null,
    empty: all.every(({ rows }) => rows.length === 0),
    retry: () => {
      for (const one of all) one.retry();
    },
  };
}

export type ApprovalGroups = ReturnType<typeof useApprovalGroups>;
