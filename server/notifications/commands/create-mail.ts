import { z } from "zod";
import { MAIL_KINDS } from "@/domain/notifications/codes";
import { refuse } from "@/domain/shared/result";
import { command, committed } from "@/server/kernel/command";
import { notFound } from "@/server/kernel/errors";
import { newId } from "@/server/kernel/new-id";
import { mailWaiting } from "../events";
import { bindNotices, insertMail, recipients } from "../store";

/**
 * Writes an e-mail that waits to be handed over: the digest of a person's due notices (`notices`, `subjectId` the person),
 * or one with parts of its own. Refuses when nothing is due; not found for somebody who may not be told here.
 */
export const createMail = command({
  name: "notifications.mail.create",
  permission: "notifications.deliver",
  input: z.object({ kind: z.enum(["notices", ...MAIL_KINDS]), subjectId: z.uuid() }),
  subject: ({ subjectId }) => ({ type: "notice-mail", id: subjectId }),
  async handle(scope, { kind, subjectId }) {
    const { tx, actor, now } = scope;
    const mailId = newId();
    let notices = 0;
    if (kind === "notices") {
      if ((await recipients(scope, [subjectId], "general")).length === 0) return notFound();
      notices = await bindNotices(tx, { programmeId: actor.programmeId, personId: subjectId, mailId, now });
      if (notices === 0) return refuse("notifications.mail.nothing-due");
    }
    await insertMail(scope, { id: mailId, kind, subjectId });
    return committed({
      result: { mailId },
      audit: [
        {
          kind: "notifications.mail.create",
          subject: { type: "notice-mail", id: mailId },
          data: { about: kind, subject: subjectId, notices },
        },
      ],
      events: [mailWaiting({ mailId })],
    });
  },
});
