import { z } from "zod";
import { afterReceipt } from "@/domain/letters/plan";
import { refuse } from "@/domain/shared/result";
import { command, committed } from "@/server/kernel/command";
import { notFound } from "@/server/kernel/errors";
import { lockDispatch, mindReach, saveDispatch } from "../store";

/** Keeps a receipt of the provider. Refuses one that says nothing new. */
export const recordReceipt = command({
  name: "letters.receipt.record",
  permission: "letters.confirm",
  input: z.object({
    dispatchId: z.uuid(),
    outcome: z.enum(["delivered", "undeliverable"]),
    reason: z
      .string()
      .regex(/^[a-z0-9-]{1,60}$/)
      .nullable(),
  }),
  subject: ({ dispatchId }) => ({ type: "letter-dispatch", id: dispatchId }),
  async handle(scope, { dispatchId, outcome, reason }) {
    const { dispatch, letter } = (await lockDispatch(scope, dispatchId)) ?? notFound();
    const next = afterReceipt(dispatch, outcome);
    if (next.state === dispatch.state) return refuse("letters.dispatch.ended");
    const problem = next.state === "delivered" ? null : (reason ?? "undeliverable");
    await saveDispatch(scope, { id: dispatch.id, state: next.state, attempts: next.attempts, problem });
    if (letter.number !== null) await mindReach(scope, { ...letter, number: letter.number });
    return committed({
      result: { state: next.state },
      audit: [
        {
          kind: "letters.receipt.record",
          subject: { type: "letter", id: letter.id },
          data: { dispatch: dispatch.id, channel: dispatch.channel, outcome, state: next.state },
        },
      ],
    });
  },
});
