import { isSecret } from "@/domain/orders/bases";
import { isSameGiver } from "@/domain/orders/decisions";
import type { StandingOrder } from "@/domain/orders/model";
import { mayReplace } from "@/domain/orders/replacing";
import { both, endAtOnce, NOTHING, type SystemEffect } from "@/server/controls/public";
import type { Scope } from "@/server/kernel/scope";
import { measureOfStanding, standingWith } from "./standing";

const holdOf = (order: StandingOrder) => ({
  scope: order.extent.scope,
  endsAt: order.endsAt,
  secret: isSecret(order),
});

/**
 * A freeze that holds takes the place of the stops of its own office and case, on paper and of the platform: they end now
 * that it stands, so that the account is free at no instant. A stop that reaches farther or lasts longer goes on to its
 * own end. `subject`: what the freeze's measure stands on.
 */
export async function replaceStops(
  scope: Scope,
  freeze: StandingOrder,
  subject: { readonly type: string; readonly id: string },
): Promise<SystemEffect> {
  if (freeze.act !== "freeze" || freeze.accountId === null) return NOTHING;
  let effect: SystemEffect = NOTHING;
  for (const stop of await standingWith(scope, freeze.accountId, freeze.authority)) {
    if (stop.act !== "stop" || !isSameGiver(stop, freeze) || !mayReplace(holdOf(freeze), holdOf(stop))) continue;
    const measureId = await measureOfStanding(scope, stop);
    if (!measureId) continue;
    const ended = await endAtOnce(scope, { measureId, reasonCode: "order-replaced", subject });
    if (ended.ok) effect = both(effect, ended.value);
  }
  return effect;
}
