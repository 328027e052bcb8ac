import { type SQL, sql } from "drizzle-orm";
import type { z } from "zod";
import { decided, type Result, refuse } from "@/domain/shared/result";
import { instant } from "@/domain/shared/time";
import { checkEligible, checkPresent, checkSnooze } from "@/domain/worklist/eligibility";
import type { BulkDeed, bulkScope } from "@/domain/worklist/inputs";
import { PRIORITIES } from "@/domain/worklist/model";
import { PRIORITY_NAMES, worklistList } from "@/domain/worklist/schema";
import { notFound } from "@/server/kernel/errors";
import { filtersSql } from "@/server/kernel/list-query";
import type { Scope } from "@/server/kernel/scope";
import { assign, type Done, giveBack, prioritise, snooze } from "./deeds";
import { ITEM_COLUMNS, type Item, seen, uuids } from "./item";
import { listSql, moreWhere, withoutQueue } from "./list-sql";
import { type Colleague, loadWorker } from "./workers";

export type BulkScope = z.output<typeof bulkScope>;

/**
 * The open items a bulk is about, the most urgent first: what the list shows under its filters, but for the exceptions;
 * of it only those picked, if some are.
 */
export async function bulkItems(scope: Scope, which: BulkScope, limit: number): Promise<SQL> {
  const { map } = listSql(scope);
  const where = [
    seen(scope.actor),
    sql`w.state = 'open'`,
    ...filtersSql(worklistList, withoutQueue(which.list), map),
    ...(await moreWhere(scope, which.list)),
    ...(which.only ? [sql`w.id = any(${uuids(which.only)})`] : []),
    ...(which.except.length > 0 ? [sql`w.id <> all(${uuids(which.except)})`] : []),
  ];
  return sql`select w.rank_at, w.programme_id, w.legal_entity_id, ${ITEM_COLUMNS} from work_items w
    where ${sql.join(where, sql` and `)} order by w.rank_at, w.id limit ${limit}`;
}

/** Throws not-found when any of the items named is not there for this actor: a bulk with a foreign item is none at all. */
export async function checkKnown({ tx, actor }: Scope, itemIds: readonly string[]): Promise<void> {
  const ids = [...new Set(itemIds)];
  if (ids.length === 0) return;
  const { rows } = await tx.execute<{ n: number }>(
    sql`select count(*)::int as n from work_items w where ${seen(actor)} and w.id = any(${uuids(ids)})`,
  );
  if (rows[0]?.n !== ids.length) notFound();
}

const levelOf = (name: (typeof PRIORITY_NAMES)[number]) => PRIORITIES[PRIORITY_NAMES.indexOf(name)] ?? 0;

/** Refuses a deed that can be done to nothing: an unknown colleague, a moment that lies behind. */
export async function checkDeed({ tx, actor, now }: Scope, deed: BulkDeed): Promise<Result<Colleague | null>> {
  if (deed.action === "snooze" && instant(deed.until) <= now)
    return refuse("worklist.snooze.past", { field: "deed.until" });
  if (deed.action !== "assign") return decided(null);
  const worker = await loadWorker(tx, actor.programmeId, deed.personId, now);
  return worker ? decided(worker) : refuse("worklist.person.unknown", { field: "deed.personId" });
}

/** What the deed would meet at one item: the preview's honesty. `given` counts those before it in the same bulk. */
export function foresee(
  item: Item,
  deed: BulkDeed,
  context: Pick<Scope, "now"> & { worker: Colleague | null; given: number },
): Result<true> {
  const present = checkPresent(item, undefined);
  if (!present.ok) return present;
  if (deed.action === "assign") {
    const { worker } = context;
    if (!worker) return refuse("worklist.person.unknown");
    if (item.assigneeId === worker.personId && item.heldAs === "assigned") return refuse("worklist.item.his-already");
    return checkEligible(item, { ...worker, load: worker.load + context.given });
  }
  if (deed.action === "return") return item.assigneeId ? decided(true) : refuse("worklist.item.not-held");
  if (deed.action === "priority")
    return item.priority === levelOf(deed.priority) ? refuse("worklist.priority.same") : decided(true);
  return checkSnooze(item, instant(deed.until), context.now);
}

/** Does the deed to one locked item. */
export function applyDeed(scope: Scope, item: Item, deed: BulkDeed): Promise<Result<Done>> {
  if (deed.action === "assign") return assign(scope, item, deed);
  if (deed.action === "return") return giveBack(scope, item, deed);
  if (deed.action === "snooze") return snooze(scope, item, { until: instant(deed.until), reason: deed.reason });
  return prioritise(scope, item, { priority: levelOf(deed.priority), reason: deed.reason });
}
