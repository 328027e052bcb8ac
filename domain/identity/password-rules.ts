import { type Refusal, refuse } from "../shared/result";
import { IDENTITY_POLICY } from "./policy";

/** A password as judged by measuring it. `score`: zxcvbn's, 0 to 4. `breached`: it stands in the list of leaked ones. */
export type Measured = {
  readonly password: string;
  readonly score: number;
  readonly breached: boolean;
  /** E-mail and names of its person. */
  readonly own: readonly string[];
};

/** Words of a person a password may not rest on: the parts of e-mail and names of four letters and more. */
export function ownWords(own: readonly string[]): readonly string[] {
  const words = own.flatMap((text) => [text, ...text.split(/[^\p{L}\p{N}]+/u)]);
  return [...new Set(words.map((word) => word.toLowerCase()).filter((word) => [...word].length >= 4))];
}

/** Why a password is not taken, the first reason there is; null for a good one. */
export function passwordProblem({ password, score, breached, own }: Measured): Refusal | null {
  const least = IDENTITY_POLICY.passwordLength;
  const field = "password";
  if ([...password].length < least) return refuse("identity.password.short", { params: { least }, field });
  const plain = password.toLowerCase();
  if (ownWords(own).some((word) => plain.includes(word))) return refuse("identity.password.own", { field });
  if (breached) return refuse("identity.password.breached", { field });
  if (score < IDENTITY_POLICY.passwordScore) return refuse("identity.password.weak", { field });
  return null;
}
