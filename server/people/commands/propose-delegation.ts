import { sql } from "drizzle-orm";
import { z } from "zod";
import { DELEGATION_REASONS } from "@/domain/people/codes";
import { PEOPLE_POLICY } from "@/domain/people/policy";
import { roleName } from "@/domain/people/schema";
import { refuse } from "@/domain/shared/result";
import { addDays, localDate, startOfDay } from "@/domain/shared/time";
import { requestApproval } from "@/server/approvals/public";
import { command, committed } from "@/server/kernel/command";
import { DELEGATION_KIND, type DelegationPayload, mayDelegate } from "../delegations";
import { lockPerson, lockRights } from "../store";

/**
 * Lends one of one's own roles to a colleague up to the end of a day in Shanghai. A team lead or administrator who is
 * neither of the two decides. Refuses as `delegateRole` of the domain does, and what is lent to him already.
 */
export const proposeDelegation = command({
  name: "people.delegation.propose",
  permission: "people.self",
  stepUp: true,
  input: z.object({ toId: z.uuid(), role: roleName, lastDay: z.iso.date(), reasonCode: z.enum(DELEGATION_REASONS) }),
  subject: ({ toId }) => ({ type: "person", id: toId }),
  async handle(scope, input) {
    const { tx, actor, now } = scope;
    if (!actor.personId) return refuse("approvals.approval.person-required");
    await lockRights(tx, actor.programmeId);
    const taker = await lockPerson(scope, input.toId);
    if (taker.disabled) return refuse("people.person.disabled", { field: "toId" });
    const payload: DelegationPayload = {
      fromId: actor.personId,
      toId: input.toId,
      role: input.role,
      endsAt: startOfDay(addDays(localDate(input.lastDay), 1)),
      reasonCode: input.reasonCode,
    };
    const allowed = await mayDelegate(scope, payload);
    if (!allowed.ok) return allowed;
    const id = scope.newId<"delegation">();
    const approvalId = scope.newId<"approval">();
    const inserted =
      await tx.execute(sql`insert into delegations (id, programme_id, legal_entity_id, from_id, to_id, role,
        reason_code, proposed_at, approval_id, state, ends_at)
      values (${id}, ${actor.programmeId}, ${actor.legalEntityId}, ${actor.personId}::uuid, ${input.toId}::uuid, ${input.role},
        ${input.reasonCode}, ${now}::timestamptz, ${approvalId}::uuid, 'pending', ${payload.endsAt}::timestamptz)
      on conflict (to_id, programme_id, role) where state in ('pending', 'active') do nothing`);
    if (inserted.rowCount === 0) return refuse("people.delegation.pending", { field: "toId" });
    const opened = await requestApproval(scope, {
      id: approvalId,
      kind: DELEGATION_KIND,
      subject: { type: "delegation", id },
      customerId: null,
      accountId: null,
      payload,
      token: null,
      openForHours: PEOPLE_POLICY.proposalHours,
    });
    if (!opened.ok) return opened;
    return committed({
      result: { delegationId: id as string, approvalNumber: opened.value.number },
      audit: [
        {
          kind: "people.delegation.propose",
          subject: { type: "person", id: input.toId },
          data: { role: input.role, endsAt: payload.endsAt, reason: input.reasonCode, delegation: id },
        },
        ...opened.value.audit,
      ],
      events: opened.value.events,
    });
  },
});
