import { z } from "zod";
import { RULEBOOK_POLICY } from "@/domain/rulebook/policy";
import { refuse } from "@/domain/shared/result";
import { localDate } from "@/domain/shared/time";
import { command, committed } from "@/server/kernel/command";
import { touchedByLaw } from "../events";
import { moveDeadlines as move } from "../follow-law";

/** One step of following a changed book: moves the open clocks it touches. Gives where to go on, null at the end. */
export const moveDeadlines = command({
  name: "clocks.deadline.move",
  permission: "clocks.move",
  input: z.object({ changeId: z.string(), touched: touchedByLaw, after: z.uuid().nullable() }),
  subject: ({ changeId }) => ({ type: "rule-change", id: changeId }),
  async handle(scope, { changeId, touched, after }) {
    const known = touched.kind !== "rule" || scope.rules.all().some(({ id }) => id === touched.ruleId);
    if (!known) return refuse("kernel.subject.not-found");
    const done = await move(scope, touched, { after, limit: RULEBOOK_POLICY.clocksPerStep });
    const basis =
      touched.kind === "rule" && touched.from ? [scope.rules.ref(touched.ruleId, localDate(touched.from))] : [];
    return committed({
      result: { moved: done.moved.length, last: done.last },
      audit: [
        {
          kind: "clocks.deadline.move",
          subject: { type: "rule-change", id: changeId },
          basis,
          data: { looked: done.looked, moved: done.moved },
        },
      ],
    });
  },
});
