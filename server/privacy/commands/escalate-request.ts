import { z } from "zod";
import { isOpen } from "@/domain/privacy/states";
import { refuse } from "@/domain/shared/result";
import { toldOf } from "@/server/duty/public";
import { command, committed } from "@/server/kernel/command";
import { notice } from "@/server/notifications/public";
import { raiseItem } from "@/server/worklist/public";
import { nearFrom } from "../rows";
import { addStep, loadRequest, REQUEST, saveRequest } from "../store";

/**
 * Presses for a request: near its last day its officers are told; past it the breach is written down for ever, its work
 * comes before all other, and the leads are told too. Refuses what is in time, or has been pressed for.
 */
export const escalateRequest = command({
  name: "privacy.request.escalate",
  permission: "privacy.run",
  input: z.object({ requestId: z.uuid() }),
  subject: ({ requestId }) => ({ type: REQUEST, id: requestId }),
  async handle(scope, { requestId }) {
    const { tx, actor, now } = scope;
    const request = await loadRequest(scope, requestId, { lock: true });
    const { number, dueAt, dueRaw, state } = request;
    const late = now > dueAt;
    const due = late ? !request.late : now > nearFrom(dueRaw);
    if (!isOpen(state) || request.pausedSince !== null || !due)
      return refuse("privacy.request.not-now", { params: { state } });
    const change = late ? { late: true, lateSince: dueAt } : { nearToldAt: now };
    const saved = await saveRequest(scope, request, change);
    if (!saved.ok) return saved;
    await addStep(scope, requestId, late ? "overdue" : "near-due", dueRaw);
    if (late) await raiseItem(tx, actor, { kind: REQUEST, subjectId: requestId });
    const officers = await toldOf(scope, "privacy-officer");
    const people = late ? [...officers, ...(await toldOf(scope, "compliance-lead"))] : officers;
    const link = { type: REQUEST, id: requestId };
    const events = notice(people, late ? "privacy.overdue" : "privacy.near", { number, due: dueRaw }, link);
    const data = { number, late, due: dueRaw, told: people.length };
    return committed({
      result: { requestId, late },
      audit: [{ kind: "privacy.request.escalate", subject: { type: REQUEST, id: requestId }, data }],
      events,
    });
  },
});
