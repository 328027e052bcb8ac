import { sql } from "drizzle-orm";
import { z } from "zod";
import { toInstant } from "@/db/schema/columns";
import type { SnapshotInput } from "@/domain/approvals/model";
import type { Role } from "@/domain/identity/roles";
import { PEOPLE_REJECTIONS } from "@/domain/people/codes";
import { grantRole } from "@/domain/people/decisions";
import { PEOPLE_POLICY } from "@/domain/people/policy";
import { roleName } from "@/domain/people/schema";
import { decided, type Result, refuse } from "@/domain/shared/result";
import { type Instant, instant } from "@/domain/shared/time";
import { type Effect, type ProposalCase, registerApprovalKind, requestApproval } from "@/server/approvals/public";
import type { AuditEvent } from "@/server/kernel/audit/append";
import type { Scope } from "@/server/kernel/scope";
import { personLine } from "./proposal-line";
import { heldBy, insertGrant, lockPerson, lockRights } from "./store";

export const ROLE_KIND = "people.role.request";

const payload = z.strictObject({ personId: z.uuid(), role: roleName, endsAt: z.iso.datetime().nullable() });
type Case = ProposalCase<z.output<typeof payload>>;

/** Facts a yes rests on: that the person is in office, and the roles he holds at the moment. */
export async function standingOf({ tx, actor, now }: Scope, personId: string): Promise<SnapshotInput[]> {
  const { rows } = await tx.execute<{ disabled_at: string | null }>(
    sql`select disabled_at from people where id = ${personId}::uuid`,
  );
  const disabled = rows[0]?.disabled_at ? toInstant(rows[0].disabled_at) : null;
  const held = await heldBy(tx, personId, actor.programmeId, now);
  const roles = held.map(({ role }) => role).join(" ");
  return [
    {
      key: "standing",
      label: "people.inputs.standing",
      value: disabled ? "disabled" : "active",
      version: disabled ?? "active",
      onChange: "void",
    },
    { key: "roles", label: "people.inputs.roles", value: roles, version: roles, onChange: "preview-again" },
  ];
}

/**
 * Asks for a role for a person, to be checked by another administrator. Refuses as `grantRole` of the domain does, and a
 * role already asked for.
 */
export async function requestRole(
  scope: Scope,
  asked: { personId: string; role: Role; endsAt: Instant | null },
): Promise<Result<Effect & { requestId: string; approvalId: string; number: string }>> {
  const { tx, actor, now } = scope;
  if (!actor.personId) return refuse("approvals.approval.person-required");
  const held = await heldBy(tx, asked.personId, actor.programmeId, now);
  const allowed = grantRole({ ...asked, by: actor.personId, held, now });
  if (!allowed.ok) return allowed;
  const id = scope.newId<"role-request">();
  const approvalId = scope.newId<"approval">();
  const inserted =
    await tx.execute(sql`insert into role_requests (id, programme_id, legal_entity_id, person_id, role, ends_at,
      requested_by, requested_at, approval_id, state)
    values (${id}, ${actor.programmeId}, ${actor.legalEntityId}, ${asked.personId}::uuid, ${asked.role},
      ${asked.endsAt}::timestamptz, ${actor.personId}::uuid, ${now}::timestamptz, ${approvalId}::uuid, 'pending')
    on conflict (person_id, programme_id, role) where state = 'pending' do nothing`);
  if (inserted.rowCount === 0) return refuse("people.role.pending", { field: "role" });
  const opened = await requestApproval(scope, {
    id: approvalId,
    kind: ROLE_KIND,
    subject: { type: "role-request", id },
    customerId: null,
    accountId: null,
    payload: asked,
    token: null,
    openForHours: PEOPLE_POLICY.proposalHours,
  });
  if (!opened.ok) return opened;
  const entry: AuditEvent = {
    kind: "people.role.request",
    subject: { type: "person", id: asked.personId },
    data: { role: asked.role, endsAt: asked.endsAt, request: id, approval: approvalId },
  };
  const { audit, events, number } = opened.value;
  return decided({ requestId: id, approvalId, number, audit: [entry, ...audit], events });
}

async function close(
  { tx, now }: Scope,
  proposal: Case,
  state: "granted" | "refused" | "withdrawn" | "dropped",
): Promise<void> {
  await tx.execute(sql`update role_requests set state = ${state}, ended_at = ${now}::timestamptz
    where id = ${proposal.subjectId}::uuid and state = 'pending'`);
}

async function drop(
  scope: Scope,
  proposal: Case,
  state: "refused" | "withdrawn" | "dropped",
  data: Record<string, string>,
): Promise<Result<Effect>> {
  await close(scope, proposal, state);
  const audit: AuditEvent = {
    kind: state === "refused" ? "people.role.reject" : "people.role.drop",
    subject: { type: "person", id: proposal.payload.personId },
    data: { role: proposal.payload.role, request: proposal.subjectId, ...data },
  };
  return decided({ audit: [audit], events: [] });
}

registerApprovalKind({
  kind: ROLE_KIND,
  permission: "people.roles.approve",
  visibleTo: "people.read",
  onWorklist: false,
  rejectionReasons: PEOPLE_REJECTIONS,
  payload,
  insideInputs: (scope, { payload: { personId } }) => standingOf(scope, personId),
  describe: (scope, proposals) => personLine(scope, proposals),

  /** The yes of a second administrator: the grant, as the domain allows it now. Nobody decides about himself. */
  async apply(scope, proposal) {
    const { personId, role } = proposal.payload;
    const endsAt = proposal.payload.endsAt ? instant(proposal.payload.endsAt) : null;
    await lockRights(scope.tx, scope.actor.programmeId);
    await lockPerson(scope, personId);
    const held = await heldBy(scope.tx, personId, scope.actor.programmeId, scope.now);
    const by = scope.actor.personId ?? "";
    const allowed = grantRole({ personId, by, role, endsAt, held, now: scope.now });
    if (!allowed.ok) return allowed;
    const grant = await insertGrant(scope, { personId, role, endsAt });
    await close(scope, proposal, "granted");
    const audit: AuditEvent = {
      kind: "identity.role.grant",
      subject: { type: "person", id: personId },
      data: { role, grant, endsAt, request: proposal.subjectId },
    };
    return decided({ audit: [audit], events: [] });
  },
  reject: (scope, proposal, reason) => drop(scope, proposal, "refused", { reason }),
  void: (scope, proposal) => drop(scope, proposal, "dropped", { because: "changed" }),
  end: (scope, proposal, as) => drop(scope, proposal, as === "withdrawn" ? "withdrawn" : "dropped", { because: as }),
});
