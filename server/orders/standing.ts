import type { Authority, StandingOrder } from "@/domain/orders/model";
import type { Scope } from "@/server/kernel/scope";
import { measureOf } from "./acts";
import { asOrder, type PlatformOrder } from "./electronic/as-order";
import { standingOn } from "./electronic/store";
import { standingOrders } from "./store";

/** The platform's stops and freezes of an account that hold or wait, beside a paper of `paper`; locked. */
export async function platformOrders(
  scope: Scope,
  accountId: string,
  paper: Authority | null,
): Promise<readonly PlatformOrder[]> {
  const found: PlatformOrder[] = [];
  for (const stored of await standingOn(scope, accountId)) {
    const order = await asOrder(scope, stored, paper);
    if (order) found.push(order);
  }
  return found;
}

/** Freezes and stops of an account that hold or wait, on paper and of the platform, beside a paper of `paper`; locked. */
export async function standingWith(
  scope: Scope,
  accountId: string,
  paper: Authority | null,
): Promise<readonly StandingOrder[]> {
  return [...(await standingOrders(scope, accountId)), ...(await platformOrders(scope, accountId, paper))];
}

/** What a standing order holds with, not yet ended; undefined where it holds nothing. */
export async function measureOfStanding(
  scope: Scope,
  order: StandingOrder | PlatformOrder,
): Promise<string | undefined> {
  return "platform" in order ? (order.platform.measureId ?? undefined) : measureOf(scope, order.id);
}
