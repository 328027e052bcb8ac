import { sql } from "drizzle-orm";
import { invitationInput } from "@/domain/people/schema";
import { refuse } from "@/domain/shared/result";
import type { AuditEvent } from "@/server/kernel/audit/append";
import { command, committed } from "@/server/kernel/command";
import type { OutboxEvent } from "@/server/kernel/outbox";
import { mailIsOn, sendToAddress } from "@/server/notifications/public";
import { linkPath, makeLink } from "../links";
import { requestRole } from "../role-requests";
import { lockRights, NO_PASSWORD } from "../store";

/**
 * Invites a person into the actor's programme: an account nobody can enter yet, a link that is good once, and first roles
 * that wait for another administrator. The link is in the answer and nowhere else; by e-mail goes one of its own.
 * Refuses an e-mail that is taken and roles that conflict.
 */
export const invitePerson = command({
  name: "people.person.invite",
  permission: "people.manage",
  stepUp: true,
  storesResult: false,
  input: invitationInput,
  subject: () => ({ type: "person", id: "new" }),
  async handle(scope, input) {
    const { tx, actor, now } = scope;
    await lockRights(tx, actor.programmeId);
    const personId = scope.newId<"person">();
    const inserted =
      await tx.execute(sql`insert into people (id, email, name_zh, name_en, password_hash, home_programme_id,
        created_at)
      values (${personId}, ${input.email}, ${input.nameZh}, ${input.nameEn}, ${NO_PASSWORD}, ${actor.programmeId},
        ${now}::timestamptz) on conflict do nothing`);
    if (inserted.rowCount === 0) return refuse("people.person.email-taken", { field: "email" });
    const link = await makeLink(scope, { personId, kind: "invitation", clearsSecondFactor: false });
    const proposals: AuditEvent[] = [];
    const events: OutboxEvent[] = mailIsOn() ? [sendToAddress("people.invitation", link.linkId)] : [];
    for (const role of new Set(input.roles)) {
      const asked = await requestRole(scope, { personId, role, endsAt: null });
      if (!asked.ok) return asked;
      proposals.push(...asked.value.audit);
      events.push(...asked.value.events);
    }
    return committed({
      result: {
        personId: personId as string,
        path: linkPath(link.secret),
        expiresAt: link.expiresAt,
        mailed: mailIsOn(),
      },
      audit: [
        {
          kind: "people.person.invite",
          subject: { type: "person", id: personId },
          data: { link: link.linkId, expiresAt: link.expiresAt, roles: input.roles },
        },
        ...proposals,
      ],
      events,
    });
  },
});
