import type { OpenItem } from "@/domain/retention/model";
import type { Scope } from "@/server/kernel/scope";

/** What is open at one of the customers that were asked for. */
export type HeldItem = OpenItem & { readonly customerId: string };

/** Something that may keep a customer's data beyond their term, told by the capability whose it is. */
export type RetentionHold = {
  readonly code: string;
  /** `suspicion`: it shows in no plan, letter, entry or certificate. */
  readonly clearance: "general" | "suspicion";
  /** What is open at customers now, of many at once. */
  readonly check: (scope: Scope, customerIds: readonly string[]) => Promise<readonly HeldItem[]>;
};

const HOLDS = new Map<string, RetentionHold>();

/** Tells of a hold, once, when the capability is loaded. */
export function registerRetentionHold(hold: RetentionHold): void {
  if (HOLDS.has(hold.code)) throw new Error(`retention hold ${hold.code} is told twice`);
  HOLDS.set(hold.code, hold);
}

/** What is open at customers, of one clearance, by code. Who has nothing open is not in it. */
export async function openHolds(
  scope: Scope,
  customerIds: readonly string[],
  clearance: RetentionHold["clearance"],
): Promise<ReadonlyMap<string, readonly OpenItem[]>> {
  const open = new Map<string, OpenItem[]>();
  for (const hold of [...HOLDS.values()].toSorted((a, b) => (a.code < b.code ? -1 : 1))) {
    if (hold.clearance !== clearance) continue;
    for (const { customerId, ...item } of await hold.check(scope, customerIds)) {
      open.set(customerId, [...(open.get(customerId) ?? []), item]);
    }
  }
  return open;
}
