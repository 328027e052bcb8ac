import { type Call, execute, type Outcome } from "@/server/kernel/command";
import { handler, type JobHandler } from "@/server/kernel/jobs";
import { moveDeadlines } from "./commands/move-deadlines";
import { deadlinesTouched, type TouchedByLaw } from "./events";

type Step = { readonly moved: number; readonly last: string | null };

export const clocksHandlers: readonly JobHandler[] = [
  handler(deadlinesTouched, async ({ runtime, principal, eventId, requestId, signal }, { changeId, touched }) => {
    let after: string | null = null;
    do {
      signal.throwIfAborted();
      const input: { changeId: string; touched: TouchedByLaw; after: string | null } = { changeId, touched, after };
      const call: Call = { principal, input, key: `${eventId}:${after ?? "first"}`, requestId };
      const outcome: Outcome<Step> = await execute(runtime, moveDeadlines, call);
      if (!outcome.ok) throw new Error(outcome.code);
      after = outcome.result.last;
    } while (after !== null);
  }),
];
