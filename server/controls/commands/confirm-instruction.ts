import { z } from "zod";
import { command, committed } from "@/server/kernel/command";
import { settleInstruction } from "../settle";

/**
 * Records what the core did with an instruction: its callback, or its answer when asked. The caller's key is the
 * core's event id, so an event that comes again changes nothing; another event about an answered instruction is
 * refused, and so is one that names another measure or another account than the instruction's.
 */
export const confirmInstruction = command({
  name: "controls.instruction.confirm",
  permission: "controls.confirm",
  input: z.object({
    instructionId: z.uuid(),
    measureId: z.uuid().optional(),
    accountNumber: z.string().min(1).max(64),
    outcome: z.enum(["applied", "rejected"]),
    reason: z.string().min(1).max(128).nullable(),
    coreSequence: z.int().positive(),
    appliedAt: z.iso.datetime().optional(),
  }),
  subject: ({ instructionId }) => ({ type: "instruction", id: instructionId }),
  async handle(scope, input) {
    const problem = input.outcome === "rejected" ? (input.reason ?? "unexplained") : null;
    const { measureId = null, appliedAt = null } = input;
    const settled = await settleInstruction(scope, { ...input, measureId, appliedAt, problem });
    if (!settled.ok) return settled;
    const { state, audit, events } = settled.value;
    return committed({ result: { state }, audit, events });
  },
});
