import type { Rules } from "../rulebook/model";
import { decided, type Result, refuse } from "../shared/result";
import type { RuleRef } from "../shared/rule-ref";
import type { LocalDate } from "../shared/time";
import { OWNERSHIP_LEVELS_MAX } from "./policy";

/** A whole, in basis points. */
export const WHOLE_BP = 10_000;

/** A part of the enterprise above: of the customer itself where `above` is null. `party` tells who is the same owner. */
export type Stake = {
  readonly id: string;
  readonly above: string | null;
  readonly kind: "person" | "enterprise";
  readonly party: string;
  readonly shareBp: number;
};

/** An exact part of a whole, in lowest terms. */
export type Fraction = { readonly numerator: bigint; readonly denominator: bigint };

/** A natural person's part of the customer through all chains. */
export type EffectiveOwner = { readonly party: string; readonly stakes: readonly string[]; readonly share: Fraction };

/** An enterprise of the tree whose owners do not add up to a whole; `above` null for the customer. */
export type Gap = { readonly above: string | null; readonly missingBp: number };

export type Ownership = { readonly owners: readonly EffectiveOwner[]; readonly gaps: readonly Gap[] };

function divisor(a: bigint, b: bigint): bigint {
  let [x, y] = [a, b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

/** A fraction in lowest terms. The denominator is above zero. */
export function fraction(numerator: bigint, denominator: bigint): Fraction {
  const by = divisor(numerator, denominator) || 1n;
  return { numerator: numerator / by, denominator: denominator / by };
}

function add(a: Fraction, b: Fraction): Fraction {
  return fraction(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator);
}

/** A fraction in hundredths of a percent, rounded down; exact only where it says so. */
export function basisPointsOf({ numerator, denominator }: Fraction): { readonly bp: number; readonly exact: boolean } {
  const scaled = numerator * BigInt(WHOLE_BP);
  return { bp: Number(scaled / denominator), exact: scaled % denominator === 0n };
}

/**
 * Who owns an enterprise in the end: each natural person's part, chain by chain multiplied and added up, without
 * rounding, the largest first; and where owners are missing. Stakes whose chain does not reach the customer do not count.
 */
export function ownershipOf(stakes: readonly Stake[]): Ownership {
  const owners = new Map<string, { stakes: string[]; share: Fraction }>();
  const gaps: Gap[] = [];
  const below = new Map<string | null, Stake[]>();
  for (const stake of stakes) below.set(stake.above, [...(below.get(stake.above) ?? []), stake]);
  const walk = (above: string | null, part: Fraction, level: number): void => {
    const here = below.get(above) ?? [];
    const missingBp = WHOLE_BP - sumOf(here);
    if (missingBp > 0) gaps.push({ above, missingBp });
    if (level > OWNERSHIP_LEVELS_MAX) return;
    for (const stake of here) {
      const own = fraction(part.numerator * BigInt(stake.shareBp), part.denominator * BigInt(WHOLE_BP));
      if (stake.kind === "enterprise") walk(stake.id, own, level + 1);
      else {
        const before = owners.get(stake.party);
        const share = before ? add(before.share, own) : own;
        owners.set(stake.party, { stakes: [...(before?.stakes ?? []), stake.id], share });
      }
    }
  };
  walk(null, { numerator: 1n, denominator: 1n }, 1);
  const found = [...owners].map(([party, owner]) => ({ party, ...owner }));
  return { owners: found.sort((a, b) => compare(b.share, a.share)), gaps };
}

/**
 * The part of the customer that no natural person is known for, in basis points rounded up: one part in a million that
 * is missing is missing.
 */
export function unaccountedBp({ owners }: Ownership): number {
  const { numerator, denominator } = owners.reduce((sum, { share }) => add(sum, share), fraction(0n, 1n));
  const missing = (denominator - numerator) * BigInt(WHOLE_BP);
  return missing <= 0n ? 0 : Number((missing + denominator - 1n) / denominator);
}

function compare(a: Fraction, b: Fraction): number {
  const difference = a.numerator * b.denominator - b.numerator * a.denominator;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

function sumOf(stakes: readonly Stake[]): number {
  return stakes.reduce((sum, { shareBp }) => sum + shareBp, 0);
}

/**
 * Whether an owner's part reaches the line from which a natural person is a beneficial owner (rule law-bo). Compares
 * exactly: the line is a decimal percentage.
 */
export function isBeneficial(share: Fraction, rules: Rules, on: LocalDate): boolean {
  const { value, op } = rules.figure("law-bo", "share", on);
  const [whole = "0", places = ""] = value.split(".");
  const line = BigInt(whole + places);
  const unit = 100n * 10n ** BigInt(places.length);
  const difference = share.numerator * unit - line * share.denominator;
  return op === "gt" ? difference > 0n : difference >= 0n;
}

/** The rule behind `isBeneficial`. */
export function beneficialBasis(rules: Rules, on: LocalDate): RuleRef {
  return rules.ref("law-bo", on);
}

/**
 * Whether a stake may be recorded. Refuses a part of a person, of a stake that is not there, more than a whole, the same
 * owner twice of one enterprise, a chain that is too long, and a cycle: an enterprise that would own itself, the
 * customer (`self`) included.
 */
export function decideStake(
  stakes: readonly Stake[],
  next: Omit<Stake, "id">,
  self: string | null,
  basis: RuleRef,
): Result<{ readonly sumBp: number }> {
  const no = (reason: string, field: string, params = {}) =>
    refuse(`customers.stake.${reason}`, { field, params, basis: [basis] });
  const byId = new Map(stakes.map((stake) => [stake.id, stake]));
  const above = next.above === null ? null : byId.get(next.above);
  if (above === undefined) return no("above-missing", "aboveId");
  if (above?.kind === "person") return no("above-person", "aboveId");
  const chain = new Set<string>(self === null ? [] : [self]);
  let level = 1;
  for (let at = above; at; at = at.above === null ? null : (byId.get(at.above) ?? null)) {
    chain.add(at.party);
    level += 1;
    if (level > OWNERSHIP_LEVELS_MAX) return no("too-deep", "aboveId", { most: OWNERSHIP_LEVELS_MAX });
  }
  if (chain.has(next.party)) return no("cycle", "document");
  const beside = stakes.filter((stake) => stake.above === next.above);
  if (beside.some(({ party }) => party === next.party)) return no("twice", "document");
  const sumBp = sumOf(beside) + next.shareBp;
  if (sumBp > WHOLE_BP) return no("above-whole", "shareBp", { left: WHOLE_BP - sumOf(beside) });
  return decided({ sumBp }, [basis]);
}
