import { sql } from "drizzle-orm";
import type { Approval } from "@/domain/approvals/model";
import { ROLE_NAMES, type Role } from "@/domain/identity/roles";
import { type Clearance, permissionsOf } from "@/domain/permissions";
import { onDuty } from "@/server/duty/public";
import type { OutboxEvent } from "@/server/kernel/outbox";
import type { Scope } from "@/server/kernel/scope";
import { notice, registerNoticeTarget } from "@/server/notifications/public";
import { type ApprovalKind, kindOf, visibleKinds } from "./kinds";

const LINK = "approval";

// A notice about a proposal names it only to who may see it when he reads.
registerNoticeTarget(LINK, async ({ tx, actor }, ids) => {
  if (!actor.permissions.has("approvals.read")) return new Set();
  const { rows } = await tx.execute<{ id: string }>(sql`select a.id from approvals a
    where a.programme_id = ${actor.programmeId} and a.id = any(${`{${ids.join(",")}}`}::uuid[])
      and a.kind in ${[...visibleKinds(actor), ""]}`);
  return new Set(rows.map(({ id }) => id));
});

/** Most checkers told of one proposal: a house with more has rosters. */
const MOST_TOLD = 50;

/** The roles that let somebody decide proposals of a kind. */
function rolesFor(kind: ApprovalKind): readonly Role[] {
  return ROLE_NAMES.filter((role) => {
    const may = permissionsOf([role]);
    return may.has("approvals.decide") && may.has(kind.permission) && may.has(kind.visibleTo);
  });
}

/** People with a live role of these here, the maker left out. */
async function decidersOf({ tx, actor, now }: Scope, roles: readonly Role[]): Promise<string[]> {
  const { rows } = await tx.execute<{ person_id: string }>(sql`select distinct g.person_id from role_grants g
    join people m on m.id = g.person_id and m.disabled_at is null
    where g.programme_id = ${actor.programmeId} and g.role in ${[...roles, ""]} and g.ended_at is null
      and (g.ends_at is null or g.ends_at > ${now}::timestamptz) and g.person_id is distinct from ${actor.personId}::uuid
    order by g.person_id limit ${MOST_TOLD}`);
  return rows.map(({ person_id }) => person_id);
}

/** Of these people, who is on duty now for one of the roles. */
async function onDutyOf(scope: Scope, roles: readonly Role[], people: readonly string[]): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  for (const role of roles) {
    for (const person of await onDuty(scope, { targetType: "role", target: role }, scope.now)) {
      if (people.includes(person)) found.add(person);
    }
  }
  return found;
}

/**
 * News for everybody who may decide a proposal that has just been opened. Who is on duty as a checker is called, at night
 * too; the others find it when they look.
 */
export async function tellDeciders(
  scope: Scope,
  approval: Approval,
  number: string,
  clearance: Clearance,
): Promise<readonly OutboxEvent[]> {
  const roles = rolesFor(kindOf(approval.kind));
  const people = await decidersOf(scope, roles);
  const called = await onDutyOf(scope, roles, people);
  const said = { number, kind: approval.kind, due: approval.expiresAt };
  const link = { type: LINK, id: approval.id };
  const others = people.filter((person) => !called.has(person));
  return [
    ...notice([...called], "duty.called", said, link, { clearance }),
    ...notice(others, "approvals.waiting", said, link, { clearance }),
  ];
}

/** News for the maker that his proposal has come to an end he did not bring about. */
export async function tellMaker(scope: Scope, approval: Approval, number: string): Promise<readonly OutboxEvent[]> {
  const { rows } = await scope.tx.execute<{ clearance: Clearance }>(
    sql`select clearance from approvals where id = ${approval.id}::uuid`,
  );
  const said = { number, kind: approval.kind, outcome: approval.status };
  const link = { type: LINK, id: approval.id };
  return notice([approval.makerId], "approvals.decided", said, link, { clearance: rows[0]?.clearance ?? "suspicion" });
}
