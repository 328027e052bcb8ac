import {
  basisPointsOf,
  beneficialBasis,
  isBeneficial,
  type Ownership,
  ownershipOf,
  unaccountedBp,
} from "@/domain/customers/ownership";
import type { CheckOwnership } from "@/domain/kyc/checks/input";
import type { Declared } from "@/domain/kyc/model";
import { type DeclaredOwner, decideOwners, partyOf, stakeIdOf } from "@/domain/kyc/owners";
import type { DeclaredOwnership } from "@/domain/kyc/ownership-output";
import { decided, type Result } from "@/domain/shared/result";
import { shanghaiDate } from "@/domain/shared/time";
import { recordedOwnership } from "@/server/customers/public";
import type { Scope } from "@/server/kernel/scope";
import { recordedNumbers } from "./recorded";
import { openDeclared, openOwners } from "./sealed";
import type { StoredSubmission } from "./store";

/** Whether a submission names its enterprise's legal representative so that he can be told from others. */
const namesRepresentative = ({ representativeName, representativeIdNumber }: Declared): boolean =>
  representativeName !== undefined && representativeIdNumber !== undefined;

/** Refuses a declared tree that cannot be, the customer by its declared number and those on record. */
export async function decideDeclared(
  scope: Scope,
  customerId: string,
  declared: Declared,
  owners: readonly DeclaredOwner[] | null,
): Promise<Result<null>> {
  if (owners === null) return decided(null);
  const own = await recordedNumbers(scope, customerId, "business-licence");
  const selves = [...own, ...(declared.idNumber === undefined ? [] : [declared.idNumber])];
  const basis = beneficialBasis(scope.rules, shanghaiDate(scope.now));
  const tree = decideOwners(owners, selves, basis);
  return tree.ok ? decided(null, tree.basis) : tree;
}

/** The declared owners, added up; the tree was decided upon when it was taken in. */
const added = (owners: readonly DeclaredOwner[]): Ownership =>
  ownershipOf(
    owners.map((owner, at) => ({
      id: stakeIdOf(at),
      above: owner.above === undefined ? null : stakeIdOf(owner.above),
      kind: owner.kind,
      party: partyOf(owner),
      shareBp: owner.shareBp,
    })),
  );

/** What the checks are to know of an enterprise's owners: as declared, or else as recorded; null where neither is. */
export async function ownershipFacts(
  scope: Scope,
  submission: Pick<StoredSubmission, "customerId" | "subject">,
  declared: Declared,
  owners: readonly DeclaredOwner[] | null,
): Promise<CheckOwnership | null> {
  if (submission.subject !== "enterprise") return null;
  const recorded = await recordedOwnership(scope, submission.customerId);
  if (owners === null && recorded.stakes.length === 0) return null;
  const ownership = owners === null ? ownershipOf(recorded.stakes) : added(owners);
  const on = shanghaiDate(scope.now);
  return {
    gapsBp: unaccountedBp(ownership),
    beneficialOwners: ownership.owners.filter(({ share }) => isBeneficial(share, scope.rules, on)).length,
    seniorManagerNamed: recorded.legalRepresentative || namesRepresentative(declared),
  };
}

/** The tree that a submission declares, without names or numbers; null where it declares none. */
export async function declaredOwnership(scope: Scope, submission: StoredSubmission): Promise<DeclaredOwnership | null> {
  const owners = await openOwners(scope, submission);
  if (owners === null) return null;
  const [on, { rules }] = [shanghaiDate(scope.now), scope];
  const ownership = added(owners);
  const { ruleId, version } = beneficialBasis(rules, on);
  const found = ownership.owners.map(({ stakes, share }) => {
    const { bp, exact } = basisPointsOf(share);
    return { stakes: [...stakes], shareBp: bp, exact, beneficial: isBeneficial(share, rules, on) };
  });
  const { legalRepresentative } = await recordedOwnership(scope, submission.customerId);
  const named = legalRepresentative || namesRepresentative(await openDeclared(scope, submission));
  return {
    stakes: owners.map(({ kind, idType, shareBp, above }, at) => ({
      id: stakeIdOf(at),
      aboveId: above === undefined ? null : stakeIdOf(above),
      kind,
      idType,
      shareBp,
    })),
    owners: found,
    gaps: ownership.gaps.map(({ above, missingBp }) => ({ aboveId: above, missingBp })),
    unaccountedBp: unaccountedBp(ownership),
    seniorManager: !found.some(({ beneficial }) => beneficial) && named,
    rule: { ruleId, version },
  };
}
