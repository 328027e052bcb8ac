import { sql } from "drizzle-orm";
import { z } from "zod";
import { PEOPLE_POLICY } from "@/domain/people/policy";
import { refuse } from "@/domain/shared/result";
import { requestApproval } from "@/server/approvals/public";
import { command, committed } from "@/server/kernel/command";
import type { Scope } from "@/server/kernel/scope";
import { mailIsOn } from "@/server/notifications/public";
import { RESET_KIND, resetNow } from "../resets";
import { heldBy, lockPerson, lockRights } from "../store";

type Asked = { personId: string; clearsSecondFactor: boolean };

/**
 * Resets a person's sign-in: password and sessions go at once, and a link that is good once sets a new password, where
 * asked the second factor too. An administrator's waits for a second person. Refuses one's own and somebody disabled.
 */
export const resetAccess = command({
  name: "people.access.reset",
  permission: "people.manage",
  stepUp: true,
  storesResult: false,
  input: z.object({ personId: z.uuid(), clearsSecondFactor: z.boolean() }),
  subject: ({ personId }) => ({ type: "person", id: personId }),
  async handle(scope, input) {
    const { tx, actor, now } = scope;
    if (input.personId === actor.personId) return refuse("people.person.self");
    await lockRights(tx, actor.programmeId);
    const person = await lockPerson(scope, input.personId);
    if (person.homeProgrammeId !== actor.programmeId) return refuse("people.person.elsewhere");
    if (person.disabled) return refuse("people.person.disabled");
    const held = await heldBy(tx, input.personId, actor.programmeId, now);
    if (held.some(({ role }) => role === "administrator")) return propose(scope, input);
    const reset = await resetNow(scope, input);
    if (!reset.ok) return reset;
    const { path, expiresAt, audit, events } = reset.value;
    return committed({
      result: { path: path as string | null, expiresAt, mailed: mailIsOn(), approvalNumber: null as string | null },
      audit: [audit],
      events,
    });
  },
});

async function propose(scope: Scope, asked: Asked) {
  const { tx, actor, now } = scope;
  const id = scope.newId<"reset-request">();
  const approvalId = scope.newId<"approval">();
  const inserted = await tx.execute(sql`insert into reset_requests (id, programme_id, legal_entity_id, person_id,
      clears_second_factor, requested_by, requested_at, approval_id, state)
    values (${id}, ${actor.programmeId}, ${actor.legalEntityId}, ${asked.personId}::uuid, ${asked.clearsSecondFactor},
      ${actor.personId}::uuid, ${now}::timestamptz, ${approvalId}::uuid, 'pending') on conflict do nothing`);
  if (inserted.rowCount === 0) return refuse("people.access.pending");
  const opened = await requestApproval(scope, {
    id: approvalId,
    kind: RESET_KIND,
    subject: { type: "reset-request", id },
    customerId: null,
    accountId: null,
    payload: asked,
    token: null,
    openForHours: PEOPLE_POLICY.proposalHours,
  });
  if (!opened.ok) return opened;
  const { audit, events, number, expiresAt } = opened.value;
  const [first, ...rest] = audit;
  if (!first) throw new Error("a proposal without an entry");
  return committed({
    result: { path: null as string | null, expiresAt, mailed: false, approvalNumber: number as string | null },
    audit: [first, ...rest],
    events,
  });
}
