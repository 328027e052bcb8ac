import { ofAge, withdraw } from "@/domain/consents/decisions";
import { type MarketingChannel, marketingPurpose, OPTIONAL_PURPOSES, type Purpose } from "@/domain/consents/model";
import { shanghaiDate } from "@/domain/shared/time";
import type { SystemEffect } from "@/server/controls/public";
import { birthDateOf } from "@/server/customers/public";
import { AppError } from "@/server/kernel/errors";
import type { Scope } from "@/server/kernel/scope";
import { hasConsent } from "./standing";
import { addSaying, CUSTOMER, holdCustomer, statesOf } from "./store";

export type Withdrawal = {
  readonly customerId: string;
  readonly purposes: readonly Purpose[] | "all-optional";
  readonly requestId: string | null;
  readonly channel?: string;
  readonly reason?: string | null;
};

/**
 * Takes back what a customer agreed to: from the end of this transaction the system asks and is told no. What was done
 * before stays (law-pipl-15). "All": whatever he has given; a purpose named is taken back although he never gave it, so
 * that nobody asks again. Throws for a core purpose, which no consent stands behind.
 */
export async function withdrawConsents(
  scope: Scope,
  { customerId, purposes, requestId, channel = "app", reason = null }: Withdrawal,
): Promise<{ readonly withdrawn: Purpose[] } & SystemEffect> {
  await holdCustomer(scope, customerId);
  const states = await statesOf(scope, customerId, { lock: true });
  const given = states.filter(({ change }) => change === "given").map(({ purpose }) => purpose);
  const asked = purposes === "all-optional" ? OPTIONAL_PURPOSES.filter((purpose) => given.includes(purpose)) : purposes;
  const decision = withdraw(asked, scope.now, scope.rules);
  if (!decision.ok) throw new AppError("invalid");
  const standing = new Map(states.map((state) => [state.purpose, state]));
  const withdrawn = decision.value.filter((purpose) => standing.get(purpose)?.change !== "withdrawn");
  for (const purpose of withdrawn) {
    await addSaying(scope, {
      customerId,
      purposes: [purpose],
      change: "withdrawn",
      versionId: standing.get(purpose)?.versionId ?? null,
      channel,
      asked: false,
      at: scope.now,
      reason,
      requestId,
    });
  }
  if (withdrawn.length === 0) return { withdrawn: [], audit: [], events: [] };
  return {
    withdrawn,
    audit: [
      {
        kind: "consents.consent.withdraw",
        subject: { type: CUSTOMER, id: customerId },
        basis: decision.basis,
        data: {
          purposes: withdrawn,
          channel,
          ...(reason ? { reason } : {}),
          ...(requestId ? { request: requestId } : {}),
        },
      },
    ],
    events: [],
  };
}

/** Stops marketing by these channels, and choosing what to offer by machine where all are stopped. */
export function marketingOff(
  scope: Scope,
  of: {
    readonly customerId: string;
    readonly channels: readonly MarketingChannel[];
    readonly requestId: string | null;
  },
): Promise<{ readonly withdrawn: Purpose[] } & SystemEffect> {
  const all = new Set(of.channels).size === 3;
  const purposes: Purpose[] = [
    ...of.channels.map(marketingPurpose),
    ...(all ? (["automated-marketing"] as const) : []),
  ];
  return withdrawConsents(scope, {
    customerId: of.customerId,
    purposes,
    requestId: of.requestId,
    reason: "stop-messages",
  });
}

/** Whether a customer may be sent marketing by a channel at this moment: with his own yes, and never while he is a minor. */
export async function mayMarket(
  scope: Pick<Scope, "tx" | "actor" | "now" | "rules" | "vault">,
  customerId: string,
  channel: MarketingChannel,
): Promise<boolean> {
  const purposes = [marketingPurpose(channel)] as const;
  if (!(await hasConsent(scope, customerId, purposes[0]))) return false;
  const bornOn = await birthDateOf(scope, customerId);
  return ofAge({ bornOn, purposes, guardianProof: false }, shanghaiDate(scope.now), scope.rules).ok;
}
