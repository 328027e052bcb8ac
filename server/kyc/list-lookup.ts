import type { Declared } from "@/domain/kyc/model";
import type { DeclaredOwner } from "@/domain/kyc/owners";
import type { Scope } from "@/server/kernel/scope";
import { type Screening, screenParty } from "@/server/screening/public";

const given = (...values: readonly (string | undefined)[]): string[] =>
  values.filter((value): value is string => value !== undefined);

/**
 * Asks the lists about everybody a submission names: the customer, and who acts for an enterprise and owns it. What a hit stops is
 * stopped in this same transaction; its entries and news are the caller's to commit.
 */
export function lookUpLists(
  scope: Scope,
  customerId: string,
  declared: Declared,
  owners: readonly DeclaredOwner[],
): Promise<Screening> {
  return screenParty(scope, {
    customerId,
    names: given(declared.name, declared.representativeName, ...owners.map(({ name }) => name)),
    documents: given(declared.idNumber, declared.representativeIdNumber, ...owners.map(({ idNumber }) => idNumber)),
  });
}
