import { readStatement } from "@/domain/completeness/day-end";
import { CLOSED_WITHIN_DAYS, TIED_DAYS } from "@/domain/completeness/policy";
import { addDays, type LocalDate, shanghaiDate } from "@/domain/shared/time";
import { execute } from "@/server/kernel/command";
import { log } from "@/server/kernel/logger";
import { newId } from "@/server/kernel/new-id";
import type { Runtime } from "@/server/kernel/runtime";
import { inScope } from "@/server/kernel/scope";
import type { CoreStatements } from "./adapters/core-statements";
import { putStatement } from "./commands/put-statement";
import { tieAgain } from "./commands/tie-again";
import { readOurDay } from "./our-day";
import { digestOf } from "./tie";

type Options = { readonly requestId: string; readonly signal?: AbortSignal };
type Last = { state: "tied" | "differs"; our_digest: Buffer } | undefined;

/**
 * Ties out the days behind today in every programme the core keeps: asks for the statement of a day that has none or
 * differs, and ties again where our side changed. Gives how many days were tied. Throws at the end when the core could not
 * be had, gave something unreadable, or left a day open too long: the run has failed, and is an alarm when that goes on.
 */
export async function tieDays(runtime: Runtime, core: CoreStatements, options: Options): Promise<number> {
  const { rows } = await runtime.pool.query<{ id: string }>("select id from programmes order by id");
  const today = shanghaiDate(runtime.clock());
  const problems = new Set<string>();
  let tied = 0;
  for (const { id: programmeId } of rows) {
    const known = await runtime.pool.query<{ first: LocalDate | null }>(
      "select min(business_date)::text as first from day_statements where programme_id = $1 and source = 'core'",
      [programmeId],
    );
    const first = known.rows[0]?.first ?? null;
    for (let back = 1; back <= TIED_DAYS && !options.signal?.aborted; back += 1) {
      const date = addDays(today, -back);
      const outcome = await tieOne(runtime, core, { programmeId, date, requestId: options.requestId });
      if (outcome === "tied") tied += 1;
      else if (outcome === "not-closed") {
        // Before the first day the core closed for this programme it did not keep it.
        if (back > CLOSED_WITHIN_DAYS && first !== null && date > first) problems.add("not-closed");
      } else if (outcome !== "unchanged") {
        problems.add(outcome);
        log("error", "tie-out", { programme: programmeId, date, problem: outcome });
        // What is down for one day is down for the others.
        if (outcome === "network" || outcome === "timeout") return fail(problems);
      }
    }
  }
  if (problems.size > 0) return fail(problems);
  return tied;
}

function fail(problems: ReadonlySet<string>): never {
  throw new Error(`tie-out: ${[...problems].join(", ")}`);
}

async function tieOne(
  runtime: Runtime,
  core: CoreStatements,
  { programmeId, date, requestId }: { programmeId: string; date: LocalDate; requestId: string },
): Promise<string> {
  const principal = { kind: "system", name: "system:worker", programmeId } as const;
  const { rows } = await runtime.pool.query<NonNullable<Last>>(
    "select state, our_digest from tie_outs where programme_id = $1 and business_date = $2 order by tied_at desc, id desc limit 1",
    [programmeId, date],
  );
  const last: Last = rows[0];
  const call = { principal, key: newId(), requestId };
  if (last?.state !== "tied") {
    const answer = await core.ofDay(programmeId, date);
    if (answer.kind === "statement") {
      const read = readStatement(answer.text);
      if (!read.ok || read.value.businessDate !== date) return "unreadable";
      if (last && !(await hasChanged(runtime, programmeId, date, last, digestOf(read.value.lines)))) return "unchanged";
      const outcome = await execute(runtime, putStatement, { ...call, input: { text: answer.text } });
      return outcome.ok ? "tied" : outcome.code;
    }
    if (!last) return answer.kind === "not-closed" ? "not-closed" : answer.cause;
    if (answer.kind === "unavailable") return answer.cause;
  }
  if (!last || !(await hasChanged(runtime, programmeId, date, last, null))) return "unchanged";
  const outcome = await execute(runtime, tieAgain, { ...call, input: { date } });
  return outcome.ok ? "tied" : outcome.code;
}

/** True when our lines, or the core's if given, are not those of the last tie-out. */
async function hasChanged(
  runtime: Runtime,
  programmeId: string,
  date: LocalDate,
  last: NonNullable<Last>,
  theirs: Buffer | null,
): Promise<boolean> {
  if (theirs) {
    const { rows } = await runtime.pool.query<{ digest: Buffer }>(
      `select s.digest from tie_outs t join day_statements s on s.id = t.statement_id
       where t.programme_id = $1 and t.business_date = $2 order by t.tied_at desc, t.id desc limit 1`,
      [programmeId, date],
    );
    if (!rows[0]?.digest.equals(theirs)) return true;
  }
  const principal = { kind: "system", name: "system:worker", programmeId } as const;
  const ours = await inScope(runtime, principal, "read", async (scope) => ({
    keep: false,
    value: digestOf(await readOurDay(scope, date)),
  }));
  return !ours.equals(last.our_digest);
}
