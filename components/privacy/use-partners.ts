"use client";

import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "@/lib/trpc/client";
import { useCan } from "@/lib/use-can";

/** Partners shown at once. */
const MOST = 100;

export type PartnerChoice = { readonly id: string; readonly name: string; readonly optional: boolean };

/** The partners data are given to, as far as somebody may see them; `optional`: only where the customer agrees. */
export function usePartners(asks: boolean): readonly PartnerChoice[] {
  const can = useCan();
  const trpc = useTRPC();
  const query = useQuery({
    ...trpc.sharing.partners.queryOptions({ limit: MOST }),
    enabled: asks && can("sharing.read"),
  });
  return (query.data?.rows ?? [])
    .filter(({ state }) => state !== "ended")
    .map(({ id, name, consentRequired }) => ({ id, name, optional: consentRequired }));
}
