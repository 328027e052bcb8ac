import { raiseInput } from "@/domain/reverification/schema";
import { refuse } from "@/domain/shared/result";
import { shanghaiDate } from "@/domain/shared/time";
import type { AuditEvent } from "@/server/kernel/audit/append";
import { command, committed } from "@/server/kernel/command";
import { addTrigger } from "../add-trigger";

/**
 * A colleague doubts who a customer is, or wants to look again for another reason: the customer is to be known again.
 * Doubt that rests on suspicion is told to cleared colleagues alone; for everybody else the log and the review say
 * "another reason".
 */
export const raiseDoubt = command({
  name: "reverification.doubt.raise",
  permission: "reverification.raise",
  input: raiseInput,
  subject: ({ customerId }) => ({ type: "customer", id: customerId }),
  async handle(scope, input) {
    const { actor, now, newId } = scope;
    const suspected = input.ground === "doubt" && input.suspected;
    if (suspected && actor.clearance !== "suspicion") return refuse("kernel.permission.denied");
    const { customerId, reason, note } = input;
    const added = await addTrigger(scope, {
      customerId,
      kind: input.ground,
      key: newId<"occasion">(),
      on: shanghaiDate(now),
      reasonCode: reason,
      note,
      suspected,
    });
    const subject = { type: "customer", id: customerId };
    const data = { trigger: added.triggerId, review: added.review?.number ?? null, outcome: added.outcome };
    const other = { kind: "reverification.other.raise" as const, subject };
    const entry = (of: Pick<AuditEvent, "kind" | "subject" | "clearance">, reasonCode: string): AuditEvent => ({
      ...of,
      basis: added.basis,
      data: { ...data, reason: reasonCode },
    });
    const first: AuditEvent = suspected
      ? entry({ kind: "reverification.doubt.raise", subject, clearance: "suspicion" }, reason)
      : entry(input.ground === "doubt" ? { kind: "reverification.doubt.raise", subject } : other, reason);
    const cover: AuditEvent[] = suspected
      ? [{ ...other, data: { review: data.review, outcome: data.outcome, reason: "house-programme" } }]
      : [];
    return committed({
      result: { outcome: added.outcome, review: added.review },
      audit: [first, ...cover],
      events: added.events,
    });
  },
});
