import { sql } from "drizzle-orm";
import { basisOf, giverOf, standingOf } from "@/domain/orders/electronic/standing";
import type { Authority, OrderTerm, StandingOrder } from "@/domain/orders/model";
import { type AccountId, asId, type CustomerId } from "@/domain/shared/ids";
import { localDate } from "@/domain/shared/time";
import type { Scope } from "@/server/kernel/scope";
import { messageIfKept, type StoredOrder } from "./store";

/** An order of the platform that holds money, or would, as decisions about papers see it. */
export type PlatformOrder = StandingOrder & { readonly platform: StoredOrder };

/** How often an order was renewed, by the platform and on paper. */
async function renewalsOf({ tx, actor }: Scope, id: string): Promise<number> {
  const { rows } = await tx.execute<{ n: number }>(sql`select (
      (select count(*) from electronic_orders where programme_id = ${actor.programmeId} and of_order_id = ${id}::uuid
        and act = 'renew' and state <> 'refused' and executed_at is not null)
      + (select count(*) from orders where programme_id = ${actor.programmeId} and about_id = ${id}::uuid and act = 'renew'
        and state = 'executed'))::int as n`);
  return rows[0]?.n ?? 0;
}

/** A stop or freeze of the platform beside papers; undefined for its other acts. `paper`: whose paper it is held against. */
export async function asOrder(
  scope: Scope,
  stored: StoredOrder,
  paper: Authority | null = null,
): Promise<PlatformOrder | undefined> {
  const { act } = stored;
  if (act !== "stop" && act !== "freeze") return undefined;
  const message = await messageIfKept(scope, stored);
  const freeze = message?.act === "freeze" ? message : null;
  const basis = basisOf(act, freeze?.major ?? false);
  return {
    id: asId<"order">(stored.id),
    number: stored.number,
    authority: giverOf(basis, paper),
    authorityName: stored.authority,
    basis,
    act,
    caseNumber: stored.caseNumber,
    customerId: stored.customerId as CustomerId | null,
    accountId: stored.accountId as AccountId | null,
    extent: { scope: stored.scope ?? "all", amountMinor: stored.amountMinor },
    term: freeze ? termOf(freeze.term) : null,
    state: standingOf(stored),
    receivedAt: stored.receivedAt,
    startsAt: stored.inForceAt,
    endsAt: stored.lapsesAt,
    renewals: await renewalsOf(scope, stored.id),
    platform: stored,
  };
}

const termOf = (term: { months: number } | { until: string }): OrderTerm =>
  "months" in term ? { unit: "months", count: term.months } : { unit: "until", on: localDate(term.until) };
