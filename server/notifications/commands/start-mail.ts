import { sql } from "drizzle-orm";
import { z } from "zod";
import type { MailState } from "@/domain/notifications/model";
import { refuse } from "@/domain/shared/result";
import { command, committed } from "@/server/kernel/command";
import { notFound } from "@/server/kernel/errors";

/** What is to be sent, or that nothing is. */
export type StartedMail = { readonly state: "sending" | "unknown"; readonly attempt: number };

/**
 * Takes an e-mail for handing over, before anything leaves the house. One that was taken and never ended, because its
 * worker died, becomes `unknown`: it may have gone out, so it is not sent again. Refuses one that has ended.
 */
export const startMail = command({
  name: "notifications.mail.start",
  permission: "notifications.deliver",
  input: z.object({ mailId: z.uuid() }),
  subject: ({ mailId }) => ({ type: "notice-mail", id: mailId }),
  async handle({ tx, actor, now }, { mailId }) {
    const { rows } = await tx.execute<{
      state: MailState;
      attempts: number;
    }>(sql`select state, attempts from notice_mails
      where id = ${mailId}::uuid and programme_id = ${actor.programmeId} for update`);
    const found = rows[0] ?? notFound();
    if (found.state !== "waiting" && found.state !== "sending") return refuse("notifications.mail.ended");
    const state = found.state === "waiting" ? ("sending" as const) : ("unknown" as const);
    const attempt = found.attempts + (state === "sending" ? 1 : 0);
    await tx.execute(sql`update notice_mails set state = ${state}, attempts = ${attempt}::int,
        started_at = case when ${state} = 'sending' then ${now}::timestamptz else started_at end,
        ended_at = case when ${state} = 'unknown' then ${now}::timestamptz end
      where id = ${mailId}::uuid`);
    return committed<StartedMail>({
      result: { state, attempt },
      audit: [
        {
          kind: "notifications.mail.start",
          subject: { type: "notice-mail", id: mailId },
          data: { attempt, interrupted: state === "unknown" },
        },
      ],
    });
  },
});
