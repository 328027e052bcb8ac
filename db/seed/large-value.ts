import { addDays, addDuration, type Instant, type LocalDate, startOfDay } from "@/domain/shared/time";
import type { Principal } from "@/server/kernel/actor";
import { execute } from "@/server/kernel/command";
import { newId } from "@/server/kernel/new-id";
import type { Runtime } from "@/server/kernel/runtime";
import { checkCandidate } from "@/server/reports/commands/check-candidate";
import { recomputeRange } from "@/server/reports/public";
import type { SeedClock } from "./clock";
import { DAYS } from "./transactions";

type Open = { id: string; version: number; found_at: Date; due_at: Date };

/** Candidates found this many days ago or more have been checked, but for the few that were left lying. */
const CHECKED_AFTER_DAYS = 7;
const LEFT_LATE = 2;

/** Finds the large values of each day on the morning after it, as the house would have. */
export async function findLargeValues(
  runtime: Runtime,
  clock: SeedClock,
  programmeId: string,
  anchor: LocalDate,
): Promise<void> {
  const principal: Principal = { kind: "system", name: "system:seed", programmeId };
  const present = clock.now();
  for (let back = DAYS; back >= 0; back -= 1) {
    const date = addDays(anchor, -back);
    const morning = addDuration(startOfDay(addDays(date, 1)), { hours: 1, minutes: 20 });
    clock.set(morning < present ? morning : present);
    const call = { principal, input: { from: date, to: date }, key: `seed:large-value:${date}`, requestId: newId() };
    const outcome = await execute(runtime, recomputeRange, call);
    if (!outcome.ok) throw new Error(`large values of ${date}: ${outcome.code}`);
  }
  clock.set(present);
}

/** Checks the older candidates, each two days after it was found; leaves the newer ones and two late ones open. */
export async function checkOldValues(runtime: Runtime, clock: SeedClock, officer: Principal): Promise<void> {
  const present = clock.now();
  const limit = addDuration(present, { hours: -24 * CHECKED_AFTER_DAYS });
  const { rows } = await runtime.pool.query<Open>(
    "select id, version, found_at, due_at from large_value_candidates where state = 'open' and programme_id = $1 and found_at < $2 order by found_at, id",
    [officer.programmeId, limit],
  );
  for (const row of rows.slice(0, Math.max(0, rows.length - LEFT_LATE))) {
    clock.set(addDuration(row.found_at.toISOString() as Instant, { hours: 31 }));
    const input = { id: row.id, version: row.version };
    const outcome = await execute(runtime, checkCandidate, {
      principal: officer,
      input,
      key: `seed:check:${row.id}`,
      requestId: newId(),
    });
    if (!outcome.ok) throw new Error(`check of a large value: ${outcome.code}`);
  }
  clock.set(present);
}
