import type { MarketingChannel, Purpose } from "@/domain/consents/model";
import type { AskedDetails } from "@/domain/privacy/schema";
import { marketingOff, withdrawConsents } from "@/server/consents/public";
import { NOTHING, type SystemEffect } from "@/server/controls/public";
import { AppError } from "@/server/kernel/errors";
import type { Scope } from "@/server/kernel/scope";
import { stopSharing } from "@/server/sharing/public";
import { addStep, type StoredRequest } from "./store";

type Proven = Pick<StoredRequest, "id" | "type"> & { readonly customerId: string };

async function carry(scope: Scope, { id: requestId, type, customerId }: Proven, asked: AskedDetails) {
  if (type === "consent-withdrawal") {
    const purposes = (asked.purposes ?? "all-optional") as Purpose[] | "all-optional";
    const { withdrawn, ...effect } = await withdrawConsents(scope, { customerId, purposes, requestId });
    return { count: withdrawn.length, effect };
  }
  if (type === "marketing-off") {
    const channels = (asked.channels ?? []) as MarketingChannel[];
    const { audit, events } = await marketingOff(scope, { customerId, channels, requestId });
    return { count: channels.length, effect: { audit, events } };
  }
  if (type === "sharing-off") {
    const partnerIds = asked.partnerIds ?? "all-optional";
    const { stopped, ...effect } = await stopSharing(scope, { customerId, partnerIds, requestId });
    return { count: stopped.length, effect };
  }
  return null;
}

/**
 * Does what takes effect the moment its subject is proven: withdrawals and opt-outs. `done` false for other types, and
 * where what was named cannot be stopped by itself: then an officer looks.
 */
export async function takeEffect(
  scope: Scope,
  request: Proven,
  asked: AskedDetails,
): Promise<{ readonly done: boolean; readonly effect: SystemEffect }> {
  try {
    const carried = await carry(scope, request, asked);
    if (carried === null) return { done: false, effect: NOTHING };
    await addStep(scope, request.id, "took-effect", String(carried.count));
    return { done: true, effect: { audit: carried.effect.audit, events: carried.effect.events } };
  } catch (error) {
    // Both are said before anything is written.
    if (error instanceof AppError && (error.category === "invalid" || error.category === "not-found"))
      return { done: false, effect: NOTHING };
    throw error;
  }
}
