import type { Rules } from "../rulebook/model";
import { type Decided, decided } from "../shared/result";
import type { LocalDate } from "../shared/time";

export const GRADES = ["C1", "C2", "C3"] as const;
export type Grade = (typeof GRADES)[number];
export const PROTECTIONS = ["sealed", "keyed-hash", "one-way", "clear"] as const;
export type ProtectionKind = (typeof PROTECTIONS)[number];

/** Whether a value is kept as its grade asks: `met`; `reasoned`: in clear, and the reason is written down; `short`. */
export const STANDINGS = ["met", "reasoned", "short"] as const;
export type GradeStanding = (typeof STANDINGS)[number];

/**
 * Judges how a value is kept by its grade (JR/T 0171): what authenticates is never in clear, nor found by a key; what names
 * a person or shows his money is sealed or hashed, or says why not; what is known in the house alone says why it is clear.
 * What opens a customer's card or account is not kept in any form (llpriv-never-store-sad).
 */
export function judgeProtection(
  of: {
    readonly grade: Grade;
    readonly protection: ProtectionKind;
    readonly owner: "customer" | "counterparty" | "staff";
  },
  rules: Rules,
  today: LocalDate,
): Decided<GradeStanding> {
  const { grade, protection, owner } = of;
  const refs = (ids: readonly string[]) => ids.map((id) => rules.ref(id, today));
  const basis = refs(["mipriv-classify-data", "law-jrt0171"]);
  if (grade === "C3" && owner !== "staff")
    return decided("short", [...basis, ...refs(["llpriv-never-store-sad", "trap-c3"])]);
  if (grade === "C3") return decided(protection === "one-way" || protection === "sealed" ? "met" : "short", basis);
  return decided(protection === "clear" ? "reasoned" : "met", basis);
}
