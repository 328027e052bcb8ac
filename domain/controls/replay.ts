import { decided, type Result, refuse } from "../shared/result";
import { type Instant, shanghaiDate } from "../shared/time";
import { refuseAccount } from "./decisions";
import type { ControlledAccount, InstructedMeasure, Instruction, Measure } from "./model";

/** Why an order waits for a person: the core turned it down, or would not take it for so long that somebody should know. */
export const DEAD_CAUSES = ["rejected", "waiting"] as const;
export type DeadCause = (typeof DEAD_CAUSES)[number];

/**
 * A measure the core turned down, ordered once more as it was decided. `grounded`: what it stands on still asks for it, by
 * the capability it came from; null where that cannot be asked. Refuses an order that is not a restriction (a release and a
 * deduction are decided anew), a measure that has moved on, one whose term or review day has passed, one whose ground is
 * gone or unknown, and a closed account.
 */
export function orderAgain(input: {
  readonly instruction: Pick<Instruction, "verb" | "state">;
  readonly measure: Measure;
  readonly account: ControlledAccount;
  readonly grounded: boolean | null;
  readonly now: Instant;
}): Result<InstructedMeasure> {
  const { instruction, measure, account, grounded, now } = input;
  if (instruction.state !== "rejected") return refuse("controls.instruction.not-dead");
  if (instruction.verb !== "restrict") return refuse("controls.instruction.not-replayable");
  if (measure.state !== "failed") {
    return refuse("controls.instruction.measure-moved", { params: { state: measure.state } });
  }
  if (measure.subject !== null && grounded === null) return refuse("controls.instruction.not-replayable");
  const over = measure.expiresAt !== null && measure.expiresAt <= now;
  if (over || grounded === false || measure.reviewOn < shanghaiDate(now)) {
    return refuse("controls.instruction.measure-moved", { params: { state: measure.state } });
  }
  return refuseAccount(account) ?? decided({ ...measure, state: "instructed", instructedAt: now });
}
