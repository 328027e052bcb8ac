import { ZxcvbnFactory } from "@zxcvbn-ts/core";
import { adjacencyGraphs, dictionary } from "@zxcvbn-ts/language-common";
import { dictionary as english } from "@zxcvbn-ts/language-en";
import { ownWords, passwordProblem } from "@/domain/identity/password-rules";
import type { Refusal } from "@/domain/shared/result";

type Judge = { readonly check: ZxcvbnFactory; readonly leaked: ReadonlySet<string> };

let judge: Judge | undefined;

/** Made at first use: the lists of words take a moment to read. */
function theJudge(): Judge {
  judge ??= {
    check: new ZxcvbnFactory({ dictionary: { ...dictionary, ...english }, graphs: adjacencyGraphs }),
    leaked: new Set(dictionary["passwords-common"].map((word) => word.toLowerCase())),
  };
  return judge;
}

/** Whom a password is for: his e-mail and names. */
export type PasswordOwner = { readonly email: string; readonly names: readonly string[] };

/** True for a password of the list of leaked ones, whatever its case, with or without digits and signs around it. */
function isLeaked(password: string, leaked: ReadonlySet<string>): boolean {
  const plain = password.toLowerCase();
  return leaked.has(plain) || leaked.has(plain.replaceAll(/^[^\p{L}]+|[^\p{L}]+$/gu, ""));
}

/** Why a password is not taken from this person; null for a good one. Long ones are measured by their first 100 characters. */
export function judgePassword(password: string, { email, names }: PasswordOwner): Refusal | null {
  const own = [email, ...names];
  const { check, leaked } = theJudge();
  const { score } = check.check(password.slice(0, 100), [...ownWords(own)]);
  return passwordProblem({ password, score, breached: isLeaked(password, leaked), own });
}
