import type { Rules } from "../rulebook/model";
import { decided, type Result, refuse } from "../shared/result";
import type { LocalDate } from "../shared/time";
import { IDENTITY_RULES } from "./codes";
import type { Cause, Check, CheckItem, NoticeChannel } from "./model";
import type { LossesPolicy } from "./policy";

/** How far a caller is known. `worthless`: answers that matched and prove nothing where this was lost. */
export type Knowledge = {
  readonly points: number;
  readonly needed: number;
  readonly mismatches: number;
  readonly worthless: readonly CheckItem[];
  readonly verified: boolean;
};

/** How the caller was spoken to: as the notice came, or by calling him back. */
export type Way = NoticeChannel | "call-back";

/**
 * A checklist as it was gone through. `over`: how he was spoken to, where that is known. `forEnding`: the caller asks that
 * protection ends, which takes more.
 */
export type Answers = {
  readonly cause: Cause;
  readonly checks: readonly Check[];
  readonly forEnding?: boolean;
  readonly over?: Way;
};

/**
 * True where a right answer proves nothing: it comes to whoever has what was lost, or nobody could have given it this way.
 * A face is seen at the counter alone, and a number that calls is seen only where the caller rang.
 */
export function provesNothing(item: CheckItem, cause: Cause, policy: LossesPolicy, over?: Way): boolean {
  if (item === "face-at-counter" && over !== undefined && over !== "counter") return true;
  if (item === "caller-number" && over !== undefined && over !== "call") return true;
  return (policy.worthlessFor[cause] as readonly CheckItem[]).includes(item);
}

/** Counts what was asked and matched. Pure arithmetic, for the screen too; the decision is `verifyCaller`. */
export function weighAnswers({ cause, checks, forEnding = false, over }: Answers, policy: LossesPolicy): Knowledge {
  const needed = forEnding ? policy.endingAt : policy.verifiedAt;
  const matched = checks.filter(({ outcome }) => outcome === "matched").map(({ item }) => item);
  const mismatches = checks.length - matched.length;
  const worthless = matched.filter((item) => provesNothing(item, cause, policy, over));
  const points = matched
    .filter((item) => !worthless.includes(item))
    .reduce((sum, item) => sum + policy.points[item], 0);
  return { points, needed, mismatches, worthless, verified: points >= needed && mismatches <= policy.mostMismatches };
}

/**
 * Whether a caller is who he says, from what was asked and what matched. Refuses a question answered twice, and nothing
 * else: who is not known is an answer too.
 */
export function verifyCaller(answers: Answers, policy: LossesPolicy, rules: Rules, on: LocalDate): Result<Knowledge> {
  const { checks } = answers;
  if (new Set(checks.map(({ item }) => item)).size < checks.length)
    return refuse("losses.report.check-twice", { field: "checks" });
  return decided(
    weighAnswers(answers, policy),
    IDENTITY_RULES.map((id) => rules.ref(id, on)),
  );
}
