import { REVEAL_REASON_NAMES, REVEAL_REASONS, type RevealReason } from "@/domain/customers/codes";
import type { Scope } from "@/server/kernel/scope";
import { revealsToday } from "./reveal-count";

export type RevealAbility = {
  allowed: boolean;
  reasons: { reason: RevealReason; needsItem: boolean }[];
  countToday: number;
};

/** Whether the reader may open sealed values, the reasons to choose from, and how often they did so today. */
export async function revealAbility(scope: Scope): Promise<RevealAbility> {
  if (!scope.actor.permissions.has("customers.reveal")) return { allowed: false, reasons: [], countToday: 0 };
  const reasons = REVEAL_REASON_NAMES.map((reason) => ({ reason, needsItem: REVEAL_REASONS[reason].needsItem }));
  return { allowed: true, reasons, countToday: await revealsToday(scope) };
}
