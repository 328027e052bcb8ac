import { type SQL, sql } from "drizzle-orm";
import { mustBeHeld } from "@/domain/reverification/decisions";
import { TRIGGER_KINDS, type TriggerKind } from "@/domain/reverification/model";
import { HOLD_SHARE_BP, SATISFIABLE_KINDS } from "@/domain/reverification/policy";
import { shanghaiDate } from "@/domain/shared/time";
import { newId } from "@/server/kernel/new-id";
import { nextNumberSql, takeNumber } from "@/server/kernel/numbers";
import { enqueue } from "@/server/kernel/outbox";
import type { Scope } from "@/server/kernel/scope";
import { openItems } from "@/server/worklist/public";
import { reviewOpened } from "./events";
import { validCopySql } from "./kyc-door";
import { tellHeld } from "./notices";

/** Kind of the work item and subject type of a hold. */
export const HOLD_ITEM = "reverification-hold";

/** What became of the findings that are new. */
export type Absorbed = {
  readonly triggers: number;
  readonly opened: number;
  readonly satisfied: number;
  readonly held: number;
};

const list = (kinds: readonly string[]) => sql`${`{${kinds.join(",")}}`}::text[]`;

/** New findings with what decides their course: whether a review is open, and which copy is on file. */
function newSql(today: ReturnType<typeof shanghaiDate>): SQL {
  return sql`create temp table rv_new on commit drop as
    select f.*, r.id as review_id, case when r.id is null and f.kind = any(${list(SATISFIABLE_KINDS)})
        then ${validCopySql(sql`f.customer_id`, today)} end as copy_id
    from rv_found f left join reverifications r on r.customer_id = f.customer_id and r.state in ('asked', 'at-desk')
    where not exists (select from reverification_triggers g where g.customer_id = f.customer_id and g.kind = f.kind
      and g.trigger_key = f.trigger_key and g.state <> 'gone')`;
}

type Wanting = { kind: TriggerKind; customers: number; today: number; all: number; released: boolean };

/** For each kind: customers it would open a review for now, and those it opened one for or was held for today already. */
async function wanting({ tx, actor }: Scope, today: string): Promise<Wanting[]> {
  const { rows } = await tx.execute<Wanting>(sql`select n.kind, n.customers,
      (select count(*)::int from reverifications r where r.programme_id = ${actor.programmeId} and r.ground = n.kind
        and r.opened_on = ${today}::date)
      + (select coalesce(sum(h.held), 0)::int from reverification_holds h where h.programme_id = ${actor.programmeId}
        and h.kind = n.kind and h.on_date = ${today}::date and h.state <> 'released') as today,
      exists (select from reverification_holds h where h.programme_id = ${actor.programmeId} and h.kind = n.kind
        and h.on_date = ${today}::date and h.state = 'released') as released,
      (select count(*)::int from customers c where c.programme_id = ${actor.programmeId} and c.status = 'active') as all
    from (select kind, count(distinct customer_id)::int as customers from rv_new where review_id is null and copy_id is null
      group by kind) as n`);
  return rows;
}

/** The kinds of which too many would open today: a hold for each, with an item for a lead. */
async function hold(scope: Scope, kinds: readonly Wanting[], today: string): Promise<void> {
  const { tx, actor, now } = scope;
  for (const { kind, customers, all } of kinds) {
    const open = await tx.execute<{ id: string }>(sql`update reverification_holds set held = held + ${customers}::int,
        customers = ${all}::int, version = version + 1
      where programme_id = ${actor.programmeId} and kind = ${kind} and state = 'open' returning id`);
    if (open.rows.length > 0) continue;
    const id = newId<"reverification-hold">();
    const number = await takeNumber(tx, "reverification-hold");
    await tx.execute(sql`insert into reverification_holds (id, programme_id, legal_entity_id, number, kind, on_date, state, held,
        customers, share_bp, opened_at)
      values (${id}, ${actor.programmeId}, ${actor.legalEntityId}, ${number}, ${kind}, ${today}::date, 'open', ${customers}::int,
        ${all}::int, ${HOLD_SHARE_BP}::int, ${now}::timestamptz)`);
    const item = { kind: HOLD_ITEM, number, subjectType: "reverification-hold", subjectId: id };
    await openItems(tx, actor, [item], now);
    await enqueue(tx, actor, [...(await tellHeld(scope, { id, number, held: customers }))]);
  }
}

/** The kind a review is named by: the first of its customer's in the order of `TRIGGER_KINDS`. */
const GROUND = sql`(array_agg(n.kind order by array_position(${list(TRIGGER_KINDS)}, n.kind)))[1]`;

