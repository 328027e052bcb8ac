import { z } from "zod";
import { MEASURE_STATES } from "@/domain/controls/model";
import { defineTopic } from "@/server/kernel/outbox";

/** What the core holds an account to is to be compared with what we do, now rather than with the next round. */
export const comparisonAsked = defineTopic({
  topic: "controls.account.compare",
  clearance: "general",
  payload: z.object({ accountId: z.uuid() }),
});

/** An instruction waits to be handed to the payment core. */
export const instructionQueued = defineTopic({
  topic: "controls.instruction.send",
  clearance: "general",
  payload: z.object({ instructionId: z.uuid() }),
});

/** A measure under review got somewhere, seen by somebody who may not know what it stands on. */
export const settledBehindWall = defineTopic({
  topic: "controls.measure.settled",
  clearance: "suspicion",
  payload: z.object({ measureId: z.uuid(), was: z.enum(MEASURE_STATES) }),
});
