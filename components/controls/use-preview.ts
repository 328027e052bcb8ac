"use client";

import { useQuery } from "@tanstack/react-query";
import type { MeasureScope } from "@/domain/controls/model";
import { useRefusalText } from "@/lib/refusal-text";
import { useTRPCClient } from "@/lib/trpc/client";
import type { RouterOutputs } from "@/lib/trpc/types";

/** The core's answer is vouched for during two minutes: it is asked again well before. */
const AGAIN_MS = 60_000;

export type PreviewQuestion = {
  readonly accountId: string;
  readonly verb: "restrict" | "lift";
  readonly scope: MeasureScope;
  readonly target: string | null;
  readonly amountMinor: string | null;
  readonly measureId: string | null;
};
export type Preview = Extract<RouterOutputs["controls"]["preview"], { ok: true }>["value"];

/** The core's dry run of a question, kept fresh while the form is open; null asks nothing. */
export function usePreview(question: PreviewQuestion | null): {
  readonly preview: Preview | null;
  readonly asking: boolean;
  readonly problem: string | null;
  again(): void;
} {
  const client = useTRPCClient();
  const words = useRefusalText();
  const query = useQuery({
    queryKey: ["controls-preview", question],
    queryFn: () => client.controls.preview.mutate(question as PreviewQuestion),
    enabled: question !== null,
    staleTime: AGAIN_MS,
    gcTime: 0,
    refetchInterval: AGAIN_MS,
  });
  const answer = question === null ? undefined : query.data;
  const failed = query.error ? words({ code: "controls.preview.unavailable" }) : null;
  return {
    preview: answer?.ok ? answer.value : null,
    asking: question !== null && query.isFetching,
    problem: answer && !answer.ok ? words(answer) : failed,
    again: () => void query.refetch(),
  };
}
