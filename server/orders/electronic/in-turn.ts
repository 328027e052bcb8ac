import type { Refusal, Result } from "@/domain/shared/result";
import type { RuleRef } from "@/domain/shared/rule-ref";
import type { Instant } from "@/domain/shared/time";
import type { SystemEffect } from "@/server/controls/public";
import type { AuditEvent } from "@/server/kernel/audit/append";
import { notFound } from "@/server/kernel/errors";
import type { Scope } from "@/server/kernel/scope";
import { answer } from "./answers";
import type { PlatformOrder } from "./as-order";
import { impose as imposeFor } from "./impose";
import { ORDER_SUBJECT } from "./items";
import { refuseWith } from "./outcomes";
import { changeOrder } from "./store";

export type { PlatformOrder } from "./as-order";

/** Puts a freeze that waited in place, until `endsAt`. Refuses as the measure is refused. */
export function impose(scope: Scope, order: PlatformOrder, endsAt: Instant): Promise<Result<SystemEffect>> {
  const { accountId, customerId, extent } = order;
  if (accountId === null || customerId === null) return notFound();
  const reach = { scope: extent.scope, amountMinor: extent.amountMinor };
  return imposeFor(scope, order.platform, { act: "freeze", accountId, customerId, ...reach, endsAt });
}

/** One that waited and never took hold: its last day passed, or it can take hold no more. The platform is told. */
export async function closeWaiting(
  scope: Scope,
  { platform }: PlatformOrder,
  { endedAt, refused }: { readonly endedAt: Instant; readonly refused?: Refusal },
): Promise<SystemEffect> {
  if (refused) return (await refuseWith(scope, platform, refused, { endedAt })).effect;
  await changeOrder(scope.tx, platform.id, { state: "answered", endedAt });
  const event = await answer(scope, platform, { kind: "lapsed", code: null, final: true, endedAt });
  return { audit: [], events: [event] };
}

/** An entry of the log about a freeze in the queue. */
export function queueEntry(
  { id, number }: PlatformOrder,
  act: "settle" | "take-over",
  data: AuditEvent["data"],
  basis: readonly RuleRef[] = [],
): AuditEvent {
  const subject = { type: ORDER_SUBJECT, id };
  return { kind: `orders.electronic.${act}`, subject, basis, data: { number, ...data } };
}
