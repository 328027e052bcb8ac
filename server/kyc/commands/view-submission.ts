import { stakeIdOf } from "@/domain/kyc/owners";
import { viewInput } from "@/domain/kyc/schema";
import { refuse } from "@/domain/shared/result";
import { command, committed } from "@/server/kernel/command";
import { notFound } from "@/server/kernel/errors";
import type { Scope } from "@/server/kernel/scope";
import { holdingOf } from "@/server/worklist/public";
import { KYC_ITEM, RECHECK_ITEM, SECOND_LOOK_ITEM } from "../case";
import { benchRows } from "../rows";
import { loadSubmission, openOwners } from "../store";

/** Whether the actor has an item of the desk about a submission, and which. */
async function itemOf({ tx, actor, now }: Scope, submissionId: string): Promise<string | undefined> {
  for (const kind of [KYC_ITEM, SECOND_LOOK_ITEM, RECHECK_ITEM]) {
    const holding = await holdingOf(tx, actor, { kind, subjectId: submissionId }, now);
    if (holding && holding.holderId !== null && holding.holderId === actor.personId) return kind;
  }
  return undefined;
}

/**
 * Shows a submission's rows in clear to who has its item, for as long as he has it; looking without taking shows masks.
 * The entry names the fields, no values; a replay answers without them. Refuses `not-yours`, and what is held.
 */
export const viewSubmission = command({
  name: "kyc.submission.view",
  permission: "kyc.read",
  input: viewInput,
  storesResult: false,
  subject: ({ submissionId }) => ({ type: "submission", id: submissionId }),
  async handle(scope, { submissionId }) {
    const submission = (await loadSubmission(scope, submissionId)) ?? notFound();
    if (submission.state === "held") return refuse("kyc.submission.held");
    const item = await itemOf(scope, submission.id);
    if (item === undefined) return refuse("kyc.submission.not-yours");
    const rows = await benchRows(scope, submission);
    const declared = (await openOwners(scope, submission)) ?? [];
    const owners = declared.map(({ name, idNumber }, at) => ({ id: stakeIdOf(at), name, idNumber }));
    return committed({
      result: { rows, owners },
      audit: [
        {
          kind: "kyc.submission.view",
          subject: { type: "submission", id: submission.id },
          data: {
            number: submission.number,
            customerId: submission.customerId,
            item,
            fields: rows.map(({ field }) => field),
            ...(owners.length > 0 ? { owners: owners.length } : {}),
          },
        },
      ],
    });
  },
});
