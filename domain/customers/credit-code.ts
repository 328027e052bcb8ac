/** Characters of a unified social credit code (GB 32100): no I, O, S, V, Z. */
const CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY";
const MODULUS = 31;

/** The check character over the first 17 characters; "0" where the remainder is none. Refuses others. */
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

/** Whether a normalised text is a unified social credit code: 18 characters of its alphabet, the last one right. */
export function isCreditCode(code: string): boolean {
  const first17 = code.slice(0, 17);
  const known = [...code].every((character) => CHARACTERS.includes(character));
  return code.length === 18 && known && creditCodeCheck(first17) === code.at(17);
}

export type CreditCodeProblem = "length" | "characters" | "region" | "checksum";

/**
 * What is wrong with a normalised credit code, first found; undefined for a right one. Places 3 to 8 are the digits of the
 * registering office's region, which the check character alone does not ask for.
 */
export function creditCodeProblem(code: string): CreditCodeProblem | undefined {
  if (code.length !== 18) return "length";
  if (![...code].every((character) => CHARACTERS.includes(character))) return "characters";
  if (!/^..\d{6}/.test(code)) return "region";
  return creditCodeCheck(code.slice(0, 17)) === code.at(17) ? undefined : "checksum";
}
