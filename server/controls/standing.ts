import { isLive } from "@/domain/controls/model";
import type { Scope } from "@/server/kernel/scope";
import { measuresOf, measuresOfCustomer, type StoredMeasure } from "./store";

/** The live measures of an account, or of all accounts of a customer, oldest first. Secret ones as the actor may see them. */
export async function liveMeasures(
  { tx }: Pick<Scope, "tx">,
  of: { readonly accountId: string } | { readonly customerId: string },
): Promise<readonly StoredMeasure[]> {
  const stored =
    "accountId" in of
      ? await measuresOf(tx, of.accountId, { lock: false })
      : await measuresOfCustomer(tx, of.customerId);
  return stored.filter(({ measure }) => isLive(measure));
}
