import { meets } from "../rulebook/figures";
import type { Rules } from "../rulebook/model";
import type { RuleRef } from "../shared/rule-ref";
import type { LocalDate } from "../shared/time";
import { type Factor, type LimitedAccount, type Payment, type Tier, USE_OF_KIND, type Use } from "./model";

export const NO_USE: Use = {
  paid: 0n,
  ownName: 0n,
  transfers: 0n,
  transferCount: 0,
  free: 0n,
  tiers: { agreed: 0, two: 0, one: 0 },
};

/** The three independent kinds of factors (law-np-22): what one knows, what one holds, what one is. */
const KIND_OF: Readonly<Record<Factor, "known" | "held" | "being">> = {
  "static-password": "known",
  "one-time-code": "held",
  certificate: "held",
  "e-signature": "held",
  biometric: "being",
};

/** How many independent kinds of factors there are: two of one kind count once. */
export function kindsOf(factors: readonly Factor[]): number {
  return new Set(factors.map((factor) => KIND_OF[factor])).size;
}

const certified = (factors: readonly Factor[]) => factors.includes("certificate") || factors.includes("e-signature");

/**
 * Where factors stand in the legal table: `agreed` by law-np-24-a, `two` by law-np-24-b, `one` by law-np-24-c, and by the
 * agreement's own rows where they are stricter. What the agreement grants to a code with a password is no more than `two`
 * (trap-auth-tier1).
 */
export function tierOf(factors: readonly Factor[], rules: Rules, on: LocalDate): Tier {
  const kinds = kindsOf(factors);
  const meetsAll = (...ids: string[]) => ids.every((id) => meets(rules.figure(id, "factors", on), kinds));
  if (meetsAll("law-np-24-c") || meetsAll("mipay-auth-lt2")) return "one";
  if (certified(factors) && meetsAll("law-np-24-a")) return "agreed";
  return meetsAll("law-np-24-b", "mipay-auth-2-no-dyn") ? "two" : "one";
}

/** Whether a payment is made without password and code. */
export const isPasswordFree = (payment: Pick<Payment, "factors">): boolean => payment.factors.length === 0;

/** Whether the payer of a transfer could choose when it arrives (mipay-transfer-options); of anything else it is not asked. */
export const hasChoice = ({ kind, arrival }: Payment, rules: Rules, on: LocalDate): boolean =>
  kind !== "transfer" || meets(rules.figure("mipay-transfer-options", "listed", on), arrival?.offered.length ?? 0);

const PURPOSE_RULES = ["mipriv-unit-50k-purpose", "law-np-unit-50k"] as const;

/**
 * The rules by which an enterprise's transfer to somebody else should have told what it is for, and did not: above their
 * sums both purpose and reason are recorded (mipriv-unit-50k-purpose); below, and of anything else, it is not asked.
 */
export function untoldPurpose(
  { kind, ownName, minor, purpose }: Payment,
  holder: LimitedAccount["holder"],
  rules: Rules,
  on: LocalDate,
): readonly RuleRef[] {
  if (holder !== "enterprise" || ownName || USE_OF_KIND[kind] !== "transfer" || purpose !== null) return [];
  return PURPOSE_RULES.filter((id) => meets(rules.figure(id, "cny", on), minor)).map((id) => rules.ref(id, on));
}

/** What one payment adds to the windows it falls in. */
export function paymentUse(payment: Payment, tier: Tier): Use {
  if (payment.ownName) return { ...NO_USE, ownName: payment.minor };
  const transfer = payment.kind === "transfer";
  return {
    paid: payment.minor,
    ownName: 0n,
    transfers: transfer ? payment.minor : 0n,
    transferCount: transfer ? 1 : 0,
    free: isPasswordFree(payment) ? payment.minor : 0n,
    tiers: { ...NO_USE.tiers, [tier]: 1 },
  };
}

function combine(left: Use, right: Use, sign: 1 | -1): Use {
  const minor = (a: bigint, b: bigint) => a + BigInt(sign) * b;
  const count = (a: number, b: number) => a + sign * b;
  return {
    paid: minor(left.paid, right.paid),
    ownName: minor(left.ownName, right.ownName),
    transfers: minor(left.transfers, right.transfers),
    transferCount: count(left.transferCount, right.transferCount),
    free: minor(left.free, right.free),
    tiers: {
      agreed: count(left.tiers.agreed, right.tiers.agreed),
      two: count(left.tiers.two, right.tiers.two),
      one: count(left.tiers.one, right.tiers.one),
    },
  };
}

/** The use of both together. Which comes first is all the same. */
export const plus = (left: Use, right: Use): Use => combine(left, right, 1);

/** What is left when a payment is taken back: exactly what was there without it. */
export const minus = (left: Use, right: Use): Use => combine(left, right, -1);
