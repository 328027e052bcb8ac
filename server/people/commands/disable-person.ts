import { sql } from "drizzle-orm";
import { z } from "zod";
import { keepAdministrator } from "@/domain/people/decisions";
import { refuse } from "@/domain/shared/result";
import type { AuditEvent } from "@/server/kernel/audit/append";
import { command, committed } from "@/server/kernel/command";
import { endGrants } from "../end-grants";
import { personDisabled } from "../events";
import { administratorsOf, lockPerson, lockRights } from "../store";

/**
 * Shuts a person out: with this transaction sessions, links and everything lent to or by him end, so that his next
 * request is refused. Refuses oneself, somebody of another programme, and the last administrator. Of two administrators
 * who disable each other at once, one remains.
 */
export const disablePerson = command({
  name: "people.person.disable",
  permission: "people.manage",
  stepUp: true,
  input: z.object({ personId: z.uuid(), reasonCode: z.enum(["left", "moved", "leave", "suspected-misuse"]) }),
  subject: ({ personId }) => ({ type: "person", id: personId }),
  async handle(scope, { personId, reasonCode }) {
    const { tx, actor, now, newId } = scope;
    if (personId === actor.personId) return refuse("people.person.self");
    await lockRights(tx, actor.programmeId);
    const person = await lockPerson(scope, personId);
    if (person.homeProgrammeId !== actor.programmeId) return refuse("people.person.elsewhere");
    if (person.disabled) return refuse("people.person.disabled");
    const administrators = await administratorsOf(tx, actor.programmeId, now);
    // Shut out a moment ago by the very person he is shutting out: what he asks counts no more.
    if (!administrators.includes(actor.personId ?? "")) return refuse("kernel.permission.denied");
    const kept = keepAdministrator(administrators, personId);
    if (!kept.ok) return kept;
    await tx.execute(sql`update people set disabled_at = ${now}::timestamptz where id = ${personId}::uuid`);
    await tx.execute(sql`insert into disablements (id, programme_id, legal_entity_id, person_id, started_at, started_by, reason_code)
      values (${newId()}, ${actor.programmeId}, ${actor.legalEntityId}, ${personId}::uuid, ${now}::timestamptz, ${actor.id},
        ${reasonCode})`);
    const sessions = await tx.execute(sql`update sessions set revoked_at = ${now}::timestamptz, revoked_by = ${actor.id}
      where person_id = ${personId}::uuid and revoked_at is null`);
    await tx.execute(sql`update access_links set revoked_at = ${now}::timestamptz, revoked_by = ${actor.id}
      where person_id = ${personId}::uuid and used_at is null and revoked_at is null`);
    const lent = await endGrants(
      scope,
      sql`g.delegation_id in (select d.id from delegations d where d.state = 'active'
        and (d.from_id = ${personId}::uuid or d.to_id = ${personId}::uuid))`,
    );
    const entry: AuditEvent = {
      kind: "people.person.disable",
      subject: { type: "person", id: personId },
      data: { reason: reasonCode, sessions: sessions.rowCount ?? 0, delegations: lent.length },
    };
    return committed({
      result: { sessionsEnded: sessions.rowCount ?? 0 },
      audit: [entry, ...lent],
      events: [personDisabled({ personId })],
    });
  },
});
