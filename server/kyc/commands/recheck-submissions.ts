import { z } from "zod";
import type { SubmissionState } from "@/domain/kyc/model";
import { refuse } from "@/domain/shared/result";
import { command, committed } from "@/server/kernel/command";
import { restand } from "../documents";
import { arrived } from "../events";
import { saveSubmission, submissionsOf } from "../store";

/** Which of a customer's submissions are looked at anew: those held, or those that somebody is about to decide. */
const OF = {
  held: ["held"],
  undecided: ["ready", "overriding"],
} as const satisfies Record<string, readonly SubmissionState[]>;

/**
 * Has submissions of a customer checked again: the held ones because what held them is no more, the undecided ones
 * because there is news of the customer. One that waits for a second person is put back too: nobody agrees to it as it was.
 */
export const recheckSubmissions = command({
  name: "kyc.submission.recheck",
  permission: "kyc.process",
  input: z.object({ customerId: z.uuid(), of: z.enum(["held", "undecided"]).default("held") }),
  subject: ({ customerId }) => ({ type: "customer", id: customerId }),
  async handle(scope, { customerId, of }) {
    const found = await submissionsOf(scope, customerId, OF[of]);
    for (const submission of found)
      if ((await restand(scope, submission)) === undefined)
        await saveSubmission(scope, submission, { state: "reading" });
    const entries = found.map(({ id, number }) => ({
      kind: "kyc.submission.recheck" as const,
      subject: { type: "submission", id },
      data: { number, customerId },
    }));
    const [first, ...rest] = entries;
    if (!first) return refuse("kyc.submission.none-held");
    return committed({
      result: { count: found.length },
      audit: [first, ...rest],
      events: found.map(({ id }) => arrived(id)),
    });
  },
});
