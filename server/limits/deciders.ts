import type { z } from "zod";
import { LIMITS_POLICY } from "@/domain/limits/policy";
import type { DecisionRequest } from "@/domain/limits/schema";
import type { Settlement } from "@/domain/limits/settlement";
import type { Command } from "@/server/kernel/command";
import { execute } from "@/server/kernel/command";
import { AppError } from "@/server/kernel/errors";
import { newId } from "@/server/kernel/new-id";
import type { Runtime } from "@/server/kernel/runtime";
import { type RequestOutcome, recordDecisions } from "./commands/record-decisions";
import { type SettlementOutcome, settleDecisions } from "./commands/settle-decisions";
import { createLanes } from "./lanes";

/** Decides payments in batches: what waits while one batch is written is the next. */
export type Deciders = {
  decide(request: DecisionRequest): Promise<RequestOutcome>;
  settle(
    programmeId: string,
    one: { readonly decisionId: string; readonly as: Settlement },
  ): Promise<SettlementOutcome>;
};

/** Lanes of a programme: while one waits for the disk, the other decides. */
const LANES = 2;

/** How many programmes may be spoken of before one must be known; guards against made-up names. */
const PROGRAMME = /^[a-z0-9-]{1,40}$/;

/** The door to the limits for a process that decides. `runtime` is shared by all its batches. */
export function createDeciders(runtime: Runtime): Deciders {
  async function run<I extends z.ZodType, R>(cmd: Command<I, R>, programmeId: string, input: unknown): Promise<R> {
    const id = newId();
    const principal = { kind: "system", name: "system:gateway", programmeId } as const;
    const outcome = await execute(runtime, cmd, {
      principal,
      input: { ...(input as object), batchId: id },
      key: id,
      requestId: id,
    });
    if (outcome.ok) return outcome.result;
    throw new AppError("unavailable");
  }
  const decisions = createLanes<DecisionRequest, RequestOutcome>({
    lanes: LANES,
    size: LIMITS_POLICY.batchSize,
    run: async (programmeId, requests) => (await run(recordDecisions, programmeId, { requests })).outcomes,
  });
  const settlements = createLanes<{ decisionId: string; as: Settlement }, SettlementOutcome>({
    lanes: 1,
    size: LIMITS_POLICY.batchSize,
    run: async (programmeId, all) => (await run(settleDecisions, programmeId, { settlements: all })).outcomes,
  });
  return {
    decide: (request) => decisions.put(request.programme, request.accountNumber, request),
    settle(programmeId, one) {
      if (!PROGRAMME.test(programmeId)) throw new AppError("not-found");
      return settlements.put(programmeId, one.decisionId, one);
    },
  };
}
