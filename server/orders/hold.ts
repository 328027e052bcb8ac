import { isSecret, waitsBehind } from "@/domain/orders/bases";
import type { Order, OrderBasis } from "@/domain/orders/model";
import { ORDERS_POLICY } from "@/domain/orders/policy";
import { decided, type Result } from "@/domain/shared/result";
import { addDays, type Instant, shanghaiDate } from "@/domain/shared/time";
import { imposeAtOnce, liveMeasures, type SystemEffect } from "@/server/controls/public";
import type { Scope } from "@/server/kernel/scope";
import { insertAct } from "./acts";

/** What a measure of an order stands on. */
export const subjectOf = (order: Pick<Order, "id">) => ({ type: "order", id: order.id }) as const;

type Holding = Pick<
  Order,
  "id" | "number" | "authority" | "authorityName" | "caseNumber" | "basis" | "act" | "extent"
> & {
  readonly accountId: string;
  readonly customerId: string;
};

/** The reason a measure of an order carries. */
function reasonOf({ act, basis }: { readonly act: string; readonly basis: OrderBasis }) {
  if (act === "stop") return "order-stop" as const;
  return basis === "aml-freeze" ? ("order-aml-freeze" as const) : ("order-freeze" as const);
}

/** True while another freeze, that this order may be seen to wait for, holds the account. */
export async function isHeld(
  scope: Scope,
  order: Pick<Holding, "id" | "authority" | "basis" | "act" | "accountId">,
  except: readonly string[] = [],
): Promise<boolean> {
  const live = await liveMeasures(scope, { accountId: order.accountId });
  return live.some(
    ({ measure }) =>
      measure.source === "authority" &&
      measure.subject?.id !== order.id &&
      !except.includes(measure.id) &&
      measure.state !== "release-instructed" &&
      waitsBehind(order, { kind: measure.kind === "freeze" ? "freeze" : "other", secret: measure.secret }),
  );
}

/** Puts an order's freeze or stop in place, at once. Refuses as the measure is refused. */
export async function putInPlace(
  scope: Scope,
  order: Holding,
  endsAt: Instant | null,
): Promise<Result<SystemEffect & { readonly measureId: string }>> {
  const reviewOn = endsAt === null ? addDays(shanghaiDate(scope.now), ORDERS_POLICY.untermedReviewDays) : null;
  const given = await imposeAtOnce(scope, {
    accountId: order.accountId,
    customerId: order.customerId,
    kind: order.act === "stop" ? "stop" : "freeze",
    source: "authority",
    reasonCode: reasonOf(order),
    extent: { ...order.extent, target: null },
    subject: subjectOf(order),
    expiresAt: endsAt,
    reviewOn,
    secret: isSecret(order),
    afterReview: false,
  });
  if (!given.ok) return given;
  const { measureId } = given.value;
  await insertAct(scope, order, {
    act: order.act,
    accountId: order.accountId,
    measureId,
    state: "instructed",
    amountMinor: order.extent.amountMinor,
  });
  const { audit, events } = given.value;
  return decided({ audit, events, measureId }, given.basis);
}
