import { nextInQueue } from "@/domain/orders/decisions";
import type { Order, OrderTerm } from "@/domain/orders/model";
import type { Result } from "@/domain/shared/result";
import type { RuleRef } from "@/domain/shared/rule-ref";
import type { Instant } from "@/domain/shared/time";
import { both, NOTHING, type SystemEffect } from "@/server/controls/public";
import type { AuditEvent } from "@/server/kernel/audit/append";
import type { Scope } from "@/server/kernel/scope";
import { closeWaiting, impose, type PlatformOrder, queueEntry } from "./electronic/in-turn";
import { orderEntry } from "./entry";
import { isHeld, putInPlace } from "./hold";
import { platformOrders } from "./standing";
import { saveOrder, standingOrders } from "./store";

type Waiting = (Order | PlatformOrder) & {
  readonly term: OrderTerm;
  readonly accountId: NonNullable<Order["accountId"]>;
  readonly customerId: NonNullable<Order["customerId"]>;
};

const isWaiting = (order: Order | PlatformOrder): order is Waiting =>
  order.state === "queued" && order.term !== null && order.accountId !== null && order.customerId !== null;

async function waitingFor(scope: Scope, accountId: string): Promise<readonly Waiting[]> {
  const papers = await standingOrders(scope, accountId);
  return [...papers, ...(await platformOrders(scope, accountId, null))].filter(isWaiting);
}

/**
 * Lets the next freeze that waits for an account take hold, on paper or of the platform, for its own term from `at`; those
 * whose last day passed while they waited lapse. Nothing where none waits, or another still holds. `ending`: measures about
 * to end, which no longer count: the next is put in place before they are gone, so that the money is never free between.
 */
export async function takeOver(
  scope: Scope,
  accountId: string,
  { at, ending = [] }: { readonly at: Instant; readonly ending?: readonly string[] },
): Promise<SystemEffect> {
  const free: Waiting[] = [];
  for (const order of await waitingFor(scope, accountId)) {
    if (!(await isHeld(scope, order, ending))) free.push(order);
  }
  if (free.length === 0) return NOTHING;
  const turn = nextInQueue({ queued: free, at, rules: scope.rules });
  let effect: SystemEffect = NOTHING;
  for (const order of turn.lapsed) effect = both(effect, await lapse(scope, order, at, turn.basis));
  return turn.next ? both(effect, await takeHold(scope, turn.next, at, turn.basis)) : effect;
}

function entryOf(
  order: Waiting,
  act: "settle" | "take-over",
  data: AuditEvent["data"],
  basis: readonly RuleRef[] | undefined,
): AuditEvent {
  return "platform" in order
    ? queueEntry(order, act, data, basis)
    : orderEntry(`orders.order.${act}`, order, data, basis);
}

async function lapse(scope: Scope, order: Waiting, at: Instant, basis: readonly RuleRef[]): Promise<SystemEffect> {
  const entry = entryOf(order, "settle", { state: "lapsed", cause: "queue" }, basis);
  if ("platform" in order)
    return both({ audit: [entry], events: [] }, await closeWaiting(scope, order, { endedAt: at }));
  await saveOrder(scope, order.id, { state: "lapsed", endedAt: at });
  return { audit: [entry], events: [] };
}

async function takeHold(
  scope: Scope,
  { order, endsAt }: { readonly order: Waiting; readonly endsAt: Instant },
  at: Instant,
  basis: readonly RuleRef[],
): Promise<SystemEffect> {
  const { now } = scope;
  const given: Result<SystemEffect> = await ("platform" in order
    ? impose(scope, order, endsAt)
    : putInPlace(scope, order, endsAt));
  if (!given.ok) {
    // What cannot take hold any more, on a closed account say, has failed, and the register says so.
    const entry = entryOf(order, "settle", { state: "failed", problem: given.code }, given.basis);
    if ("platform" in order) {
      return both({ audit: [entry], events: [] }, await closeWaiting(scope, order, { endedAt: now, refused: given }));
    }
    await saveOrder(scope, order.id, { state: "failed", endedAt: now });
    return { audit: [entry], events: [] };
  }
  const startsAt = at > now ? at : now;
  if (!("platform" in order)) {
    await saveOrder(scope, order.id, { state: "registered", startsAt, endsAt, alarmed: null });
  }
  const entry = entryOf(order, "take-over", { account: order.accountId, startsAt, endsAt }, basis);
  const { audit, events } = given.value;
  return { audit: [entry, ...audit], events };
}
