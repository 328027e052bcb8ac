import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { toInstant, toInstantOrNull } from "@/db/schema/columns";
import { clockFigure } from "@/domain/clocks/counting-rules";
import { computeDue } from "@/domain/clocks/due-date";
import type { Clock, ClockId, ClockStart, Due, Explanation, Extension, OpenClock, Pause } from "@/domain/clocks/model";
import type { LegalEntityId, ProgrammeId } from "@/domain/shared/ids";
import { type Instant, localDate, shanghaiDate } from "@/domain/shared/time";
import type { Actor } from "@/server/kernel/actor";
import { newId } from "@/server/kernel/new-id";
import type { Scope } from "@/server/kernel/scope";

type Row = {
  id: string;
  programme_id: string;
  legal_entity_id: string;
  subject_type: string;
  subject_id: string;
  rule_id: string;
  figure: string;
  started_on: string;
  started_at: string | null;
  due_raw: string;
  due_on: string;
  due_at: string;
  provisional: boolean;
  steps: Explanation[];
  pauses: Pause[];
  extensions: Extension[];
  state: Clock["status"];
  ended_at: string | null;
  version: number;
};

const COLUMNS =
  sql.raw(`k.id, k.programme_id, k.legal_entity_id, k.subject_type, k.subject_id, k.rule_id, k.figure, k.started_on,
  k.started_at, k.due_raw, k.due_on, k.due_at, k.provisional, k.steps, k.pauses, k.extensions, k.state, k.ended_at, k.version`);

/** A clock as kept, beside the domain's. `figureName` is the figure of its rule that sets the period. */
export type StoredClock = {
  readonly clock: Clock;
  readonly figureName: string;
  readonly version: number;
  readonly endedAt: Instant | null;
};

type Context = Pick<Scope, "rules" | "calendar" | "now">;

/**
 * Reads a row under the law as it stands: the period is the figure in force when the clock began, the dates are those
 * kept. Throws RangeError where the rulebook no longer knows the rule.
 */
function read(row: Row, { rules, calendar, now }: Context): StoredClock {
  const startedOn = localDate(row.started_on);
  const figure = clockFigure(rules, row.rule_id, row.figure, startedOn);
  const start: ClockStart = row.started_at ? { startedAt: toInstant(row.started_at) } : { startedOn };
  const { pauses, extensions } = row;
  const computed = computeDue({ ...start, figure, pauses, extensions, calendar, rules, now });
  const due: Due = {
    ...computed,
    dueRaw: localDate(row.due_raw),
    dueOn: localDate(row.due_on),
    dueAt: toInstant(row.due_at),
    provisional: row.provisional,
    steps: row.steps,
  };
  const core = {
    id: row.id as ClockId,
    programmeId: row.programme_id as ProgrammeId,
    legalEntityId: row.legal_entity_id as LegalEntityId,
    subjectType: row.subject_type,
    subjectId: row.subject_id,
    start,
    figure,
    pauses,
    extensions,
    due,
  };
  const endedAt = toInstantOrNull(row.ended_at);
  return { clock: withState(core, row.state, endedAt), figureName: row.figure, version: row.version, endedAt };
}

function withState(core: Omit<OpenClock, "status">, state: Clock["status"], endedAt: Instant | null): Clock {
  const at = endedAt ?? core.due.dueAt;
  switch (state) {
    case "running":
    case "paused":
      return { ...core, status: state };
    case "met":
      return { ...core, status: "met", metAt: at };
    case "breached":
      return { ...core, status: "breached", breachedAt: core.due.dueAt, settledAt: endedAt };
    case "cancelled":
      return { ...core, status: "cancelled", cancelledAt: at, ground: "withdrawn" };
  }
}

async function find(scope: Pick<Scope, "tx"> & Context, where: SQL): Promise<readonly StoredClock[]> {
  const { rows } = await scope.tx.execute<Row>(sql`select ${COLUMNS} from clocks k where ${where}`);
  return rows.map((row) => read(row, scope));
}

