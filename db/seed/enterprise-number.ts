/** Characters of a unified social credit code (GB 32100): no I, O, S, V, Z. */
const CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY";
const MODULUS = 31;

/** The check character over the first 17 characters. Refuses others. */
export function creditCodeCheck(first17: string): string {
  const values = [...first17].map((character) => CHARACTERS.indexOf(character));
  if (values.length !== 17 || values.includes(-1))
    throw new RangeError("a credit code has 17 characters before its check");
  let weight = 1;
  let sum = 0;
  for (const value of values) {
    sum += value * weight;
    weight = (weight * 3) % MODULUS;
  }
  return CHARACTERS.charAt((MODULUS - (sum % MODULUS)) % MODULUS);
}

/** The n-th demonstration code: its registering department and region (9, 99…) are nobody's. n from 0 to 999999999. */
export function fictitiousCreditCode(n: number): string {
  const first17 = `91999999${String(n).padStart(9, "0")}`;
  return first17 + creditCodeCheck(first17);
}