/** Opens a review for every customer that needs one, and asks the worker to see to each. Gives how many. */
async function openReviews(scope: Scope, from: SQL, today: string): Promise<number> {
  const { tx, actor, now } = scope;
  const { rows } = await tx.execute<{
    id: string;
  }>(sql`insert into reverifications (id, programme_id, legal_entity_id, number,
      customer_id, ground, state, opened_at, opened_on)
    select uuidv7(), ${actor.programmeId}, ${actor.legalEntityId}, ${nextNumberSql("reverification")}, n.customer_id, n.ground,
      'asked', ${now}::timestamptz, ${today}::date
    from (${from}) as n order by n.customer_id on conflict do nothing returning id`);
  const events = rows.map(({ id }) => reviewOpened({ reviewId: id }, { jobKey: `reverification-opened:${id}` }));
  for (let at = 0; at < events.length; at += 500) await enqueue(tx, actor, events.slice(at, at + 500));
  return rows.length;
}

/**
 * Takes in what `rv_found` holds and no live trigger tells of yet: it joins the open review of its customer, is satisfied
 * by the copy on file (`courseOf`), opens a review, or waits for a lead where too many of its kind would open today
 * (`mustBeHeld`). A customer whom another kind opens a review for has his held triggers joined to it.
 */
export async function absorb(scope: Scope): Promise<Absorbed> {
  const { tx, actor, now } = scope;
  const today = shanghaiDate(now);
  await tx.execute(newSql(today));
  const wanted = await wanting(scope, today);
  const kept = wanted.filter(({ customers, today: before, all, released }) =>
    mustBeHeld({ today: customers + before, customers: all, released }),
  );
  const held = kept.map(({ kind }) => kind);
  const opened = await openReviews(
    scope,
    sql`select n.customer_id, ${GROUND} as ground from rv_new n where n.review_id is null and n.copy_id is null
      and not n.kind = any(${list(held)}) group by n.customer_id`,
    today,
  );
  await hold(scope, kept, today);
  const { rows } = await tx.execute<{ state: string; n: number }>(sql`with taken as (
      insert into reverification_triggers as g (id, programme_id, legal_entity_id, clearance, customer_id, account_id, kind, trigger_key,
        on_date, state, review_id, hold_id, rule_id, rule_version, met_by, cny_sum, usd_sum, cny_line, usd_line, window_from, window_to,
        counted, unrated, subject_id, satisfied_by, found_at)
      select uuidv7(), ${actor.programmeId}, ${actor.legalEntityId}, 'general', n.customer_id, n.account_id, n.kind, n.trigger_key, n.on_date,
        case when r.id is not null then 'joined' when n.copy_id is not null then 'satisfied' else 'held' end, r.id,
        case when r.id is null and n.copy_id is null then h.id end, n.rule_id, n.rule_version, n.met_by, n.cny_sum, n.usd_sum,
        n.cny_line, n.usd_line, n.window_from, n.window_to, n.counted, n.unrated, n.subject_id,
        case when r.id is null then n.copy_id end, ${now}::timestamptz
      from rv_new n
      left join reverifications r on r.customer_id = n.customer_id and r.state in ('asked', 'at-desk')
      left join reverification_holds h on h.programme_id = ${actor.programmeId} and h.kind = n.kind and h.state = 'open'
      on conflict (customer_id, kind, trigger_key) do update set on_date = excluded.on_date, state = excluded.state,
        review_id = excluded.review_id, hold_id = excluded.hold_id, rule_version = excluded.rule_version, met_by = excluded.met_by,
        cny_sum = excluded.cny_sum, usd_sum = excluded.usd_sum, cny_line = excluded.cny_line, usd_line = excluded.usd_line,
        window_from = excluded.window_from, window_to = excluded.window_to, counted = excluded.counted, unrated = excluded.unrated,
        satisfied_by = excluded.satisfied_by, found_at = excluded.found_at, gone_at = null, version = g.version + 1
      returning g.state)
    select state, count(*)::int as n from taken group by state`);
  await tx.execute(sql`drop table rv_new`);
  const of = (state: string) => rows.find((row) => row.state === state)?.n ?? 0;
  return {
    triggers: rows.reduce((sum, { n }) => sum + n, 0),
    opened,
    satisfied: of("satisfied"),
    held: of("held"),
  };
}

/** Opens the reviews that a released hold kept back, and joins its triggers to them. Gives how many were opened. */
export async function absorbHeld(scope: Scope, holdId: string): Promise<number> {
  const { tx, now } = scope;
  const opened = await openReviews(
    scope,
    sql`select n.customer_id, ${GROUND} as ground from reverification_triggers n
      where n.hold_id = ${holdId}::uuid and n.state = 'held'
        and not exists (select from reverifications r where r.customer_id = n.customer_id and r.state in ('asked', 'at-desk'))
      group by n.customer_id`,
    shanghaiDate(now),
  );
  await tx.execute(sql`update reverification_triggers g set state = 'joined', review_id = r.id, version = g.version + 1
    from reverifications r where g.hold_id = ${holdId}::uuid and g.state = 'held' and r.customer_id = g.customer_id
      and r.state in ('asked', 'at-desk')`);
  return opened;
}
