import { z } from "zod";
import { RETENTION_CLASSES } from "@/domain/retention/model";
import { ERASE_TOGETHER, LETTER_CLASSES } from "@/domain/retention/policy";
import { refuse } from "@/domain/shared/result";
import type { Instant } from "@/domain/shared/time";
import type { AuditEvent } from "@/server/kernel/audit/append";
import { command, committed } from "@/server/kernel/command";
import type { OutboxEvent } from "@/server/kernel/outbox";
import type { Scope } from "@/server/kernel/scope";
import { type Due, eraseClasses } from "../erase";
import { classesDue } from "../events";
import { lettersOnTheirWay } from "../letters";
import { plansOf } from "../plan";
import { lockEntries, lockOthersDue, saveEntries } from "../store";

/**
 * Erases classes of customers' data that are due, under the law of today, all or none. What is open again, or kept longer by
 * now, is moved on instead. Once gone it stays gone: a second time is refused.
 */
export const deleteClass = command({
  name: "retention.class.erase",
  permission: "retention.run",
  input: z.strictObject({
    entryIds: z
      .array(z.uuid())
      .min(1)
      .max(ERASE_TOGETHER * RETENTION_CLASSES.length),
    /** Whether others that are to go at once are taken along. */
    others: z.boolean().default(false),
  }),
  subject: ({ entryIds }) => ({ type: "retention-entry", id: entryIds[0] ?? "" }),
  async handle(scope, { entryIds, others }) {
    const own = (await lockEntries(scope, entryIds)).filter(({ state }) => state !== "erased");
    if (own.length === 0) return refuse("retention.entry.erased");
    const entries = others ? [...own, ...(await lockOthersDue(scope, own, ERASE_TOGETHER - 1))] : own;
    const customerIds = [...new Set(entries.map(({ customerId }) => customerId))];
    const plans = await plansOf(scope, { customerIds, purpose: "deletion" }, { asked: false });
    const due = entries.map((entry): Due => {
      const plan = plans.get(entry.customerId)?.find(({ of }) => of === entry.of);
      if (!plan) throw new Error(`no plan for ${entry.of}`);
      return { entry, plan };
    });
    const now = due.filter(({ plan }) => plan.disposition === "now");
    const { gone, waiting } = await letterFirst(scope, now);
    const moved = due.filter(({ plan }) => plan.disposition !== "now");
    const audit: AuditEvent[] = [];
    const events: OutboxEvent[] = [];
    if (gone.length > 0) {
      const effect = await eraseClasses(scope, gone);
      audit.push(...effect.audit);
      events.push(...effect.events);
    }
    for (const { entry, plan } of moved) {
      await saveEntries(scope, { customerId: entry.customerId, requestId: entry.requestId }, [plan]);
      audit.push(movedOn({ entry, plan }));
    }
    for (const { due: one, until } of waiting) {
      audit.push(movedOn(one, ["letter"]));
      events.push(classesDue({ entryIds: [one.entry.id] }, { runAt: until }));
    }
    const [first, ...rest] = audit;
    if (!first) throw new Error("an erasure without an entry");
    return committed({
      result: { erased: gone.length, moved: moved.length + waiting.length },
      audit: [first, ...rest],
      events,
    });
  },
});

type Waiting = { readonly due: Due; readonly until: Instant };

/** The letter before its key: what a letter on its way needs waits until it was handed over or given up. */
async function letterFirst(scope: Scope, due: readonly Due[]): Promise<{ gone: Due[]; waiting: Waiting[] }> {
  const needed = due.filter(({ entry }) => LETTER_CLASSES.includes(entry.of));
  const until = await lettersOnTheirWay(scope, [...new Set(needed.map(({ entry }) => entry.customerId))]);
  const waiting = needed.flatMap((one) => {
    const at = until.get(one.entry.customerId);
    return at ? [{ due: one, until: at }] : [];
  });
  const held = new Set(waiting.map(({ due: one }) => one));
  return { gone: due.filter((one) => !held.has(one)), waiting };
}

const movedOn = ({ entry, plan }: Due, open = plan.open.map(({ code }) => code)): AuditEvent => ({
  kind: "retention.entry.move",
  subject: { type: "retention-entry", id: entry.id },
  basis: plan.basis,
  data: {
    customer: entry.customerId,
    class: entry.of,
    disposition: plan.disposition,
    until: plan.until,
    open: [...new Set(open)],
  },
});
