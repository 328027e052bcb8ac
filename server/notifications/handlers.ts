import { env } from "@/env";
import { execute } from "@/server/kernel/command";
import { handler, type JobContext, type JobHandler, type ScheduledJob } from "@/server/kernel/jobs";
import { log, safeError } from "@/server/kernel/logger";
import type { Runtime } from "@/server/kernel/runtime";
import { configuredMailer } from "./adapters/configured-mailer";
import { createMail } from "./commands/create-mail";
import { recordNotice } from "./commands/record-notice";
import { deliverMail } from "./deliver";
import { mailAsked, mailWaiting, noticeTold, sealedNoticeTold } from "./events";
import { mailIsOn } from "./public";

type Payload = Parameters<typeof noticeTold>[0];

const record =
  (clearance: "general" | "suspicion") =>
  async ({ runtime, principal, eventId, requestId }: JobContext, payload: Payload): Promise<void> => {
    await execute(runtime, recordNotice, {
      principal,
      input: { ...payload, eventId, clearance, mailOn: mailIsOn() },
      key: eventId,
      requestId,
    });
  };

export const notificationsHandlers: readonly JobHandler[] = [
  handler(noticeTold, record("general")),
  handler(sealedNoticeTold, record("suspicion")),
  handler(mailAsked, async ({ runtime, principal, eventId, requestId }, { kind, subjectId }) => {
    if (!mailIsOn()) return;
    await execute(runtime, createMail, { principal, input: { kind, subjectId }, key: eventId, requestId });
  }),
  handler(mailWaiting, async (context, { mailId }) => {
    const mailer = configuredMailer();
    if (mailer) await deliverMail(context, mailId, { mailer, publicUrl: env().PUBLIC_URL });
  }),
];

const BATCH = 500;

/** Makes the digests and put-off e-mails that are due, in every programme. Gives how many it made. */
export async function gatherMails(
  runtime: Runtime,
  options: { requestId: string; signal?: AbortSignal },
): Promise<number> {
  const now = runtime.clock();
  const { rows } = await runtime.pool.query<{ programme_id: string; person_id: string }>(
    `select distinct programme_id, person_id from notices where mail_id is null and read_at is null
       and mail_at is not null and mail_at <= $1::timestamptz limit ${BATCH}`,
    [now],
  );
  let made = 0;
  for (const row of rows) {
    if (options.signal?.aborted) break;
    const outcome = await execute(runtime, createMail, {
      principal: { kind: "system", name: "system:worker", programmeId: row.programme_id },
      input: { kind: "notices", subjectId: row.person_id },
      key: `gather:${row.person_id}:${now}`,
      requestId: options.requestId,
    }).catch((error: unknown) => log("error", "gather-mails", { person: row.person_id, ...safeError(error) }));
    if (outcome?.ok) made += 1;
  }
  return made;
}

export const notificationsSchedules: readonly ScheduledJob[] = [
  {
    name: "notifications-gather-mails",
    cron: "* * * * *",
    run: async ({ runtime, requestId, signal }) => (mailIsOn() ? gatherMails(runtime, { requestId, signal }) : 0),
  },
];
