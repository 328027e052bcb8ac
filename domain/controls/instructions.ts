import { decided, type Result, refuse } from "../shared/result";
import type { Instant } from "../shared/time";
import { backInForce } from "./decisions";
import type { Instruction, Measure } from "./model";

/** An answered instruction and what its measure has become; `changed` is false when the measure stays as it was. */
export type Settled = { readonly instruction: Instruction; readonly measure: Measure; readonly changed: boolean };

type Answer = {
  readonly instruction: Instruction;
  readonly measure: Measure;
  /** The measure the answer says it is about; null when it does not say. */
  readonly about: string | null;
  /** The core's count of its outcomes; null when it turned the instruction away at the door. */
  readonly coreSequence: number | null;
  /** The highest count among answers already known about this measure. */
  readonly newestCoreSequence: number | null;
  readonly now: Instant;
};

/**
 * The core carried an instruction out. Each instruction is answered once: refuses `already-answered`, and `mismatch`
 * when it concerns another measure. An answer older than one already known is kept, but moves nothing.
 */
export function confirmInstruction(answer: Answer): Result<Settled> {
  return settle(answer, "applied", (measure) => {
    const { verb } = answer.instruction;
    if (verb !== "lift") {
      if (measure.state !== "instructed") return measure;
      const held = { ...measure, inForceAt: answer.now };
      return verb === "deduct" ? { ...held, state: "carried-out" } : { ...held, state: "in-force" };
    }
    return measure.state === "release-instructed" ? { ...measure, state: "released", releasedAt: answer.now } : measure;
  });
}

/**
 * The core said no. A restriction or a deduction then never took effect; a measure whose release was refused stays in force.
 * Refuses like `confirmInstruction`.
 */
export function failInstruction(answer: Answer): Result<Settled> {
  return settle(answer, "rejected", (measure) => {
    if (answer.instruction.verb !== "lift") {
      return measure.state === "instructed" ? { ...measure, state: "failed" } : measure;
    }
    return measure.state === "release-instructed" ? backInForce(measure) : measure;
  });
}

function settle(answer: Answer, state: "applied" | "rejected", next: (measure: Measure) => Measure): Result<Settled> {
  const { instruction, measure, coreSequence, newestCoreSequence } = answer;
  if (instruction.measureId !== measure.id || (answer.about ?? measure.id) !== measure.id) {
    return refuse("controls.instruction.mismatch");
  }
  if (instruction.state === "applied" || instruction.state === "rejected") {
    return refuse("controls.instruction.already-answered", { params: { state: instruction.state } });
  }
  const overtaken = coreSequence !== null && newestCoreSequence !== null && coreSequence < newestCoreSequence;
  const after = overtaken ? measure : next(measure);
  return decided({ instruction: { ...instruction, state, coreSequence }, measure: after, changed: after !== measure });
}

/**
 * The core's word on the end of a holder's sessions, which is about no measure. Answered once, like any other: refuses
 * `already-answered`, and `mismatch` when the answer names a measure or the instruction has one.
 */
export function answerSessions(answer: {
  readonly instruction: Instruction;
  readonly about: string | null;
  readonly outcome: "applied" | "rejected";
  readonly coreSequence: number | null;
}): Result<Instruction> {
  const { instruction, about, outcome, coreSequence } = answer;
  if (instruction.measureId !== null || about !== null) return refuse("controls.instruction.mismatch");
  if (instruction.state === "applied" || instruction.state === "rejected") {
    return refuse("controls.instruction.already-answered", { params: { state: instruction.state } });
  }
  return decided({ ...instruction, state: outcome, coreSequence });
}
