import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { Clearance } from "@/domain/permissions";
import { decided, type Result, refuse } from "@/domain/shared/result";
import type { Instant, LocalDate } from "@/domain/shared/time";
import type { Actor } from "@/server/kernel/actor";
import { newId } from "@/server/kernel/new-id";

/** Something that waits for a person. One open item per kind and subject. */
export type NewWorkItem = {
  readonly kind: string;
  /** The subject's number, as people say it. */
  readonly number: string;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly clearance?: Clearance;
  readonly customerId?: string | null;
  readonly accountId?: string | null;
  readonly dueAt?: Instant | null;
  readonly dueOn?: LocalDate | null;
  readonly provisional?: boolean;
  /** Whoever may not take it: the maker of what waits for a check. */
  readonly excludedPersonId?: string | null;
};

type Owner = Pick<Actor, "programmeId" | "legalEntityId">;

/** Opens items, all in one statement; a subject that already has an open item of the kind keeps it. Gives how many were opened. */
export async function openItems(tx: Tx, actor: Owner, items: readonly NewWorkItem[], now: Instant): Promise<number> {
  if (items.length === 0) return 0;
  const { rowCount } = await tx.execute(itemsInsert(actor, items, now));
  return rowCount ?? 0;
}

/** The statement that opens items, as `openItems` does. */
export function itemsInsert(actor: Owner, items: readonly NewWorkItem[], now: Instant): SQL {
  const rows = items.map((item) => ({
    id: newId<"work-item">(),
    clearance: item.clearance ?? "general",
    kind: item.kind,
    number: item.number,
    subject_type: item.subjectType,
    subject_id: item.subjectId,
    customer_id: item.customerId ?? null,
    account_id: item.accountId ?? null,
    due_at: item.dueAt ?? null,
    due_on: item.dueOn ?? null,
    provisional: item.provisional ?? false,
    excluded_person_id: item.excludedPersonId ?? null,
  }));
  return sql`insert into work_items (id, programme_id, legal_entity_id, clearance, kind, number, subject_type,
      subject_id, customer_id, account_id, state, opened_at, due_at, due_on, provisional, excluded_person_id)
    select r.id, ${actor.programmeId}, ${actor.legalEntityId}, r.clearance, r.kind, r.number, r.subject_type,
      r.subject_id, r.customer_id, r.account_id, 'open', ${now}::timestamptz, r.due_at, r.due_on, r.provisional, r.excluded_person_id
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (id uuid, clearance text, kind text, number text, subject_type text,
      subject_id uuid, customer_id uuid, account_id uuid, due_at timestamptz, due_on date, provisional boolean, excluded_person_id uuid)
    on conflict (kind, subject_id) where state = 'open' do nothing`;
}

/** Closes the open items of a kind for these subjects: `done` by the actor, or `cancelled` because they fell away. Gives how many. */
export async function closeItems(
  tx: Tx,
  actor: Pick<Actor, "id" | "programmeId">,
  which: { readonly kind: string; readonly subjectIds: readonly string[]; readonly as?: "done" | "cancelled" },
  now: Instant,
): Promise<number> {
  if (which.subjectIds.length === 0) return 0;
  const result =
    await tx.execute(sql`update work_items set state = ${which.as ?? "done"}, closed_at = ${now}::timestamptz,
      closed_by = ${actor.id}, locked_until = null, snoozed_until = null, suspended_at = null, suspended_until = null,
      version = version + 1
    where programme_id = ${actor.programmeId} and kind = ${which.kind} and state = 'open'
      and subject_id = any(${`{${which.subjectIds.join(",")}}`}::uuid[])`);
  return result.rowCount ?? 0;
}

/**
 * Refuses when somebody else has the open item of a subject: what is locked to a colleague is not worked past him.
 * Nothing is refused to who takes what is free, and nothing when no item is open.
 */
export async function checkNotHeld(
  tx: Tx,
  actor: Pick<Actor, "personId" | "programmeId">,
  which: { readonly kind: string; readonly subjectId: string },
  now: Instant,
): Promise<Result<true>> {
  const { rows } =
    await tx.execute(sql`select from work_items where programme_id = ${actor.programmeId} and kind = ${which.kind}
    and subject_id = ${which.subjectId}::uuid and state = 'open' and assignee_id <> ${actor.personId}::uuid
    and (locked_until is null or locked_until > ${now}::timestamptz)`);
  return rows.length === 0 ? decided(true) : refuse("worklist.item.held");
}

/** Puts the open item of a subject before all others, because its time is over. Nothing where none is open. */
export async function raiseItem(
  tx: Tx,
  actor: Pick<Actor, "programmeId">,
  which: { readonly kind: string; readonly subjectId: string },
): Promise<void> {
  await tx.execute(sql`update work_items set priority = 2, version = version + 1
    where programme_id = ${actor.programmeId} and kind = ${which.kind} and state = 'open'
      and subject_id = ${which.subjectId}::uuid and priority < 2`);
}

/** Moves the due moment of a subject's open item: what it is about is owed at another time than before. */
export async function moveItem(
  tx: Tx,
  actor: Pick<Actor, "programmeId">,
  which: { readonly kind: string; readonly subjectId: string; readonly dueAt: Instant; readonly dueOn: LocalDate },
): Promise<void> {
  await tx.execute(sql`update work_items set due_at = ${which.dueAt}::timestamptz, due_on = ${which.dueOn}::date, version = version + 1
    where programme_id = ${actor.programmeId} and kind = ${which.kind} and state = 'open'
      and subject_id = ${which.subjectId}::uuid and due_at is distinct from ${which.dueAt}::timestamptz`);
}
