import { confirmCandidate } from "@/domain/reports/decisions";
import { checkInput } from "@/domain/reports/schema";
import { command, committed } from "@/server/kernel/command";
import { checkNotHeld, closeItems } from "@/server/worklist/public";
import { LARGE_VALUE } from "../recompute";
import { lockCandidate, setConfirmed } from "../store";

/** Confirms that somebody checked a candidate's arithmetic; its work item is done. The term to report goes on running. */
export const checkCandidate = command({
  name: "reports.large-value.check",
  permission: "reports.large-value.check",
  input: checkInput,
  subject: (input) => ({ type: LARGE_VALUE, id: input.id }),
  async handle({ tx, actor, now }, input) {
    const candidate = await lockCandidate(tx, actor.programmeId, input.id);
    const free = await checkNotHeld(tx, actor, { kind: LARGE_VALUE, subjectId: candidate.id }, now);
    if (!free.ok) return free;
    const decision = confirmCandidate(candidate, input.version);
    if (!decision.ok) return decision;
    await setConfirmed(tx, candidate.id);
    await closeItems(tx, actor, { kind: LARGE_VALUE, subjectIds: [candidate.id], as: "done" }, now);
    return committed({
      result: { id: candidate.id, state: decision.value, version: candidate.version + 1 },
      audit: [
        {
          kind: "reports.large-value.check",
          subject: { type: LARGE_VALUE, id: candidate.id },
          basis: [candidate.rule],
          data: {
            number: candidate.number,
            businessDate: candidate.businessDate,
            cnySum: candidate.cnySum,
            usdSum: candidate.usdSum,
            transactions: candidate.transactionCount,
            version: candidate.version,
          },
        },
      ],
    });
  },
});
