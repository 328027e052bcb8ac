import { dismissCandidateInput } from "@/domain/closures/schema";
import { refuse } from "@/domain/shared/result";
import { command, committed } from "@/server/kernel/command";
import { closeItems } from "@/server/worklist/public";
import { lockCandidate, saveCandidate } from "../candidates";
import { CANDIDATE, CANDIDATE_ITEM } from "../store";

/** Leaves an unused account alone, with a reason: it is not found again until it was used again. Refuses one proposed or ended. */
export const dismissCandidate = command({
  name: "closures.candidate.dismiss",
  permission: "closures.request",
  input: dismissCandidateInput,
  subject: ({ id }) => ({ type: CANDIDATE, id }),
  async handle(scope, { id, version, reason }) {
    const candidate = await lockCandidate(scope, id);
    if (candidate.version !== version)
      return refuse("closures.candidate.stale", { params: { version: candidate.version } });
    const { state } = candidate;
    if (state !== "found" && state !== "noticed") return refuse("closures.candidate.not-open", { params: { state } });
    await saveCandidate(scope, id, { state: "dismissed", dismissal: reason });
    await closeItems(scope.tx, scope.actor, { kind: CANDIDATE_ITEM, subjectIds: [id] }, scope.now);
    return committed({
      result: { id },
      audit: [
        {
          kind: "closures.candidate.dismiss",
          subject: { type: CANDIDATE, id },
          data: { account: candidate.accountNumber, reason },
        },
      ],
    });
  },
});
