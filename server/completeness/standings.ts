import { type SQL, sql } from "drizzle-orm";
import { toInstant, toInstantOrNull } from "@/db/schema/columns";
import type { RunOutcome } from "@/domain/completeness/codes";
import { CONTROL_NAMES, CONTROLS, type ControlName } from "@/domain/completeness/register";
import { type Standing, standingOf } from "@/domain/completeness/standing";
import type { Instant } from "@/domain/shared/time";
import type { Scope } from "@/server/kernel/scope";

export type ControlStanding = Standing & {
  readonly control: ControlName;
  readonly since: Instant | null;
  readonly lastStartedAt: Instant | null;
  readonly lastEndedAt: Instant | null;
  readonly lastOutcome: RunOutcome | null;
  readonly lastCount: number | null;
  readonly lastDoneAt: Instant | null;
};

export type StandingRow = {
  control: string;
  since: Date | string;
  last_started_at: Date | string | null;
  last_ended_at: Date | string | null;
  last_outcome: RunOutcome | null;
  last_count: string | number | null;
  last_done_at: Date | string | null;
};

/**
 * One row per control. What is started from a terminal is entered by operations: its runs are read there. A statement
 * without parameters, for a transaction and for a pool.
 */
export const STANDINGS_SQL = `select control, since, last_started_at, last_ended_at, last_outcome, last_count, last_done_at
    from control_standings where control not in ('operations-backup', 'operations-drill')
  union all
  select s.control, s.since, m.started_at, m.finished_at, m.outcome, (m.measures ->> 'rows')::int8,
      (select max(d.finished_at) from maintenance_runs d where d.kind = k.kind and d.outcome = 'done')
    from (values ('operations-backup', 'backup'), ('operations-drill', 'drill')) k (control, kind)
    join control_standings s on s.control = k.control
    left join lateral (select * from maintenance_runs r where r.kind = k.kind order by r.started_at desc, r.id desc limit 1) m on true`;

/** How every control of the register stands at a moment, computed from what is entered, whoever asks. */
export function standingsOf(rows: readonly StandingRow[], now: Instant): readonly ControlStanding[] {
  const byName = new Map(rows.map((row) => [row.control, row]));
  return CONTROL_NAMES.map((control) => {
    const row = byName.get(control);
    const known = {
      since: row ? toInstant(row.since) : null,
      lastStartedAt: toInstantOrNull(row?.last_started_at ?? null),
      lastEndedAt: toInstantOrNull(row?.last_ended_at ?? null),
      lastOutcome: row?.last_outcome ?? null,
      lastCount: row === undefined || row.last_count === null ? null : Number(row.last_count),
      lastDoneAt: toInstantOrNull(row?.last_done_at ?? null),
    };
    return { control, ...known, ...standingOf(CONTROLS[control], { ...known, since: known.since ?? now }, now) };
  });
}

/** The same, read in a transaction. */
export async function readStandings({ tx, now }: Pick<Scope, "tx" | "now">): Promise<readonly ControlStanding[]> {
  const { rows } = await tx.execute<StandingRow>(sql.raw(STANDINGS_SQL) as SQL);
  return standingsOf(rows, now);
}
