import { z } from "zod";
import { MAIL_KINDS, NOTICE_KIND_NAMES, noticeLink, noticeParams } from "@/domain/notifications/codes";
import { NOTIFICATIONS_POLICY } from "@/domain/notifications/policy";
import { defineTopic } from "@/server/kernel/outbox";

const payload = z.strictObject({
  personIds: z.array(z.uuid()).min(1).max(NOTIFICATIONS_POLICY.recipientsPerNotice),
  kind: z.enum(NOTICE_KIND_NAMES),
  params: noticeParams,
  link: noticeLink.nullable(),
});

/** Something people of the programme are to be told. */
export const noticeTold = defineTopic({ topic: "notifications.notice", clearance: "general", payload });

/** The same about something that suspicion touches: told inside the console to cleared people, never by e-mail. */
export const sealedNoticeTold = defineTopic({
  topic: "notifications.sealed-notice",
  clearance: "suspicion",
  payload,
});

/** An e-mail to an address that the capability behind `kind` names when it is sent. */
export const mailAsked = defineTopic({
  topic: "notifications.mail",
  clearance: "general",
  payload: z.strictObject({ kind: z.enum(MAIL_KINDS), subjectId: z.uuid() }),
});

/** A written e-mail waits to be handed over. */
export const mailWaiting = defineTopic({
  topic: "notifications.mail.send",
  clearance: "general",
  payload: z.strictObject({ mailId: z.uuid() }),
});
