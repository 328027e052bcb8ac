import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { NOTICE_BATCH } from "@/domain/incidents/policy";
import { refuse } from "@/domain/shared/result";
import type { AuditEvent } from "@/server/kernel/audit/append";
import { command, committed } from "@/server/kernel/command";
import type { OutboxEvent } from "@/server/kernel/outbox";
import type { Scope } from "@/server/kernel/scope";
import { planTelling } from "@/server/letters/public";
import { settleDuties } from "../duties";
import { noticeMoved } from "../events";
import { loadNotice, type StoredNotice } from "../notices";
import { countPersons, loadIncident, NOTICE, saveIncident } from "../store";

type Person = { id: string; customer_id: string };

/** The next people to be written to, held until the step commits; nobody else's step takes them. */
async function nextPeople({ tx, actor }: Scope, incidentId: string): Promise<Person[]> {
  const { rows } = await tx.execute<Person>(sql`select id, customer_id from incident_persons
    where incident_id = ${incidentId}::uuid and programme_id = ${actor.programmeId} and state = 'named'
    order by id limit ${NOTICE_BATCH} for update skip locked`);
  return rows;
}

/** The letters of a step, and who is told by which: written together with the step or not at all. */
function lettersFor(scope: Scope, notice: StoredNotice, number: string, people: readonly Person[]) {
  const writes: SQL[] = [];
  const audit: AuditEvent[] = [];
  const events: OutboxEvent[] = [];
  const told = people.map(({ id, customer_id: customerId }) => {
    const subject = { type: NOTICE, id: notice.id };
    const letter = planTelling(scope, { customerId, template: "incident.notice", params: { number }, subject });
    writes.push(...letter.writes);
    audit.push(...letter.audit);
    events.push(...letter.events);
    return { id, letter_id: letter.letterId };
  });
  return { writes, audit, events, told };
}

/**
 * Takes the next step of a mass notice: a number of people are written to, each once, and the news of the following step
 * goes out with it. A worker that dies leaves the whole step or nothing of it. Refuses a notice that is not being sent.
 */
export const sendNotice = command({
  name: "incidents.notice.send",
  permission: "incidents.run",
  input: z.object({ noticeId: z.uuid() }),
  subject: ({ noticeId }) => ({ type: NOTICE, id: noticeId }),
  async handle(scope, { noticeId }) {
    const { tx, actor, now } = scope;
    const notice = await loadNotice(scope, noticeId, { lock: true });
    if (notice.state !== "sending") return refuse("incidents.notice.not-sending", { params: { state: notice.state } });
    const incident = await loadIncident(scope, notice.incidentId, { lock: true });
    const { writes, audit, events, told } = lettersFor(
      scope,
      notice,
      incident.number,
      await nextPeople(scope, incident.id),
    );
    await tx.execute(sql`update incident_persons p set state = 'told', notice_id = ${notice.id}::uuid, letter_id = t.letter_id,
        told_at = ${now}::timestamptz
      from jsonb_to_recordset(${JSON.stringify(told)}::jsonb) as t (id uuid, letter_id uuid) where p.id = t.id`);
    const { named: left } = await countPersons(scope, incident.id);
    const done = notice.told + told.length;
    const over = left === 0;
    await tx.execute(sql`update incident_notices set told = ${done}::int, total = ${done + left}::int, steps = steps + 1,
        last_at = ${now}::timestamptz, state = ${over ? "sent" : "sending"},
        ended_at = case when ${over}::boolean then ${now}::timestamptz end,
        ended_by = case when ${over}::boolean then ${actor.id} end, version = version + 1
      where id = ${notice.id}::uuid`);
    if (over) {
      await settleDuties(scope, incident.id, ["subjects"], { state: "done", at: now });
      await saveIncident(scope, incident);
    }
    const step = { number: incident.number, step: notice.steps + 1, told: told.length, left };
    return committed({
      result: { noticeId, told: done, left },
      audit: [{ kind: "incidents.notice.send", subject: { type: NOTICE, id: notice.id }, data: step }, ...audit],
      events: [...events, ...(over ? [] : [noticeMoved({ noticeId })])],
      writes,
    });
  },
});
