import { endExemption as decide } from "@/domain/reports/decisions";
import { checkInput } from "@/domain/reports/schema";
import { localDate } from "@/domain/shared/time";
import { command, committed } from "@/server/kernel/command";
import { LARGE_VALUE, remindOf } from "../recompute";
import { lockCandidate, setOpenAgain } from "../store";

/**
 * Takes an exemption back: the report is owed after all, by the date it always was. One person is enough, as nothing is
 * hidden by it. Refuses a candidate that is not exempt or was changed since it was shown.
 */
export const endExemption = command({
  name: "reports.exemption.end",
  permission: "reports.exemption.approve",
  input: checkInput,
  subject: ({ id }) => ({ type: LARGE_VALUE, id }),
  async handle(scope, { id, version }) {
    const candidate = await lockCandidate(scope.tx, scope.actor.programmeId, id);
    const decision = decide(candidate, version);
    if (!decision.ok) return decision;
    await setOpenAgain(scope.tx, candidate.id);
    const { number, customerId, businessDate } = candidate;
    await remindOf(scope, { id: candidate.id, number, customerId, date: localDate(businessDate) });
    return committed({
      result: { id: candidate.id, state: decision.value, version: candidate.version + 1 },
      audit: [
        {
          kind: "reports.exemption.end",
          subject: { type: LARGE_VALUE, id: candidate.id },
          basis: [candidate.rule],
          data: { number, version: candidate.version },
        },
      ],
    });
  },
});
