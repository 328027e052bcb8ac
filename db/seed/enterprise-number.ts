import { creditCodeCheck } from "@/domain/customers/credit-code";

/** The n-th demonstration code: its registering department and region (9, 99…) are nobody's. n from 0 to 999999999. */
export function fictitiousCreditCode(n: number): string {
  const first17 = `91999999${String(n).padStart(9, "0")}`;
  return first17 + creditCodeCheck(first17);
}
