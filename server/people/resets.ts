import { sql } from "drizzle-orm";
import { z } from "zod";
import { PEOPLE_REJECTIONS } from "@/domain/people/codes";
import { keepAdministrator } from "@/domain/people/decisions";
import { decided, type Result, refuse } from "@/domain/shared/result";
import type { Instant } from "@/domain/shared/time";
import { type Effect, type ProposalCase, registerApprovalKind } from "@/server/approvals/public";
import type { AuditEvent } from "@/server/kernel/audit/append";
import type { OutboxEvent } from "@/server/kernel/outbox";
import type { Scope } from "@/server/kernel/scope";
import { mailIsOn, sendToAddress } from "@/server/notifications/public";
import { linkPath, makeLink } from "./links";
import { personLine } from "./proposal-line";
import { standingOf } from "./role-requests";
import { administratorsOf, lockPerson, lockRights, NO_PASSWORD } from "./store";

export const RESET_KIND = "people.access.reset";

/**
 * Takes a person's password and sessions away and makes the link by which he sets a new one. Refuses what would leave no
 * administrator who can come in.
 */
export async function resetNow(
  scope: Scope,
  asked: { personId: string; clearsSecondFactor: boolean },
): Promise<Result<{ path: string; expiresAt: Instant; audit: AuditEvent; events: OutboxEvent[] }>> {
  const { tx, actor, now } = scope;
  const { personId, clearsSecondFactor } = asked;
  const kept = keepAdministrator(await administratorsOf(tx, actor.programmeId, now), personId);
  if (!kept.ok) return kept;
  await tx.execute(sql`update people set password_hash = ${NO_PASSWORD} where id = ${personId}::uuid`);
  const sessions = await tx.execute(sql`update sessions set revoked_at = ${now}::timestamptz, revoked_by = ${actor.id}
    where person_id = ${personId}::uuid and revoked_at is null`);
  const link = await makeLink(scope, { personId, kind: "reset", clearsSecondFactor });
  const audit: AuditEvent = {
    kind: "people.access.reset",
    subject: { type: "person", id: personId },
    data: { link: link.linkId, clearsSecondFactor, sessions: sessions.rowCount ?? 0 },
  };
  const events = mailIsOn() ? [sendToAddress("people.reset", link.linkId)] : [];
  return decided({ path: linkPath(link.secret), expiresAt: link.expiresAt, audit, events });
}

const payload = z.strictObject({ personId: z.uuid(), clearsSecondFactor: z.boolean() });
type Case = ProposalCase<z.output<typeof payload>>;

async function close({ tx, now }: Scope, { subjectId }: Case, state: string): Promise<void> {
  await tx.execute(sql`update reset_requests set state = ${state}, ended_at = ${now}::timestamptz
    where id = ${subjectId}::uuid and state = 'pending'`);
}

async function drop(scope: Scope, proposal: Case, state: "refused" | "withdrawn" | "dropped"): Promise<Result<Effect>> {
  await close(scope, proposal, state);
  const audit: AuditEvent = {
    kind: "people.access.reject",
    subject: { type: "person", id: proposal.payload.personId },
    data: { request: proposal.subjectId, as: state },
  };
  return decided({ audit: [audit], events: [] });
}

/** An administrator's sign-in is reset by two: otherwise one administrator could become another. */
registerApprovalKind({
  kind: RESET_KIND,
  permission: "people.resets.approve",
  visibleTo: "people.resets.approve",
  onWorklist: false,
  rejectionReasons: PEOPLE_REJECTIONS,
  payload,
  insideInputs: (scope, { payload: { personId } }) => standingOf(scope, personId),
  describe: (scope, proposals) => personLine(scope, proposals),
  async apply(scope, proposal) {
    const { personId } = proposal.payload;
    if (scope.actor.personId === personId) return refuse("people.role.own");
    await lockRights(scope.tx, scope.actor.programmeId);
    await lockPerson(scope, personId);
    const reset = await resetNow(scope, proposal.payload);
    if (!reset.ok) return reset;
    await close(scope, proposal, "granted");
    // The secret made here is thrown away: the maker makes the link to hand over, or it goes by e-mail.
    return decided({ audit: [reset.value.audit], events: reset.value.events });
  },
  reject: (scope, proposal) => drop(scope, proposal, "refused"),
  void: (scope, proposal) => drop(scope, proposal, "dropped"),
  end: (scope, proposal, as) => drop(scope, proposal, as === "withdrawn" ? "withdrawn" : "dropped"),
});
