import type { RunOutcome } from "@/domain/completeness/codes";
import { LOOP_TELLS_SECONDS } from "@/domain/completeness/policy";
import { epochMilliseconds, type Instant, shanghaiDate } from "@/domain/shared/time";
import { log, safeError } from "@/server/kernel/logger";
import { newId } from "@/server/kernel/new-id";
import type { Runtime } from "@/server/kernel/runtime";

/** One run of a control, or the rounds of a loop since it last told. */
export type ControlRun = {
  readonly control: string;
  readonly startedAt: Instant;
  readonly endedAt: Instant;
  readonly outcome: RunOutcome;
  readonly handled: number;
  readonly rounds: number;
};

/** This process, as its runs name it. */
const processId = newId();

type House = Pick<Runtime, "pool" | "clock">;

/** Enters a run: the run itself, its day's totals and the control's standing, all or nothing. */
export async function enterRun({ pool }: Pick<House, "pool">, run: ControlRun): Promise<void> {
  const done = run.outcome === "done";
  await pool.query(
    `with run as (
       insert into control_runs (id, control, started_at, ended_at, outcome, handled, rounds, process_id)
       values ($1, $2, $3, $4, $5, $6, $7, $8)),
     day as (
       insert into control_days (control, on_date, done, failed, handled)
       values ($2, $9, $10::int, 1 - $10::int, $6)
       on conflict (control, on_date) do update set done = control_days.done + excluded.done,
         failed = control_days.failed + excluded.failed, handled = control_days.handled + excluded.handled)
     insert into control_standings as s (control, since, last_started_at, last_ended_at, last_outcome, last_count, last_done_at)
     values ($2, $3, $3, $4, $5, $6, case when $10 = 1 then $4::timestamptz end)
     on conflict (control) do update set
       last_started_at = case when excluded.last_ended_at >= coalesce(s.last_ended_at, '-infinity') then excluded.last_started_at else s.last_started_at end,
       last_outcome = case when excluded.last_ended_at >= coalesce(s.last_ended_at, '-infinity') then excluded.last_outcome else s.last_outcome end,
       last_count = case when excluded.last_ended_at >= coalesce(s.last_ended_at, '-infinity') then excluded.last_count else s.last_count end,
       last_ended_at = greatest(excluded.last_ended_at, s.last_ended_at),
       last_done_at = greatest(excluded.last_done_at, s.last_done_at)`,
    [
      newId(),
      run.control,
      run.startedAt,
      run.endedAt,
      run.outcome,
      run.handled,
      run.rounds,
      processId,
      shanghaiDate(run.endedAt),
      done ? 1 : 0,
    ],
  );
}

/** A run that could not be entered shows as missed; the work itself stands. */
async function tell(house: House, run: ControlRun): Promise<void> {
  await enterRun(house, run).catch((error: unknown) =>
    log("error", "control-run", { control: run.control, ...safeError(error) }),
  );
}

const countOf = (result: unknown): number =>
  typeof result === "number" && Number.isSafeInteger(result) && result >= 0 ? result : 0;

/** Runs a scheduled control and enters that it ran, whatever came of it. Throws what the work throws. */
export async function controlled(house: House, control: string, work: () => Promise<unknown>): Promise<void> {
  const startedAt = house.clock();
  let outcome: RunOutcome = "failed";
  let handled = 0;
  try {
    handled = countOf(await work());
    outcome = "done";
  } finally {
    await tell(house, { control, startedAt, endedAt: house.clock(), outcome, handled, rounds: 1 });
  }
}

/**
 * The same for a loop that goes round every second: its rounds are summed and told of at most once a minute. A minute in
 * which any round failed is a failed one, so that a loop that fails now and then is seen. Gives the work, wrapped.
 */
export function controlledLoop(house: House, control: string, work: () => Promise<unknown>): () => Promise<void> {
  let startedAt: Instant | null = null;
  let toldAt = Number.NEGATIVE_INFINITY;
  let [handled, rounds, failed] = [0, 0, false];
  return async () => {
    startedAt ??= house.clock();
    try {
      handled += countOf(await work());
    } catch (error) {
      failed = true;
      throw error;
    } finally {
      rounds += 1;
      const endedAt = house.clock();
      if (epochMilliseconds(endedAt) - toldAt >= LOOP_TELLS_SECONDS * 1000) {
        toldAt = epochMilliseconds(endedAt);
        const outcome = failed ? "failed" : "done";
        const run = { control, startedAt, endedAt, outcome, handled, rounds } as const;
        [startedAt, handled, rounds, failed] = [null, 0, 0, false];
        await tell(house, run);
      }
    }
  };
}
