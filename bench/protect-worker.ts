import { Logger, run } from "graphile-worker";
import { createPaymentCore } from "@/server/controls/adapters/payment-core";
import { deliverInstruction } from "@/server/controls/deliver";
import { instructionQueued } from "@/server/controls/events";
import { jobEnvelope } from "@/server/kernel/outbox";
import { runtime } from "@/server/kernel/runtime";

/** The worker over the real queue, for the orders to the core alone; a process of its own, as in the product. */
const own = await runtime();
const core = createPaymentCore({
  url: process.env.BENCH_CORE_URL ?? "",
  secret: process.env.BENCH_CORE_SECRET ?? "",
  timeoutMs: 8_000,
});
await run({
  pgPool: own.pool,
  concurrency: 4,
  logger: new Logger(() => () => undefined),
  pollInterval: 1_000,
  taskList: {
    [instructionQueued.topic]: (raw, helpers) => {
      const { eventId, programmeId, payload } = jobEnvelope.parse(raw);
      const { instructionId } = instructionQueued.payload.parse(payload);
      const attemptKey = `${eventId}:${helpers.job.attempts}`;
      return deliverInstruction({ runtime: own, core, programmeId, attemptKey, requestId: "bench" }, instructionId);
    },
  },
});
process.stdout.write(`${JSON.stringify({ event: "working" })}\n`);
