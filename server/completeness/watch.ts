import { CONTROL_NAMES } from "@/domain/completeness/register";
import { epochMilliseconds } from "@/domain/shared/time";
import { execute } from "@/server/kernel/command";
import { log, safeError } from "@/server/kernel/logger";
import { newId } from "@/server/kernel/new-id";
import type { Runtime } from "@/server/kernel/runtime";
import { watchControls } from "./commands/watch-controls";
import { type ControlStanding, STANDINGS_SQL, type StandingRow, standingsOf } from "./standings";

type House = Pick<Runtime, "pool" | "clock">;

/** Enters every control of the register that the house does not know yet: from now on it is missed when it does not run. */
export async function enterControls({ pool, clock }: House): Promise<void> {
  await pool.query(
    `insert into control_standings (control, since) select name, $2::timestamptz from unnest($1::text[]) name
     on conflict (control) do nothing`,
    [CONTROL_NAMES, clock()],
  );
}

/** The controls that are missed now. */
export async function missedControls({ pool, clock }: House): Promise<readonly ControlStanding[]> {
  const { rows } = await pool.query<StandingRow>(STANDINGS_SQL);
  return standingsOf(rows, clock()).filter(({ state }) => state === "missed");
}

/**
 * Tells every programme of controls that did not run, and that they run again. Any process may look, any number of them at
 * once: what is told already is not told again. Gives how many controls are missed.
 */
export async function watch(runtime: Runtime): Promise<number> {
  await enterControls(runtime);
  const missed = await missedControls(runtime);
  const names = missed.map(({ control }) => control);
  const { rows } = await runtime.pool.query<{ id: string }>(
    `select p.id from programmes p where exists (
       select from unnest($1::text[]) name where not exists (
         select from control_misses m where m.programme_id = p.id and m.control = name and m.ran_again_at is null))
     or exists (select from control_misses m where m.programme_id = p.id and m.ran_again_at is null and m.control <> all($1::text[]))`,
    [names],
  );
  for (const { id: programmeId } of rows) {
    const principal = { kind: "system", name: "system:worker", programmeId } as const;
    const id = newId();
    await execute(runtime, watchControls, { principal, input: {}, key: id, requestId: id }).catch((error: unknown) =>
      log("error", "control-watch", { programme: programmeId, ...safeError(error) }),
    );
  }
  return names.length;
}

const LOOK_MS = 60_000;
let lookedAt = Number.NEGATIVE_INFINITY;
let firstAskedAt: number | null = null;

/**
 * The watch as a process that is asked often keeps it, the web server: looks at most once a minute, so that a dead worker
 * is told of by somebody else. Gives whether a control is missed. Waits for its own first minutes: after a stop of the
 * whole house the worker gets the chance to run first.
 */
export async function watchNowAndThen(runtime: Runtime): Promise<boolean> {
  const now = epochMilliseconds(runtime.clock());
  firstAskedAt ??= now;
  if (now - lookedAt >= LOOK_MS && now - firstAskedAt >= 2 * LOOK_MS) {
    lookedAt = now;
    return (await watch(runtime)) > 0;
  }
  return (await missedControls(runtime)).length > 0;
}
