import { type SQL, sql } from "drizzle-orm";
import { recomputeClock } from "@/domain/clocks/clock";
import { RULEBOOK_POLICY } from "@/domain/rulebook/policy";
import type { Scope } from "@/server/kernel/scope";
import { type Consequence, type LawAfter, type LawChange, registerLawFollower } from "@/server/rulebook/public";
import { type StoredClock, saveClock, touchedClocks } from "./clock-row";
import { deadlinesTouched, type TouchedByLaw } from "./events";
import { type Moved, tellMoved } from "./listeners";

/** The clocks a change may touch. */
export function touchedBy(change: LawChange): TouchedByLaw {
  if (change.kind === "calendar") return { kind: "calendar", year: change.year };
  const { id, validFrom, validTo } = change.after;
  return { kind: "rule", ruleId: id, from: validFrom, until: validTo };
}

/** The same as a condition on clocks `k`. A calendar touches what ends in its year or the December before, and what may. */
function touchedSql(touched: TouchedByLaw): SQL {
  if (touched.kind === "calendar") {
    const first = `${touched.year - 1}-12-01`;
    return sql`k.started_on <= ${`${touched.year}-12-31`}::date and (k.provisional or k.due_on >= ${first}::date)`;
  }
  return sql`k.rule_id = ${touched.ruleId} and (${touched.from}::date is null or k.started_on >= ${touched.from}::date)
    and (${touched.until}::date is null or k.started_on <= ${touched.until}::date)`;
}

/** The clock as the law would have it; null where nothing a person goes by differs. */
function moved(stored: StoredClock, law: Pick<Scope, "rules" | "calendar" | "now">) {
  const again = recomputeClock(stored.clock, law);
  if (!again.ok) return null;
  const { clock, before, moved: dates } = again.value;
  return dates || clock.due.provisional !== before.provisional ? clock : null;
}

/**
 * Moves the open clocks a changed book touches, up to `limit` after one of them, each with an entry of its history; what
 * copies their dates is told. A clock past its new date stays open and is late: nothing is hidden. Safe to run again.
 */
export async function moveDeadlines(
  scope: Scope,
  touched: TouchedByLaw,
  options: { after: string | null; limit: number },
): Promise<{
  looked: number;
  moved: readonly { clockId: string; before: string; after: string }[];
  last: string | null;
}> {
  const found = await touchedClocks(scope, touchedSql(touched), { ...options, lock: true });
  const told: Moved[] = [];
  const done: { clockId: string; before: string; after: string }[] = [];
  for (const stored of found) {
    const next = moved(stored, scope);
    if (!next) continue;
    const rule =
      touched.kind === "rule" && next.figure.rule ? `${next.figure.rule.ruleId}@${next.figure.rule.version}` : null;
    await saveClock(scope.tx, scope.actor, stored, next, { kind: "move", ground: null, rule }, scope.now);
    told.push({ subjectType: next.subjectType, subjectId: next.subjectId, due: next.due });
    done.push({ clockId: next.id, before: stored.clock.due.dueOn, after: next.due.dueOn });
  }
  await tellMoved(scope, told);
  return {
    looked: found.length,
    moved: done,
    last: found.length < options.limit ? null : (found.at(-1)?.clock.id ?? null),
  };
}

/** What would move under another book, without moving it. */
async function preview(scope: Scope, change: LawChange, after: LawAfter): Promise<Consequence> {
  const limit = RULEBOOK_POLICY.previewClocks;
  const where = touchedSql(touchedBy(change));
  // Read under the book as it would be: the period of a clock is its figure on the day it began.
  const found = await touchedClocks({ ...scope, ...after }, where, { after: null, limit: limit + 1, lock: false });
  const looked = found.slice(0, limit);
  const changed = looked.flatMap((stored) => {
    const next = moved(stored, { ...scope, ...after });
    return next ? [{ stored, next }] : [];
  });
  return {
    looked: looked.length,
    capped: found.length > limit,
    changed: changed.length,
    examples: changed.slice(0, RULEBOOK_POLICY.examples).map(({ stored, next }) => ({
      subjectType: next.subjectType,
      subjectId: next.subjectId,
      number: null,
      before: stored.clock.due.dueOn,
      after: next.due.dueOn,
    })),
  };
}

registerLawFollower({
  name: "clocks",
  preview,
  events: (change) => [deadlinesTouched({ changeId: change.changeId, touched: touchedBy(change) })],
});
