import type { DecisionRequest } from "@/domain/limits/schema";
import { newId } from "@/server/kernel/new-id";
import type { MadeAccount } from "@/server/kernel/testing/factories";

/** A question of the core about one payment of consumption by password and biometric, unless told otherwise. */
export function askFor(account: MadeAccount, yuan: number, changes: Partial<DecisionRequest> = {}): DecisionRequest {
  return {
    requestId: newId(),
    transactionId: newId(),
    programme: "pay",
    accountNumber: account.coreNumber,
    kind: "consumption",
    ownName: false,
    amountMinor: String(Math.round(yuan * 100)),
    currency: "CNY",
    factors: ["static-password", "biometric"],
    ...(changes.kind === "transfer" && { arrival: { offered: ["at-once", "next-day"], chosen: "at-once" } }),
    ...changes,
  };
}
