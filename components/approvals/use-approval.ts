"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { awaitsCore } from "@/components/controls/measure";
import { useRefusalText } from "@/lib/refusal-text";
import { useTRPC, useTRPCClient } from "@/lib/trpc/client";

/** A dry run is vouched for during two minutes; the checker's is renewed well before. */
const PREVIEW_MS = 60_000;
/** An undecided proposal is looked at again this often, so that a changed fact shows without being asked for. */
const PENDING_MS = 10_000;
const CORE_MS = 1_000;

/**
 * One proposal with its consequence. Whoever may decide it gets the core's dry run as of now, renewed by itself; others
 * see the one on which it was proposed.
 */
export function useApproval(id: string) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const words = useRefusalText();
  const base = useQuery({
    ...trpc.approvals.detail.queryOptions({ approvalId: id, token: null }),
    refetchInterval: ({ state }) => (state.data?.status === "pending" ? PENDING_MS : false),
  });
  const decides = base.data?.status === "pending" && base.data.decideRefusal === null;
  const ofControls = base.data !== undefined && base.data.brief === null;
  const preview = useQuery({
    queryKey: ["approval-preview", id],
    queryFn: () => client.approvals.preview.mutate({ approvalId: id }),
    enabled: decides && ofControls,
    staleTime: PREVIEW_MS,
    refetchInterval: PREVIEW_MS,
    gcTime: 0,
  });
  const token = decides && preview.data?.ok ? preview.data.token : null;
  const fresh = useQuery({
    ...trpc.approvals.detail.queryOptions({ approvalId: id, token }),
    enabled: token !== null,
    placeholderData: keepPreviousData,
    refetchInterval: PENDING_MS,
  });
  const proposal = useQuery({
    ...trpc.controls.proposal.queryOptions({ approvalId: id, token }),
    enabled: ofControls,
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => {
      if (state.data && awaitsCore(state.data.measure.state)) return CORE_MS;
      return base.data?.status === "pending" ? PENDING_MS : false;
    },
  });
  const refused = preview.data && !preview.data.ok ? words(preview.data) : null;
  const lost = preview.error ? words({ code: "controls.preview.unavailable" }) : null;
  return {
    item: decides && token !== null && fresh.data && !fresh.isPlaceholderData ? fresh.data : base.data,
    proposal: proposal.data,
    token,
    previewing: preview.isFetching,
    previewProblem: refused ?? lost,
    previewAgain: () => void preview.refetch(),
    error: base.error ?? proposal.error,
    retry: () => {
      void base.refetch();
      void proposal.refetch();
    },
  };
}

export type OpenApproval = ReturnType<typeof useApproval>;
