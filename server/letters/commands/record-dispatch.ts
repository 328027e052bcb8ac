import { z } from "zod";
import { toInstant } from "@/db/schema/columns";
import { afterHandOver, receiptOverdue } from "@/domain/letters/plan";
import { refuse } from "@/domain/shared/result";
import { command, committed } from "@/server/kernel/command";
import { notFound } from "@/server/kernel/errors";
import { lockDispatch, mindReach, saveDispatch } from "../store";

const problem = z.string().regex(/^[a-z0-9-]{1,60}$/);

/**
 * Keeps what came of a hand-over, or (`silent`) that a message the provider took has been without a receipt for too long.
 * A letter that so reached nobody becomes work. Refuses a message that has ended.
 */
export const recordDispatch = command({
  name: "letters.dispatch.record",
  permission: "letters.deliver",
  input: z.discriminatedUnion("outcome", [
    z.object({ dispatchId: z.uuid(), outcome: z.literal("accepted") }),
    z.object({ dispatchId: z.uuid(), outcome: z.enum(["refused", "unavailable"]), problem }),
    z.object({ dispatchId: z.uuid(), outcome: z.literal("silent") }),
  ]),
  subject: ({ dispatchId }) => ({ type: "letter-dispatch", id: dispatchId }),
  async handle(scope, input) {
    const { dispatch, letter } = (await lockDispatch(scope, input.dispatchId)) ?? notFound();
    const silent = input.outcome === "silent";
    const overdue = dispatch.sent_at !== null && receiptOverdue(toInstant(dispatch.sent_at), scope.now);
    if (dispatch.state !== (silent ? "sent" : "queued") || (silent && !overdue))
      return refuse("letters.dispatch.ended");
    const next = silent ? { ...dispatch, state: "lost" as const } : afterHandOver(dispatch, input);
    const said = silent ? "no-receipt" : "problem" in input ? input.problem : null;
    await saveDispatch(scope, { id: dispatch.id, state: next.state, attempts: next.attempts, problem: said });
    if (letter.number !== null) await mindReach(scope, { ...letter, number: letter.number });
    return committed({
      result: { state: next.state },
      audit: [
        {
          kind: "letters.dispatch.record",
          subject: { type: "letter", id: letter.id },
          data: {
            dispatch: dispatch.id,
            channel: dispatch.channel,
            outcome: input.outcome,
            state: next.state,
            attempt: next.attempts,
            ...(said ? { problem: said } : {}),
          },
        },
      ],
    });
  },
});
