import { sql } from "drizzle-orm";
import type { ShiftKind, TargetType } from "@/domain/duty/codes";
import type { Stretch } from "@/domain/duty/coverage";
import { addShift } from "@/domain/duty/decisions";
import { decided, type Result } from "@/domain/shared/result";
import type { Scope } from "@/server/kernel/scope";
import { absencesOf, isEligible, shiftsOf } from "./store";

/** A shift as it is to be written. */
export type NewShift = Stretch & {
  readonly targetType: TargetType;
  readonly target: string;
  readonly personId: string;
  readonly kind: ShiftKind;
};

/** Checks and writes one shift; the roster is locked. Gives its id; refuses as `addShift` of the domain does. */
export async function writeShift(scope: Scope, shift: NewShift): Promise<Result<string>> {
  const { tx, actor, now } = scope;
  const { targetType, target, personId, startsAt, endsAt } = shift;
  const others = await shiftsOf(tx, { targetType, target, from: startsAt, to: endsAt });
  const allowed = addShift({
    stretch: { startsAt, endsAt },
    eligible: await isEligible(tx, { ...shift, programmeId: actor.programmeId, now, until: endsAt }),
    absences: await absencesOf(tx, personId, now),
    own: others.filter((other) => other.personId === personId),
    now,
  });
  if (!allowed.ok) return allowed;
  const id = scope.newId<"shift">();
  await tx.execute(sql`insert into duty_shifts (id, programme_id, legal_entity_id, target_type, target, person_id, kind,
      starts_at, ends_at, added_by, added_at)
    values (${id}, ${actor.programmeId}, ${actor.legalEntityId}, ${targetType}, ${target}, ${personId}::uuid, ${shift.kind},
      ${startsAt}::timestamptz, ${endsAt}::timestamptz, ${actor.id}, ${now}::timestamptz)`);
  return decided(id as string);
}
