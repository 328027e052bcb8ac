import { sql } from "drizzle-orm";
import { z } from "zod";
import { toInstant } from "@/db/schema/columns";
import { DELEGATION_REASONS, PEOPLE_REJECTIONS } from "@/domain/people/codes";
import { delegateRole } from "@/domain/people/decisions";
import { roleName } from "@/domain/people/schema";
import { decided, type Result, refuse } from "@/domain/shared/result";
import { instant } from "@/domain/shared/time";
import { type Effect, type ProposalCase, registerApprovalKind } from "@/server/approvals/public";
import type { AuditEvent } from "@/server/kernel/audit/append";
import type { Scope } from "@/server/kernel/scope";
import { notice } from "@/server/notifications/public";
import { personLine } from "./proposal-line";
import { standingOf } from "./role-requests";
import { heldBy, insertGrant, lockPerson, lockRights } from "./store";

export const DELEGATION_KIND = "people.delegation.propose";

export const delegationPayload = z.strictObject({
  fromId: z.uuid(),
  toId: z.uuid(),
  role: roleName,
  endsAt: z.iso.datetime(),
  reasonCode: z.enum(DELEGATION_REASONS),
});
export type DelegationPayload = z.output<typeof delegationPayload>;
type Case = ProposalCase<DelegationPayload>;

/** Asks the domain on the rights both hold now. The rights are locked. */
export async function mayDelegate(scope: Scope, asked: DelegationPayload) {
  const { tx, actor, now } = scope;
  return delegateRole({
    fromId: asked.fromId,
    toId: asked.toId,
    role: asked.role,
    endsAt: instant(asked.endsAt),
    reason: asked.reasonCode,
    heldByGiver: await heldBy(tx, asked.fromId, actor.programmeId, now),
    heldByTaker: await heldBy(tx, asked.toId, actor.programmeId, now),
    now,
  });
}

async function drop(
  scope: Scope,
  { payload, subjectId }: Case,
  state: "refused" | "withdrawn" | "dropped",
): Promise<Result<Effect>> {
  await scope.tx.execute(sql`update delegations set state = ${state}, ended_at = ${scope.now}::timestamptz,
    ended_by = ${scope.actor.id} where id = ${subjectId}::uuid and state = 'pending'`);
  const kinds = {
    refused: "people.delegation.reject",
    withdrawn: "people.delegation.withdraw",
    dropped: "people.delegation.drop",
  } as const;
  const audit: AuditEvent = {
    kind: kinds[state],
    subject: { type: "person", id: payload.fromId },
    data: { role: payload.role, to: payload.toId, delegation: subjectId },
  };
  const told = notice([payload.fromId], "people.delegation", { role: payload.role, outcome: state });
  return decided({ audit: [audit], events: state === "withdrawn" ? [] : told });
}

registerApprovalKind({
  kind: DELEGATION_KIND,
  permission: "people.delegations.approve",
  visibleTo: "people.delegations.approve",
  onWorklist: false,
  rejectionReasons: PEOPLE_REJECTIONS,
  payload: delegationPayload,
  async insideInputs(scope, { payload }) {
    const named = async (personId: string, as: "giver" | "taker") =>
      (await standingOf(scope, personId)).map((input) => ({ ...input, key: `${as}-${input.key}` }));
    return [...(await named(payload.fromId, "giver")), ...(await named(payload.toId, "taker"))];
  },
  describe: (scope, proposals) => personLine(scope, proposals),

  /** The yes of a team lead or an administrator, who is neither the giver nor the taker. */
  async apply(scope, proposal) {
    const { payload, subjectId } = proposal;
    const { tx, actor, now } = scope;
    if (actor.personId === payload.toId || actor.personId === payload.fromId) return refuse("people.role.own");
    await lockRights(tx, actor.programmeId);
    const giver = await lockPerson(scope, payload.fromId);
    const taker = await lockPerson(scope, payload.toId);
    if (giver.disabled || taker.disabled) return refuse("people.person.disabled");
    const allowed = await mayDelegate(scope, payload);
    if (!allowed.ok) return allowed;
    await insertGrant(scope, {
      personId: payload.toId,
      role: payload.role,
      endsAt: allowed.value.endsAt,
      delegationId: subjectId,
    });
    await tx.execute(sql`update delegations set state = 'active', started_at = ${now}::timestamptz
      where id = ${subjectId}::uuid and state = 'pending'`);
    const audit: AuditEvent = {
      kind: "people.delegation.start",
      subject: { type: "person", id: payload.toId },
      data: { role: payload.role, from: payload.fromId, endsAt: payload.endsAt, delegation: subjectId },
    };
    const params = { role: payload.role, until: toInstant(payload.endsAt), outcome: "started" };
    const events = notice([payload.fromId, payload.toId], "people.delegation", params);
    return decided({ audit: [audit], events });
  },
  reject: (scope, proposal) => drop(scope, proposal, "refused"),
  void: (scope, proposal) => drop(scope, proposal, "dropped"),
  end: (scope, proposal, as) => drop(scope, proposal, as === "withdrawn" ? "withdrawn" : "dropped"),
});
