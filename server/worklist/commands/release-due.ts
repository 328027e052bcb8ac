import { refuse } from "@/domain/shared/result";
import { sweepInput } from "@/domain/worklist/inputs";
import { command, committed } from "@/server/kernel/command";
import { overduePromises } from "../overdue";
import { wakeDue } from "../sweep";

const BATCH = 200;

/** Brings back what ends by itself by now, and tells of promises that have run out. Refuses when nothing did. */
export const releaseDue = command({
  name: "worklist.item.lapse",
  permission: "worklist.sweep",
  input: sweepInput,
  subject: () => ({ type: "worklist", id: "worklist" }),
  async handle(scope) {
    const woken = await wakeDue(scope, BATCH);
    const overdue = await overduePromises(scope, BATCH);
    const [first, ...rest] = [...woken, ...overdue.audit];
    if (!first) return refuse("worklist.sweep.nothing");
    return committed({
      result: { woken: woken.length, overdue: overdue.audit.length, more: woken.length === BATCH },
      audit: [first, ...rest],
      events: overdue.events,
    });
  },
});
