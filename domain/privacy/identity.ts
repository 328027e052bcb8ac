import type { IdentityWay } from "../closures/model";
import type { Rules } from "../rulebook/model";
import { decided, type Result, refuse } from "../shared/result";
import { addDuration, type Instant, type LocalDate } from "../shared/time";
import type { Paper } from "./codes";
import { PRIVACY_POLICY } from "./policy";
import { type Asking, IDENTITY_RULES, neededPapers } from "./requester";

/** How somebody proved who he is, and what he showed of for whom he asks. */
export type Proof = { readonly way: IdentityWay; readonly papers: readonly Paper[]; readonly files: number };

/**
 * Is it proven who asks, and that he may? A code to the registered telephone or the app's word proves the subject alone;
 * who asks for another shows papers, and papers that are said to have been seen lie with the request.
 */
export function proveIdentity(asking: Asking, proof: Proof, rules: Rules, on: LocalDate): Result<true> {
  const needed = neededPapers(asking, rules, on);
  const basis = [rules.ref(IDENTITY_RULES[asking.document], on), ...needed.basis];
  const remote = proof.way === "registered-phone" || proof.way === "signed-in";
  if (remote && asking.requester !== "subject") return refuse("privacy.identity.way-not-enough", { basis });
  const papers: readonly Paper[] =
    proof.way === "checked-papers" ? [...new Set<Paper>(["identity-document", ...needed.value])] : needed.value;
  const missing = papers.filter((paper) => !proof.papers.includes(paper));
  if (missing.length > 0)
    return refuse("privacy.identity.papers-missing", { field: "papers", params: { count: missing.length }, basis });
  if (papers.length > 0 && proof.files === 0)
    return refuse("privacy.identity.papers-missing", { field: "papers", params: { count: papers.length }, basis });
  return decided(true, basis);
}

/** A code sent to the registered telephone, as an answer to it finds it. */
export type Challenge = { readonly sentAt: Instant; readonly expiresAt: Instant };

/** What an answer to a code comes to: `stopped`: it was the last wrong one. */
export type CodeAnswer = "right" | "wrong" | "stopped";

/**
 * Weighs an answer to a code. `wrong` counts the wrong answers of the request so far: too many of them stop it for ever
 * (mipriv-never-ask-code: who guesses is not the one who holds the telephone). An expired code is a wrong answer.
 */
export function weighCode(
  {
    challenge,
    wrong,
    matches,
    now,
  }: {
    readonly challenge: Challenge;
    readonly wrong: number;
    readonly matches: boolean;
    readonly now: Instant;
  },
  rules: Rules,
  on: LocalDate,
): Result<CodeAnswer> {
  const basis = [rules.ref("mipriv-never-ask-code", on)];
  if (wrong >= PRIVACY_POLICY.codeWrongMost) return refuse("privacy.identity.code-stopped", { basis });
  if (matches && now <= challenge.expiresAt) return decided("right", basis);
  return decided(wrong + 1 >= PRIVACY_POLICY.codeWrongMost ? "stopped" : "wrong", basis);
}

/** May another code be sent? `sent`: when each of this request's codes was. Refuses too many, and one too soon. */
export function maySendCode(sent: readonly Instant[], wrong: number, now: Instant): Result<{ expiresAt: Instant }> {
  const { codeSendsMost, codeGapMinutes, codeMinutes, codeWrongMost } = PRIVACY_POLICY;
  if (wrong >= codeWrongMost || sent.length >= codeSendsMost) return refuse("privacy.identity.code-stopped");
  const last = [...sent].sort().at(-1);
  if (last && addDuration(last, { minutes: codeGapMinutes }) > now)
    return refuse("privacy.identity.code-too-soon", { params: { minutes: codeGapMinutes } });
  return decided({ expiresAt: addDuration(now, { minutes: codeMinutes }) });
}

/** Is the app's word about its signed-in customer fresh enough? Refuses `privacy.identity.sign-in-old`. */
export function freshSignIn(signedInAt: Instant, now: Instant): Result<true> {
  const fresh = signedInAt <= now && addDuration(signedInAt, { minutes: PRIVACY_POLICY.signInMinutes }) >= now;
  return fresh
    ? decided(true)
    : refuse("privacy.identity.sign-in-old", {
        field: "signedInAt",
        params: { minutes: PRIVACY_POLICY.signInMinutes },
      });
}
