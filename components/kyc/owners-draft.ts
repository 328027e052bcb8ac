import { basisPoints } from "@/components/customers/basis-points";
import { WHOLE_BP } from "@/domain/customers/ownership";
import type { IdType } from "@/domain/kyc/model";
import { type DeclaredOwner, type OWNER_KINDS, ownerInput, ownerProblems } from "@/domain/kyc/owners";

/** An owner as he is entered. `above`: the key of the enterprise he owns a part of; null for the customer. */
export type DraftOwner = {
  readonly key: string;
  readonly kind: (typeof OWNER_KINDS)[number];
  readonly name: string;
  readonly idType: IdType;
  readonly idNumber: string;
  /** A percentage as it is typed. */
  readonly share: string;
  readonly above: string | null;
};

export const NEW_OWNER: Omit<DraftOwner, "key"> = {
  kind: "person",
  name: "",
  idType: "resident-id",
  idNumber: "",
  share: "",
  above: null,
};

/** The owners with each enterprise before those who own it, as they are handed in. */
export function inOrder(owners: readonly DraftOwner[]): readonly DraftOwner[] {
  const below = (above: string | null): readonly DraftOwner[] =>
    owners.filter((one) => one.above === above).flatMap((one) => [one, ...below(one.key)]);
  return below(null);
}

/** The draft as it is handed in; rows must be in their form (`wrongOwners`). */
export function ownersHandedIn(draft: readonly DraftOwner[]): DeclaredOwner[] {
  const owners = inOrder(draft);
  const placeOf = new Map(owners.map(({ key }, at) => [key, at]));
  return owners.map(({ kind, name, idType, idNumber, share, above }) => {
    const place = above === null ? undefined : placeOf.get(above);
    const of = { kind, name: name.trim(), idType, idNumber: idNumber.trim(), shareBp: basisPoints(share) ?? 0 };
    return place === undefined ? of : { ...of, above: place };
  });
}

/** The keys of owners that are unfinished or not in their form. */
export function wrongOwners(draft: readonly DraftOwner[]): readonly string[] {
  const owners = inOrder(draft);
  const misfits = ownersHandedIn(draft).map(
    (owner) => !ownerInput.safeParse(owner).success || ownerProblems([owner]).length > 0,
  );
  return owners.flatMap(({ key }, at) => (misfits[at] ? [key] : []));
}

/** What the owners entered of one node come to, in basis points; a share that is not in its form counts for nothing. */
export type NodeTotal = { readonly above: string | null; readonly sumBp: number; readonly leftBp: number };

/** The running total of the customer and of every enterprise among the owners; `leftBp` is negative above a whole. */
export function totalsOf(draft: readonly DraftOwner[]): readonly NodeTotal[] {
  const nodes = [null, ...inOrder(draft).flatMap(({ key, kind }) => (kind === "enterprise" ? [key] : []))];
  return nodes.map((above) => {
    const own = draft.filter((one) => one.above === above);
    const sumBp = own.reduce((sum, { share }) => sum + (basisPoints(share) ?? 0), 0);
    return { above, sumBp, leftBp: WHOLE_BP - sumBp };
  });
}

/** The enterprises an owner may own a part of: not himself, and none that hangs below him. */
export function possibleAbove(draft: readonly DraftOwner[], key: string): readonly DraftOwner[] {
  const hangs = (one: DraftOwner | undefined): boolean =>
    one !== undefined && (one.key === key || hangs(draft.find((other) => other.key === one.above)));
  return draft.filter((one) => one.kind === "enterprise" && !hangs(one));
}

/** The owners without one; those who own a part of it go with it. */
export function withoutOwner(draft: readonly DraftOwner[], key: string): readonly DraftOwner[] {
  const gone = new Set([key]);
  for (const one of inOrder(draft)) if (one.above !== null && gone.has(one.above)) gone.add(one.key);
  return draft.filter((one) => !gone.has(one.key));
}

/** The owner a refusal or an issue points at, as in `owners.2.idNumber` or `input.owners.2`; null for another path. */
export function ownerOfPath(path: string, draft: readonly DraftOwner[]): string | null {
  const at = /(?:^|\.)owners\.(\d+)(?:\.|$)/.exec(path)?.[1];
  return at === undefined ? null : (inOrder(draft)[Number(at)]?.key ?? null);
}
