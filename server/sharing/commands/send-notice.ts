import { sql } from "drizzle-orm";
import { z } from "zod";
import { refuse } from "@/domain/shared/result";
import { nextAttempt } from "@/domain/sharing/chase";
import { command, committed } from "@/server/kernel/command";
import { closeItems } from "@/server/worklist/public";
import { loadNotice, saveNotice } from "../notice-store";
import { NOTICE } from "../store";

/**
 * Keeps how a notice was taken at its recipient's door. `round` is the one that was sent: what was recorded once, by a worker that came
 * back, is not recorded again. Refuses one that is confirmed.
 */
export const sendNotice = command({
  name: "sharing.notice.send",
  permission: "sharing.run",
  input: z.strictObject({
    noticeId: z.uuid(),
    round: z.number().int().min(0),
    outcome: z.enum(["failed", "taken", "done"]),
    problem: z
      .string()
      .regex(/^[a-z0-9-]{1,40}$/)
      .nullable(),
  }),
  subject: ({ noticeId }) => ({ type: NOTICE, id: noticeId }),
  async handle(scope, { noticeId, round, outcome, problem }) {
    const { tx, actor, now } = scope;
    const notice = await loadNotice(scope, noticeId, { lock: true });
    if (notice.state === "confirmed" || notice.rounds !== round) return refuse("sharing.notice.confirmed");
    const next = outcome === "done" ? null : nextAttempt(outcome, round, now);
    const state = outcome === "done" ? "confirmed" : outcome === "taken" ? "told" : notice.state;
    await saveNotice(scope, noticeId, [
      sql`state = ${state}`,
      sql`rounds = rounds + 1`,
      sql`last_problem = ${problem}::text`,
      sql`next_at = ${next}::timestamptz`,
      ...(outcome === "failed"
        ? []
        : [
            sql`told_at = coalesce(told_at, ${now}::timestamptz)`,
            sql`told_by = coalesce(told_by, ${actor.id})`,
            sql`told_way = coalesce(told_way, 'interface')`,
          ]),
      ...(outcome === "done" ? [sql`confirmed_at = ${now}::timestamptz`, sql`confirmed_by = ${actor.id}`] : []),
    ]);
    if (outcome === "done") await closeItems(tx, actor, { kind: NOTICE, subjectIds: [noticeId], as: "cancelled" }, now);
    return committed({
      result: { noticeId, state },
      audit: [
        {
          kind: "sharing.notice.send",
          subject: { type: NOTICE, id: noticeId },
          data: { number: notice.number, round, outcome, ...(problem ? { problem } : {}) },
        },
      ],
    });
  },
});
