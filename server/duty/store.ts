import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { toInstant } from "@/db/schema/columns";
import type { ShiftKind } from "@/domain/duty/codes";
import type { Shift } from "@/domain/duty/coverage";
import type { AbsenceDays } from "@/domain/duty/decisions";
import { type Instant, localDate, shanghaiDate } from "@/domain/shared/time";

/**
 * True for the person in `person` (a uuid expression) who is away at `now`. For WHERE clauses of others: work is not
 * given to whoever is away.
 */
export function awaySql(person: SQL, now: Instant): SQL {
  return sql`exists (select from absences ab where ab.person_id = ${person} and ab.ended_at is null
    and ${shanghaiDate(now)}::date between ab.from_on and ab.to_on)`;
}

/** True when a person is away at `now`. */
export async function isAway(tx: Tx, personId: string, now: Instant): Promise<boolean> {
  const { rows } = await tx.execute<{ away: boolean }>(sql`select ${awaySql(sql`${personId}::uuid`, now)} as away`);
  return rows[0]?.away === true;
}

/** The absences of a person that are not over, those taken back left out. */
export async function absencesOf(tx: Tx, personId: string, now: Instant): Promise<AbsenceDays[]> {
  const { rows } = await tx.execute<{
    from_on: string;
    to_on: string;
  }>(sql`select from_on::text, to_on::text from absences
    where person_id = ${personId}::uuid and ended_at is null and to_on >= ${shanghaiDate(now)}::date order by from_on`);
  return rows.map((row) => ({ fromOn: localDate(row.from_on), toOn: localDate(row.to_on) }));
}

type ShiftRow = { id: string; person_id: string; kind: ShiftKind; starts_at: string; ends_at: string };

/** The live shifts of one role or queue that touch a time, in order. */
export async function shiftsOf(
  tx: Tx,
  which: { targetType: string; target: string; from: Instant; to: Instant },
): Promise<(Shift & { id: string })[]> {
  const { rows } = await tx.execute<ShiftRow>(sql`select id, person_id, kind, starts_at, ends_at from duty_shifts
    where target_type = ${which.targetType} and target = ${which.target} and removed_at is null
      and starts_at < ${which.to}::timestamptz and ends_at > ${which.from}::timestamptz order by starts_at, id`);
  return rows.map((row) => ({
    id: row.id,
    personId: row.person_id,
    kind: row.kind,
    startsAt: toInstant(row.starts_at),
    endsAt: toInstant(row.ends_at),
  }));
}

/** Makes rosters of a programme change one after the other: what a shift must not overlap is then really known. */
export async function lockRoster(tx: Tx, programmeId: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext(${`duty.roster:${programmeId}`}))`);
}

/**
 * True when a person may stand on a roster: enabled and holding the role now, or a live member of the queue. A role only
 * lent until before `until` does not count.
 */
export async function isEligible(
  tx: Tx,
  which: { targetType: string; target: string; personId: string; programmeId: string; now: Instant; until: Instant },
): Promise<boolean> {
  const held =
    which.targetType === "role"
      ? sql`exists (select from role_grants g where g.person_id = p.id and g.programme_id = ${which.programmeId}
          and g.role = ${which.target} and g.ended_at is null and (g.ends_at is null or g.ends_at >= ${which.until}::timestamptz))`
      : sql`exists (select from work_queue_members m where m.person_id = p.id and m.queue_id::text = ${which.target})`;
  const { rows } = await tx.execute(sql`select from people p where p.id = ${which.personId}::uuid
    and p.disabled_at is null and ${held}`);
  return rows.length > 0;
}
