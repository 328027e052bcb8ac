import type { Role } from "@/domain/identity/roles";
import type { Instant } from "@/domain/shared/time";
import type { Principal } from "@/server/kernel/actor";
import { newId } from "@/server/kernel/new-id";
import { inScope } from "@/server/kernel/scope";
import { type House, PAY, type Programme } from "@/server/kernel/testing/house";
import { type NewWorkItem, openItems } from "./store";

export type PersonPrincipal = Principal & { kind: "person" };

let series = 0;

/** Opens large-value items in order, the first the most urgent unless told otherwise. Gives their ids in the same order. */
export async function openWork(
  house: House,
  items: readonly Partial<NewWorkItem>[],
  programme: Programme = PAY,
): Promise<string[]> {
  const full = items.map((item) => ({
    kind: "large-value",
    number: `LV-${String(++series).padStart(6, "0")}`,
    subjectType: "large-value",
    subjectId: newId() as string,
    ...item,
  }));
  await inScope(house.runtime, house.system("system:worker", programme), "write", async ({ tx, actor, now }) => {
    await openItems(tx, actor, full, now);
    return { keep: true, value: undefined };
  });
  const rows = await house.rows<{ id: string; subject_id: string }>(
    "select id, subject_id from work_items where subject_id = any($1::uuid[])",
    [full.map(({ subjectId }) => subjectId)],
  );
  return full.map(({ subjectId }) => rows.find((row) => row.subject_id === subjectId)?.id ?? "");
}

/** A further person of a role, signed in. */
export async function addPerson(house: House, role: Role, programme: Programme = PAY): Promise<PersonPrincipal> {
  const [personId, sessionId] = [newId(), newId()];
  const now: Instant = house.clock.now();
  await house.rows(
    "insert into people (id, email, name_zh, name_en, password_hash, home_programme_id, created_at) values ($1, $2, $3, $3, 'x', $4, $5)",
    [personId, `${personId}@people.example`, role, programme.programmeId, now],
  );
  await house.rows(
    "insert into role_grants (id, person_id, programme_id, role, granted_at, granted_by) values ($1, $2, $3, $4, $5, 'system:seed')",
    [newId(), personId, programme.programmeId, role, now],
  );
  await house.rows(
    "insert into sessions (id, person_id, created_at, last_seen_at, expires_at, device) values ($1, $2, $3, '2100-01-01', '2100-01-01', 'test')",
    [sessionId, personId, now],
  );
  // Roles that ask for a second factor are nothing without one.
  await house.rows("insert into totp_credentials (person_id, secret_sealed, confirmed_at) values ($1, '', $2)", [
    personId,
    now,
  ]);
  return { kind: "person", personId, sessionId, programmeId: programme.programmeId };
}
