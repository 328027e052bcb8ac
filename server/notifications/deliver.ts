import { sql } from "drizzle-orm";
import { z } from "zod";
import { MAIL_KINDS, NOTICE_KIND_NAMES, noticeParams } from "@/domain/notifications/codes";
import type { HandOver } from "@/domain/notifications/model";
import { execute } from "@/server/kernel/command";
import type { JobContext } from "@/server/kernel/jobs";
import { inScope, type Scope } from "@/server/kernel/scope";
import type { Letter, Mailer } from "./adapters/smtp";
import { finishMail } from "./commands/finish-mail";
import { startMail } from "./commands/start-mail";
import { linkLetter, noticesLetter } from "./letters";
import { mailPartsOf } from "./mail-parts";
import { recipients } from "./store";

type Wanted = Omit<Letter, "id"> | null;

/**
 * Hands one e-mail over. It is taken first, in a transaction of its own, so that a worker killed at any point after never
 * sends it a second time: at most once from the moment the message may have left, again only on a clear "not now". Throws
 * to ask for another attempt.
 */
export async function deliverMail(
  context: JobContext,
  mailId: string,
  { mailer, publicUrl }: { readonly mailer: Mailer; readonly publicUrl: string },
): Promise<void> {
  const { runtime, principal, requestId } = context;
  const call = (step: string) => ({ principal, key: `${step}:${context.eventId}:${context.attempt}`, requestId });
  const started = await execute(runtime, startMail, { ...call("start"), input: { mailId } });
  if (!started.ok || started.replayed || started.result.state !== "sending") return;

  const finish = (done: { outcome: HandOver["outcome"] | "not-wanted"; replyCode?: number | null }) =>
    execute(runtime, finishMail, {
      ...call("finish"),
      input: { mailId, outcome: done.outcome, replyCode: done.replyCode ?? null },
    });

  let letter: Wanted;
  try {
    letter = await compose(context, mailId, publicUrl);
  } catch (error) {
    // Nothing has left the house yet: it may be tried again.
    await finish({ outcome: "refused-for-now" });
    throw error;
  }
  if (!letter) {
    await finish({ outcome: "not-wanted" });
    return;
  }
  const finished = await finish(await mailer.handOver({ ...letter, id: mailId }));
  if (finished.ok && finished.result.state === "waiting") throw new Error("the e-mail was not taken");
}

async function compose(context: JobContext, mailId: string, publicUrl: string): Promise<Wanted> {
  const { runtime, principal } = context;
  const mail = await inScope(runtime, principal, "read", async (scope) => ({
    keep: false,
    value: await read(scope, mailId),
  }));
  if (mail.kind !== "notices") {
    const parts = await mailPartsOf(mail.kind)(context, mail.subjectId);
    return parts && { to: parts.address, ...linkLetter(mail.kind, parts) };
  }
  if (!mail.told || mail.told.notices.length === 0) return null;
  const { address, locale, notices } = mail.told;
  return { to: address, ...noticesLetter(notices, locale, publicUrl) };
}

const kindShape = z.enum(["notices", ...MAIL_KINDS]);
const noticesShape = z.array(z.object({ kind: z.enum(NOTICE_KIND_NAMES), params: noticeParams }));

/** What an e-mail is about, and for one of notices whom it goes to now: null when that person may no longer be told. */
async function read(scope: Scope, mailId: string) {
  const { tx, actor } = scope;
  const { rows } = await tx.execute<{ kind: string; subject_id: string; email: string | null }>(
    sql`select e.kind, e.subject_id, m.email from notice_mails e left join people m on m.id = e.subject_id
      where e.id = ${mailId}::uuid and e.programme_id = ${actor.programmeId}`,
  );
  const kind = kindShape.parse(rows[0]?.kind);
  const subjectId = z.uuid().parse(rows[0]?.subject_id);
  const [person] = kind === "notices" ? await recipients(scope, [subjectId], "general") : [];
  if (kind !== "notices" || !person || !rows[0]?.email) return { kind, subjectId, told: null };
  const bound = await tx.execute(sql`select kind, params from notices where programme_id = ${actor.programmeId}
    and mail_id = ${mailId}::uuid and clearance = 'general' order by told_at, id`);
  const notices = noticesShape.parse(bound.rows);
  return { kind, subjectId, told: { address: rows[0].email, locale: person.preferences.locale, notices } };
}