/** One clock, held until the transaction ends; undefined where there is none to be seen. */
export async function lockClock(scope: Scope, id: string): Promise<StoredClock | undefined> {
  return (await find(scope, sql`k.id = ${id}::uuid for update`))[0];
}

/** A subject's clocks, newest first; with `lock`, its open ones, held. */
export function clocksOf(
  scope: Scope,
  subject: { readonly type: string; readonly id: string },
  options: { lock?: boolean } = {},
): Promise<readonly StoredClock[]> {
  const open = options.lock ? sql`and k.state in ('running', 'paused')` : sql``;
  return find(
    scope,
    sql`k.subject_type = ${subject.type} and k.subject_id = ${subject.id}::uuid ${open} order by k.id desc
      ${options.lock ? sql`for update` : sql`limit 20`}`,
  );
}

/** Open clocks that a change of law may touch, in the order of their ids, after one of them. */
export function touchedClocks(
  scope: Scope,
  which: SQL,
  options: { after: string | null; limit: number; lock: boolean },
): Promise<readonly StoredClock[]> {
  const after = options.after ? sql`and k.id > ${options.after}::uuid` : sql``;
  return find(
    scope,
    sql`k.programme_id = ${scope.actor.programmeId} and k.state in ('running', 'paused') and ${which} ${after}
      order by k.id limit ${options.limit}::int ${options.lock ? sql`for update` : sql``}`,
  );
}

/** Something that happened to a clock. */
export type ClockEvent = {
  readonly kind: "pause" | "resume" | "extend" | "move";
  readonly ground: string | null;
  /** `id@version` of the row that allows it; null where a calendar moved it. */
  readonly rule: string | null;
};

/** Saves an open clock after a change, with the entry of its history. */
export async function saveClock(
  tx: Tx,
  actor: Actor,
  stored: StoredClock,
  next: OpenClock,
  event: ClockEvent,
  now: Instant,
): Promise<void> {
  const { due } = next;
  await tx.execute(sql`with changed as (
      update clocks set due_raw = ${due.dueRaw}::date, due_on = ${due.dueOn}::date, due_at = ${due.dueAt}::timestamptz,
        provisional = ${due.provisional}::boolean, steps = ${JSON.stringify(due.steps)}::jsonb,
        pauses = ${JSON.stringify(next.pauses)}::jsonb, extensions = ${JSON.stringify(next.extensions)}::jsonb,
        rule_version = ${next.figure.rule?.version ?? 1}::int, state = ${next.status}, version = version + 1
      where id = ${next.id}::uuid and version = ${stored.version}::int returning id)
    insert into clock_events (id, programme_id, legal_entity_id, clock_id, kind, ground, rule, due_on_before, due_on_after,
      due_at_after, provisional_after, at, actor_id)
    select ${newId()}, ${actor.programmeId}, ${actor.legalEntityId}, c.id, ${event.kind}, ${event.ground}, ${event.rule},
      ${stored.clock.due.dueOn}::date, ${due.dueOn}::date, ${due.dueAt}::timestamptz, ${due.provisional}::boolean,
      ${now}::timestamptz, ${actor.id} from changed c`);
}

/** What happened to a clock, oldest first. */
export async function historyOf(tx: Tx, clockId: string) {
  type Event = {
    kind: ClockEvent["kind"];
    ground: string | null;
    rule: string | null;
    due_on_before: string;
    due_on_after: string;
    at: string;
    actor_id: string;
  };
  const { rows } = await tx.execute<Event>(sql`select kind, ground, rule, due_on_before, due_on_after, at, actor_id
    from clock_events where clock_id = ${clockId}::uuid order by at, id limit 100`);
  return rows.map((row) => ({
    kind: row.kind,
    ground: row.ground,
    rule: row.rule,
    dueOnBefore: row.due_on_before,
    dueOnAfter: row.due_on_after,
    at: toInstant(row.at),
    actorId: row.actor_id,
  }));
}

/** The Shanghai day on which a clock's period began. */
export function begunOn({ start }: Pick<Clock, "start">) {
  return start.startedOn ?? shanghaiDate(start.startedAt);
}
