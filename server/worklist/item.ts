import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { toInstantOrNull } from "@/db/schema/columns";
import type { AuditKind } from "@/domain/audit-kinds";
import type { Permission } from "@/domain/permissions";
import type { Refusal } from "@/domain/shared/result";
import type { Instant } from "@/domain/shared/time";
import type { ItemFacts } from "@/domain/worklist/eligibility";
import { type HeldAs, type Priority, visibleKinds, type WorkItemState } from "@/domain/worklist/model";
import type { AuditData, AuditEvent } from "@/server/kernel/audit/append";
import { notFound } from "@/server/kernel/errors";
import type { Scope } from "@/server/kernel/scope";

/** A work item as commands see it. */
export type Item = ItemFacts & {
  readonly id: string;
  readonly number: string;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly customerId: string | null;
  readonly priority: Priority;
  readonly suspendedUntil: Instant | null;
};

export type ItemRow = {
  id: string;
  number: string;
  kind: string;
  clearance: "general" | "suspicion";
  subject_type: string;
  subject_id: string;
  customer_id: string | null;
  state: WorkItemState;
  excluded_person_id: string | null;
  assignee_id: string | null;
  held_as: HeldAs | null;
  locked_until: string | null;
  snoozed_until: string | null;
  suspended_at: string | null;
  suspended_until: string | null;
  due_at: string | null;
  priority: Priority;
  version: number;
};

export const ITEM_COLUMNS: SQL = sql.raw(
  `w.id, w.number, w.kind, w.clearance, w.subject_type, w.subject_id, w.customer_id, w.state, w.excluded_person_id,
   w.assignee_id, w.held_as, w.locked_until, w.snoozed_until, w.suspended_at, w.suspended_until, w.due_at, w.priority, w.version`,
);

export function fromItemRow(row: ItemRow): Item {
  return {
    id: row.id,
    number: row.number,
    kind: row.kind,
    clearance: row.clearance,
    subjectType: row.subject_type,
    subjectId: row.subject_id,
    customerId: row.customer_id,
    state: row.state,
    excludedPersonId: row.excluded_person_id,
    assigneeId: row.assignee_id,
    heldAs: row.held_as,
    lockedUntil: toInstantOrNull(row.locked_until),
    snoozedUntil: toInstantOrNull(row.snoozed_until),
    suspendedAt: toInstantOrNull(row.suspended_at),
    suspendedUntil: toInstantOrNull(row.suspended_until),
    dueAt: toInstantOrNull(row.due_at),
    priority: row.priority,
    version: row.version,
  };
}

/** A list of ids as an array parameter. */
export const uuids = (ids: readonly string[]): SQL => sql`${`{${ids.join(",")}}`}::uuid[]`;

/** The WHERE of items of this programme whose kinds these permissions show. The fence adds the clearance. */
export function seen(actor: { programmeId: string; permissions: ReadonlySet<Permission> }): SQL {
  return sql`w.programme_id = ${actor.programmeId} and w.kind in ${[...visibleKinds(actor.permissions), ""]}`;
}

/** Reads an item the actor may see. Throws not-found. */
export async function findItem({ tx, actor }: Pick<Scope, "tx" | "actor">, itemId: string): Promise<Item> {
  const { rows } = await tx.execute<ItemRow>(
    sql`select ${ITEM_COLUMNS} from work_items w where w.id = ${itemId}::uuid and ${seen(actor)}`,
  );
  return rows[0] ? fromItemRow(rows[0]) : notFound();
}

/** Locks an item the actor may see, for changing it. Throws not-found. */
export async function lockItem({ tx, actor }: Pick<Scope, "tx" | "actor">, itemId: string): Promise<Item> {
  const { rows } = await tx.execute<ItemRow>(
    sql`select ${ITEM_COLUMNS} from work_items w where w.id = ${itemId}::uuid and ${seen(actor)} for update`,
  );
  return rows[0] ? fromItemRow(rows[0]) : notFound();
}

/** Changes a locked item; its version goes up. Gives the new version. */
export async function changeItem(tx: Tx, item: Item, set: SQL): Promise<number> {
  await tx.execute(sql`update work_items set ${set}, version = version + 1 where id = ${item.id}::uuid`);
  return item.version + 1;
}

/** Sets of columns that make an item somebody's, or nobody's. */
export const heldBy = (personId: string, as: HeldAs, now: Instant, lockedUntil: Instant | null): SQL =>
  sql`assignee_id = ${personId}::uuid, held_as = ${as}, assigned_at = ${now}::timestamptz, locked_until = ${lockedUntil}::timestamptz`;
export const RELEASED: SQL = sql`assignee_id = null, held_as = null, assigned_at = null, locked_until = null`;

/** An audit entry about an item, behind the wall when the item is. */
export function itemEvent(
  item: Pick<Item, "id" | "number" | "kind" | "clearance">,
  kind: AuditKind,
  data: AuditData = {},
): AuditEvent {
  return {
    kind,
    subject: { type: "work-item", id: item.id },
    data: { number: item.number, item: item.kind, ...data },
    ...(item.clearance === "suspicion" ? { clearance: "suspicion" as const } : {}),
  };
}

/** A refusal about an item; the attempt is kept behind the wall when the item is. */
export function walled(item: Pick<Item, "clearance">, refusal: Refusal): Refusal {
  return item.clearance === "suspicion" ? { ...refusal, clearance: "suspicion" } : refusal;
}
