import { z } from "zod";
import { normaliseIdNumber, normaliseName } from "../customers/normalise";
import { decideStake, type Stake } from "../customers/ownership";
import { isNumberOf } from "../customers/party-document";
import { decided, type Result, refuse } from "../shared/result";
import type { RuleRef } from "../shared/rule-ref";
import { INTAKE_POLICY } from "./intake-policy";
import { ID_TYPES, type SubjectKind } from "./model";

export const OWNER_KINDS = ["person", "enterprise"] as const satisfies readonly SubjectKind[];

/** One owner as an enterprise declares him: of which node, and with what part of it. */
export const ownerInput = z.strictObject({
  kind: z.enum(OWNER_KINDS),
  name: z
    .string()
    .max(120)
    .refine((value) => normaliseName(value) !== undefined),
  idType: z.enum(ID_TYPES),
  idNumber: z
    .string()
    .max(40)
    .refine((value) => normaliseIdNumber(value) !== undefined),
  /** His part of the node above, in hundredths of a percent. */
  shareBp: z.int().min(1).max(10_000),
  /** The place in the list, from 0, of the enterprise that he owns a part of; left out for the customer itself. */
  above: z.int().min(0).optional(),
});
export type DeclaredOwner = z.output<typeof ownerInput>;

/** Everybody who owns the enterprise, and who owns its owners, each enterprise before those who own it. */
export const ownersInput = z.array(ownerInput).min(1).max(INTAKE_POLICY.owners);

/** One thing wrong with a declared owner by himself. */
export type OwnerProblem = { readonly path: readonly string[]; readonly code: "kyc.submission.field-malformed" };

/** Owners whose paper is none of their kind, or whose number cannot be one of that paper. */
export function ownerProblems(owners: readonly DeclaredOwner[]): readonly OwnerProblem[] {
  return owners.flatMap(({ kind, idType, idNumber }, at): OwnerProblem[] => {
    const wrong = (field: string): OwnerProblem => ({
      path: ["owners", String(at), field],
      code: "kyc.submission.field-malformed",
    });
    if ((idType === "business-licence") !== (kind === "enterprise")) return [wrong("idType")];
    return isNumberOf(idType, partyOf({ idNumber })) ? [] : [wrong("idNumber")];
  });
}

/** What tells a declared owner from others: the number of his paper. */
export function partyOf({ idNumber }: Pick<DeclaredOwner, "idNumber">): string {
  return normaliseIdNumber(idNumber) ?? idNumber;
}

/** The id of a declared owner's stake: his place in the list. */
export const stakeIdOf = (at: number): string => String(at);

const FIELDS: Readonly<Record<string, string>> = { aboveId: "above", document: "idNumber", shareBp: "shareBp" };

/**
 * The declared owners as a tree, each stake decided upon in its turn (`decideStake`). `selves` are the numbers of the
 * customer itself: an enterprise that would own itself is refused. A refusal points at the owner and the field.
 */
export function decideOwners(
  owners: readonly DeclaredOwner[],
  selves: readonly string[],
  basis: RuleRef,
): Result<readonly Stake[]> {
  const stakes: Stake[] = [];
  for (const [at, owner] of owners.entries()) {
    const party = partyOf(owner);
    const above = owner.above === undefined ? null : stakeIdOf(owner.above);
    const next = { above, kind: owner.kind, party, shareBp: owner.shareBp };
    const decision = decideStake(stakes, next, selves.includes(party) ? party : null, basis);
    if (!decision.ok) {
      const { code, params, field = "" } = decision;
      const where = `owners.${at}.${FIELDS[field] ?? field}`;
      return refuse(code, { field: where, basis: [basis], ...(params ? { params } : {}) });
    }
    stakes.push({ id: stakeIdOf(at), ...next });
  }
  return decided(stakes, [basis]);
}
