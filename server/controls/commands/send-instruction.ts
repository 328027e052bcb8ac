import { z } from "zod";
import { command, committed } from "@/server/kernel/command";
import { notFound } from "@/server/kernel/errors";
import { findInstruction, saveAttempt } from "../instructions";
import { settleInstruction } from "../settle";

/**
 * Records one attempt to hand an instruction to the core, made before: taken, not reached (tried again later), or
 * judged and refused, which answers the instruction. An attempt recorded late, after the core's callback, only counts.
 */
export const recordAttempt = command({
  name: "controls.instruction.send",
  permission: "controls.instruct",
  input: z.object({
    instructionId: z.uuid(),
    outcome: z.enum(["accepted", "unavailable", "refused"]),
    problem: z.string().max(128).nullable(),
  }),
  subject: ({ instructionId }) => ({ type: "instruction", id: instructionId }),
  async handle(scope, { instructionId, outcome, problem }) {
    const { instruction, attempts } = (await findInstruction(scope.tx, instructionId, { lock: false })) ?? notFound();
    const attempt = {
      kind: "controls.instruction.send" as const,
      subject:
        instruction.measureId === null
          ? { type: "account", id: instruction.accountId as string }
          : { type: "measure", id: instruction.measureId as string },
      data: {
        instruction: instructionId,
        verb: instruction.verb,
        sequence: instruction.sequence,
        attempt: attempts + 1,
        outcome,
        ...(problem ? { problem } : {}),
      },
    };
    const answered = instruction.state === "applied" || instruction.state === "rejected";
    if (outcome === "refused" && !answered) {
      const settled = await settleInstruction(scope, {
        instructionId,
        outcome: "rejected",
        problem,
        coreSequence: null,
        appliedAt: null,
      });
      if (!settled.ok) return settled;
      await saveAttempt(scope.tx, instructionId, { accepted: false, problem, now: scope.now });
      return committed({
        result: { attempts: attempts + 1 },
        audit: [attempt, ...settled.value.audit],
        events: settled.value.events,
      });
    }
    await saveAttempt(scope.tx, instructionId, { accepted: outcome === "accepted", problem, now: scope.now });
    return committed({ result: { attempts: attempts + 1 }, audit: [attempt] });
  },
});
