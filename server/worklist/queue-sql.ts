import { type SQL, sql } from "drizzle-orm";
import type { QueueFilter } from "@/domain/worklist/inputs";
import { PRIORITY_NAMES } from "@/domain/worklist/schema";
import { standingDays } from "@/domain/worklist/standing";
import type { Scope } from "@/server/kernel/scope";
import { standingSql } from "./standing-sql";

/** A queue as it is matched against items. */
export type QueueRule = { readonly kinds: readonly string[]; readonly filter: QueueFilter };

export const DUE_ON: SQL = sql.raw("coalesce(w.due_on, (w.due_at at time zone 'Asia/Shanghai')::date)");

/** What a queue asks of an item beside its kind; undefined when it asks nothing. */
export function filterSql(filter: QueueFilter, { now, calendar }: Pick<Scope, "now" | "calendar">): SQL | undefined {
  const parts: SQL[] = [];
  if (filter.standings?.length) {
    const standing = standingSql({ at: sql`w.due_at`, on: DUE_ON }, now, standingDays(now, calendar));
    parts.push(sql`${standing} in ${filter.standings}`);
  }
  if (filter.priorities?.length) {
    parts.push(sql`w.priority in ${filter.priorities.map((name) => PRIORITY_NAMES.indexOf(name))}`);
  }
  if (filter.promised) parts.push(sql`w.promised_at is not null`);
  return parts.length > 0 ? sql.join(parts, sql` and `) : undefined;
}

/** What any of the queues asks of an item of one kind; undefined when one of them takes the whole kind, null when none takes it. */
export function kindSql(
  kind: string,
  queues: readonly QueueRule[],
  scope: Pick<Scope, "now" | "calendar">,
): SQL | undefined | null {
  const rules = queues.filter(({ kinds }) => kinds.includes(kind)).map(({ filter }) => filterSql(filter, scope));
  if (rules.length === 0) return null;
  const narrow = rules.filter((rule): rule is SQL => rule !== undefined);
  return narrow.length < rules.length ? undefined : sql`(${sql.join(narrow, sql` or `)})`;
}

/** The WHERE of the items of some queues, kinds and filters together. */
export function queuesSql(queues: readonly QueueRule[], scope: Pick<Scope, "now" | "calendar">): SQL {
  const each = queues.map(({ kinds, filter }) => {
    const rule = filterSql(filter, scope);
    const ofKind = sql`w.kind in ${[...kinds, ""]}`;
    return rule ? sql`(${ofKind} and ${rule})` : ofKind;
  });
  return each.length > 0 ? sql`(${sql.join(each, sql` or `)})` : sql`false`;
}
