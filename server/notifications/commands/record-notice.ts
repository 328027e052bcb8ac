import { sql } from "drizzle-orm";
import { z } from "zod";
import { NOTICE_KIND_NAMES, noticeLink, noticeParams } from "@/domain/notifications/codes";
import { NOTIFICATIONS_POLICY } from "@/domain/notifications/policy";
import { choiceOf, mailAt } from "@/domain/notifications/schedule";
import { command, committed } from "@/server/kernel/command";
import { newId } from "@/server/kernel/new-id";
import { mailWaiting } from "../events";
import { bindNotices, insertMail, recipients } from "../store";

/**
 * Writes down a piece of news for each person who may be told, once per event, and starts the e-mails that do not wait.
 * Who has left, has no role here or lacks the clearance is passed over in silence. `mailOn`: the house sends e-mail.
 */
export const recordNotice = command({
  name: "notifications.notice.record",
  permission: "notifications.deliver",
  input: z.object({
    eventId: z.uuid(),
    personIds: z.array(z.uuid()).min(1).max(NOTIFICATIONS_POLICY.recipientsPerNotice),
    kind: z.enum(NOTICE_KIND_NAMES),
    params: noticeParams,
    link: noticeLink.nullable(),
    clearance: z.enum(["general", "suspicion"]),
    mailOn: z.boolean(),
  }),
  subject: ({ eventId }) => ({ type: "notice", id: eventId }),
  async handle(scope, input) {
    const { tx, actor, now, calendar } = scope;
    const told = await recipients(scope, input.personIds, input.clearance);
    const rows = told.map(({ personId, preferences }) => ({
      id: newId(),
      person_id: personId,
      read_at: choiceOf(preferences, input.kind).console ? null : now,
      mail_at: input.mailOn ? mailAt(preferences, input, now, (date) => calendar.isWorkingDay(date)) : null,
    }));
    await tx.execute(sql`insert into notices (id, programme_id, legal_entity_id, clearance, person_id, kind, params, link_type, link_id,
        event_id, told_at, read_at, mail_at)
      select r.id, ${actor.programmeId}, ${actor.legalEntityId}, ${input.clearance}, r.person_id, ${input.kind},
        ${JSON.stringify(input.params)}::jsonb, ${input.link?.type ?? null}, ${input.link?.id ?? null}::uuid,
        ${input.eventId}::uuid, ${now}::timestamptz, r.read_at, r.mail_at
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (id uuid, person_id uuid, read_at timestamptz, mail_at timestamptz)
      on conflict (event_id, person_id) do nothing`);
    const events = [];
    for (const { person_id, mail_at } of rows) {
      if (mail_at === null || mail_at > now) continue;
      const mailId = newId();
      // Somebody's e-mail on its way may have taken the notice already: then there is nothing to send.
      if ((await bindNotices(tx, { programmeId: actor.programmeId, personId: person_id, mailId, now })) === 0) continue;
      await insertMail(scope, { id: mailId, kind: "notices", subjectId: person_id });
      events.push(mailWaiting({ mailId }));
    }
    const sealed = input.clearance === "suspicion";
    return committed({
      result: { told: rows.length, mails: events.length },
      audit: [
        {
          kind: sealed ? "notifications.sealed-notice.record" : "notifications.notice.record",
          subject: { type: "notice", id: input.eventId },
          data: { about: input.kind, asked: input.personIds.length, told: rows.length, mails: events.length },
        },
      ],
      events,
    });
  },
});
