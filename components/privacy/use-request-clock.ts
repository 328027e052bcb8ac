"use client";

import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "@/lib/trpc/client";
import type { RouterOutputs } from "@/lib/trpc/types";

export type RequestClockFacts = RouterOutputs["clocks"]["ofSubject"][number];

/** The clock of a request as it was counted, day by day; undefined while it is being looked up or where there is none. */
export function useRequestClock(requestId: string): RequestClockFacts | undefined {
  const trpc = useTRPC();
  const { data } = useQuery(
    trpc.clocks.ofSubject.queryOptions({ subjectType: "privacy-request", subjectId: requestId }),
  );
  return data?.[0];
}
