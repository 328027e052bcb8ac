import { sql } from "drizzle-orm";
import type { ClassPlan, EntryState, RetentionClass } from "@/domain/retention/model";
import { dueOn } from "@/domain/retention/plan";
import { LOOK_AGAIN_DAYS } from "@/domain/retention/policy";
import { addDays, type LocalDate, shanghaiDate } from "@/domain/shared/time";
import { notFound } from "@/server/kernel/errors";
import type { Scope } from "@/server/kernel/scope";

/** An entry as commands need it. */
export type StoredEntry = {
  readonly id: string;
  readonly customerId: string;
  readonly of: RetentionClass;
  readonly state: EntryState;
  readonly dueOn: LocalDate | null;
  readonly requestId: string | null;
};

type Row = {
  id: string;
  customer_id: string;
  retention_class: string;
  state: string;
  due_on: LocalDate | null;
  request_id: string | null;
};

const OF_ENTRY = sql`e.id, e.customer_id, e.retention_class, e.state, e.due_on, e.request_id`;

/**
 * Entries, locked. Those of one customer are taken one after another: the customer's row is locked with them, the first
 * customer first.
 */
export async function lockEntries({ tx, actor }: Scope, entryIds: readonly string[]): Promise<readonly StoredEntry[]> {
  const { rows } = await tx.execute<Row>(sql`select ${OF_ENTRY}
    from customers c join retention_entries e on e.customer_id = c.id
    where e.id = any(${sql.param([...entryIds])}::uuid[]) and e.programme_id = ${actor.programmeId}
    order by c.id, e.id for update of c, e`);
  if (rows.length !== new Set(entryIds).size) return notFound();
  return rows.map(entryOf);
}

/**
 * Entries of other customers that are to go at once as well, locked: those that nobody else has in hand. Some together cost
 * little more than one.
 */
export async function lockOthersDue(
  { tx, actor, now }: Scope,
  beside: readonly StoredEntry[],
  most: number,
): Promise<readonly StoredEntry[]> {
  const own = [...new Set(beside.map(({ customerId }) => customerId))];
  const { rows } = await tx.execute<Row>(sql`select ${OF_ENTRY}
    from (select customer_id from retention_entries where programme_id = ${actor.programmeId} and state = 'scheduled'
        and disposition = 'now' and look_on <= ${shanghaiDate(now)}::date and customer_id <> all(${sql.param(own)}::uuid[])
      group by customer_id order by customer_id limit ${most}::int) o
    join customers c on c.id = o.customer_id join retention_entries e on e.customer_id = c.id
    where e.state = 'scheduled' and e.disposition = 'now' and e.look_on <= ${shanghaiDate(now)}::date
    order by c.id, e.id for update of c, e skip locked`);
  return rows.map(entryOf);
}

const entryOf = (row: Row): StoredEntry => ({
  id: row.id,
  customerId: row.customer_id,
  of: row.retention_class as RetentionClass,
  state: row.state as EntryState,
  dueOn: row.due_on,
  requestId: row.request_id,
});

/** What an entry says of a plan: a day, or, where something is open, when it is looked at again. */
function saysOf(plan: ClassPlan, today: LocalDate) {
  const due = dueOn(plan, today);
  const held = plan.disposition === "blocked";
  return {
    of: plan.of,
    disposition: plan.disposition,
    state: held ? "held" : "scheduled",
    due,
    look: held ? addDays(today, LOOK_AGAIN_DAYS) : due,
    until: plan.until,
    years: plan.years,
    anchor: plan.anchor,
    ended: plan.endedOn,
    basis: plan.basis,
    open: [...new Set(plan.open.map(({ code }) => code))].toSorted(),
  };
}

/**
 * Writes what was planned, a class each; one that is gone stays gone. Gives the entries of what may go now.
 */
export async function saveEntries(
  { tx, actor, now, newId }: Scope,
  of: { readonly customerId: string; readonly requestId: string | null },
  classes: readonly ClassPlan[],
): Promise<string[]> {
  const today = shanghaiDate(now);
  const rows = JSON.stringify(classes.map((plan) => ({ id: newId(), ...saysOf(plan, today) })));
  const saved = await tx.execute<{
    id: string;
    disposition: string;
  }>(sql`insert into retention_entries as e (id, programme_id,
      legal_entity_id, customer_id, retention_class, disposition, state, due_on, look_on, kept_until, years, anchor, ended_on,
      basis, open, request_id, planned_at)
    select r.id, ${actor.programmeId}, ${actor.legalEntityId}, ${of.customerId}::uuid, r."of", r.disposition, r.state, r.due, r.look,
      r.until, r.years, r.anchor, r.ended, r.basis, r.open, ${of.requestId}::uuid, ${now}::timestamptz
    from jsonb_to_recordset(${rows}::jsonb) as r (id uuid, "of" text, disposition text, state text, due date, look date, until date,
      years int, anchor text, ended date, basis jsonb, open text[])
    on conflict (customer_id, retention_class) do update set disposition = excluded.disposition, state = excluded.state,
      due_on = excluded.due_on, look_on = excluded.look_on, kept_until = excluded.kept_until, years = excluded.years,
      anchor = excluded.anchor, ended_on = excluded.ended_on, basis = excluded.basis, open = excluded.open,
      request_id = coalesce(excluded.request_id, e.request_id), planned_at = excluded.planned_at, version = e.version + 1
    where e.state <> 'erased'
    returning id, disposition`);
  return saved.rows.filter(({ disposition }) => disposition === "now").map(({ id }) => id);
}

/** Entries whose class is gone, each with its certificate. */
export async function endEntries(
  { tx, now }: Scope,
  ended: readonly { readonly entryId: string; readonly certificateId: string }[],
): Promise<void> {
  await tx.execute(sql`update retention_entries e set state = 'erased', disposition = 'now', certificate_id = c."certificateId",
      erased_at = ${now}::timestamptz, look_on = null, open = '{}', version = e.version + 1
    from jsonb_to_recordset(${JSON.stringify(ended)}::jsonb) as c ("entryId" uuid, "certificateId" uuid) where e.id = c."entryId"`);
}
