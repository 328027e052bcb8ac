import { sql } from "drizzle-orm";
import { z } from "zod";
import type { HandOver, MailState } from "@/domain/notifications/model";
import { mailAfter } from "@/domain/notifications/schedule";
import { refuse } from "@/domain/shared/result";
import { command, committed } from "@/server/kernel/command";
import { notFound } from "@/server/kernel/errors";

const OUTCOMES = ["accepted", "refused-for-now", "refused", "unanswered", "not-wanted"] as const;

/**
 * Keeps what came of a hand-over: sent, to be tried again, failed, or unknown. `not-wanted`: there was nobody or nothing
 * to send, and nothing left the house. Refuses an e-mail that is not on its way.
 */
export const finishMail = command({
  name: "notifications.mail.finish",
  permission: "notifications.deliver",
  input: z.object({
    mailId: z.uuid(),
    outcome: z.enum(OUTCOMES),
    replyCode: z.number().int().min(100).max(599).nullable(),
  }),
  subject: ({ mailId }) => ({ type: "notice-mail", id: mailId }),
  async handle({ tx, actor, now }, { mailId, outcome, replyCode }) {
    const { rows } = await tx.execute<{ state: string; attempts: number }>(sql`select state, attempts from notice_mails
      where id = ${mailId}::uuid and programme_id = ${actor.programmeId} for update`);
    const found = rows[0] ?? notFound();
    // An answer that comes after all ends the doubt.
    if (found.state !== "sending" && found.state !== "unknown") return refuse("notifications.mail.ended");
    const state: MailState =
      outcome === "not-wanted" ? "cancelled" : mailAfter({ outcome, replyCode } as HandOver, found.attempts);
    await tx.execute(sql`update notice_mails set state = ${state}, reply_code = ${replyCode}::int,
        ended_at = case when ${state} = 'waiting' then null else ${now}::timestamptz end
      where id = ${mailId}::uuid`);
    return committed({
      result: { state },
      audit: [
        {
          kind: "notifications.mail.finish",
          subject: { type: "notice-mail", id: mailId },
          data: { outcome, state, attempt: found.attempts, ...(replyCode === null ? {} : { replyCode }) },
        },
      ],
    });
  },
});
