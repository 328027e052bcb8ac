/** Letters and digits that cannot be mistaken for each other: 32 of them, five bits each. */
export const RECOVERY_ALPHABET = "abcdefghjkmnpqrstvwxyz0123456789";

/** Ten of them make a code: 50 random bits. */
export const RECOVERY_LENGTH = 10;

/** A recovery code as it is shown, from as many numbers of 0 to 31 as it has letters. */
export function recoveryCode(numbers: readonly number[]): string {
  const letters = numbers.slice(0, RECOVERY_LENGTH).map((number) => RECOVERY_ALPHABET.charAt(number % 32));
  return `${letters.slice(0, 5).join("")}-${letters.slice(5).join("")}`;
}

/** A recovery code as typed by people, in the one form that is hashed; null for what cannot be one. */
export function readRecoveryCode(typed: string): string | null {
  const plain = typed.toLowerCase().replaceAll(/[\s-]/g, "").replaceAll("o", "0").replaceAll(/[il]/g, "1");
  return plain.length === RECOVERY_LENGTH && [...plain].every((letter) => RECOVERY_ALPHABET.includes(letter))
    ? plain
    : null;
}
