"use client";

import type { CustomerDetail } from "./customer";
import type { RevealRight } from "./masked";

/** What a reader may reveal of a customer: the reasons open to them now. Those that need an open item need one to exist. */
export function useRevealRight(customer: CustomerDetail | undefined): RevealRight | null {
  if (!customer?.reveal.allowed) return null;
  const itemId = customer.openItems[0]?.id ?? null;
  const reasons = customer.reveal.reasons.filter(({ needsItem }) => !needsItem || itemId !== null);
  return reasons.length === 0 ? null : { reasons, itemId };
}
