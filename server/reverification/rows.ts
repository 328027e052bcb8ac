import { type SQL, sql } from "drizzle-orm";
import type { z } from "zod";
import { toInstant, toInstantOrNull } from "@/db/schema/columns";
import type { ChangedData } from "@/domain/reverification/codes";
import type { DeskCause, MetBy, ReviewState, TriggerKind, TriggerState } from "@/domain/reverification/model";
import type { reviewRow, triggerRow } from "@/domain/reverification/schema";
import { type CustomerColumns, customerRefs } from "@/server/customers/public";
import { notFound } from "@/server/kernel/errors";
import type { Scope } from "@/server/kernel/scope";

/** Columns of a customer, read for the rows of the page alone. */
const customerOf = (
  id: SQL,
) => sql`${id} as customer_id, (select m.number from customers m where m.id = ${id}) as customer_number,
  (select m.name_sealed from customers m where m.id = ${id}) as customer_name`;

export type ReviewColumns = CustomerColumns & {
  id: string;
  number: string;
  version: number;
  ground: TriggerKind;
  kinds: TriggerKind[];
  state: ReviewState;
  desk_cause: DeskCause | null;
  opened_at: string;
  due_on: string | null;
  ended_at: string | null;
  suspended: number;
};

export const REVIEW_COLUMNS = sql`r.id, r.number, r.version, r.ground, r.state, r.desk_cause, r.opened_at, r.due_on::text as due_on, r.ended_at,
  ${customerOf(sql`r.customer_id`)},
  coalesce((select jsonb_agg(distinct g.kind order by g.kind) from reverification_triggers g
    where g.review_id = r.id and g.state = 'joined'), '[]') as kinds,
  (select count(*)::int from reverification_measures s where s.review_id = r.id and s.lifted_at is null) as suspended`;

/** Rows of reviews as they leave the server: customers named by their masks. */
export async function presentReviews(
  scope: Scope,
  rows: readonly ReviewColumns[],
): Promise<z.input<typeof reviewRow>[]> {
  const refs = await customerRefs(scope, rows);
  return rows.map((row, at) => ({
    id: row.id,
    number: row.number,
    version: row.version,
    customer: refs[at] ?? notFound(),
    ground: row.ground,
    kinds: row.kinds,
    state: row.state,
    deskCause: row.desk_cause,
    openedAt: toInstant(row.opened_at),
    dueOn: row.due_on,
    endedAt: toInstantOrNull(row.ended_at),
    suspended: row.suspended,
  }));
}

export type TriggerColumns = CustomerColumns & {
  id: string;
  kind: TriggerKind;
  state: TriggerState;
  clearance: string;
  on_date: string;
  review_id: string | null;
  review_number: string | null;
  account_id: string | null;
  account_number: string | null;
  rule_id: string;
  rule_version: number;
  met_by: MetBy | null;
  cny_sum: string | null;
  usd_sum: string | null;
  cny_line: string | null;
  usd_line: string | null;
  window_from: string | null;
  window_to: string | null;
  counted: number | null;
  unrated: number | null;
  reason_code: string | null;
  note_sealed: Buffer | null;
  raised_by: string | null;
  change: { data: ChangedData[]; effective: string; latest: string; in_time: boolean; provisional: boolean } | null;
  satisfied_by: string | null;
  found_at: string;
};

export const TRIGGER_COLUMNS = sql`g.id, g.kind, g.state, g.clearance, g.on_date::text as on_date, g.review_id,
  (select v.number from reverifications v where v.id = g.review_id) as review_number, g.account_id,
  (select a.number from accounts a where a.id = g.account_id) as account_number, g.rule_id, g.rule_version, g.met_by, g.cny_sum, g.usd_sum,
  g.cny_line, g.usd_line, g.window_from::text as window_from, g.window_to::text as window_to, g.counted, g.unrated, g.reason_code,
  g.note_sealed, (select p.name_zh from people p where 'person:' || p.id::text = g.raised_by) as raised_by,
  (select jsonb_build_object('data', h.data, 'effective', h.effective_on, 'latest', h.latest_on, 'in_time', h.in_time, 'provisional', h.provisional)
    from reverification_changes h where g.kind = 'data-change' and h.id = g.subject_id) as change,
  g.satisfied_by, g.found_at, ${customerOf(sql`g.customer_id`)}`;

/** Rows of triggers as they leave the server. */
export async function presentTriggers(
  scope: Scope,
  rows: readonly TriggerColumns[],
): Promise<z.input<typeof triggerRow>[]> {
  const refs = await customerRefs(scope, rows);
  const notes = await scope.vault.openAll(
    rows.map((row) => ({
      place: { table: "reverification_triggers", column: "note_sealed", rowId: row.id },
      sealed: row.note_sealed,
    })),
  );
  return rows.map((row, at) => ({
    id: row.id,
    customer: refs[at] ?? notFound(),
    kind: row.kind,
    state: row.state,
    onDate: row.on_date,
    review: row.review_id && row.review_number ? { id: row.review_id, number: row.review_number } : null,
    account: row.account_id && row.account_number ? { id: row.account_id, number: row.account_number } : null,
    rule: { ruleId: row.rule_id, version: row.rule_version },
    metBy: row.met_by,
    cnySum: row.cny_sum,
    usdSum: row.usd_sum,
    cnyLine: row.cny_line,
    usdLine: row.usd_line,
    windowFrom: row.window_from,
    windowTo: row.window_to,
    counted: row.counted,
    unrated: row.unrated,
    reasonCode: row.reason_code,
    note: notes[at] ?? null,
    raisedBy: row.raised_by,
    fenced: row.clearance === "suspicion",
    change: row.change && {
      data: row.change.data,
      effectiveOn: row.change.effective,
      latestOn: row.change.latest,
      inTime: row.change.in_time,
      provisional: row.change.provisional,
    },
    satisfiedBy: row.satisfied_by,
    foundAt: toInstant(row.found_at),
  }));
}
