import { sql } from "drizzle-orm";
import { yearStart } from "@/domain/limits/class-caps";
import { shanghaiDate } from "@/domain/shared/time";
import type { Scope } from "@/server/kernel/scope";
import { keptWindows, openingSelect, type WindowStarts } from "./opening-sql";
import { prepared } from "./prepared";

/** Where the windows of now begin. */
export function windowsOf({ rules, now }: Pick<Scope, "rules" | "now">): WindowStarts {
  const day = shanghaiDate(now);
  return { day, year: yearStart(rules, day) };
}

const LOCK = `with made as (
    insert into limit_books (customer_id, programme_id, legal_entity_id, stale, opened_at)
    select id, $2, $3, true, $4::timestamptz from unnest($1::uuid[]) as id order by id
    on conflict do nothing returning customer_id)
  select customer_id, true as stale from made
  union all
  select customer_id, stale from (select customer_id, stale from limit_books
    where customer_id = any($1::uuid[]) order by customer_id for update) as held`;

type Held = { customer_id: string; stale: boolean };

/**
 * Locks the books of customers, in one order for everybody, and opens those that are new or stale: one payment of a
 * customer is decided at a time. What was written by whoever held a book before is seen by the statements that follow.
 */
export async function holdBooks(scope: Scope, customerIds: readonly string[]): Promise<void> {
  await underBooks(scope, customerIds, async () => undefined);
}

/**
 * Holds books as `holdBooks` does and gives what `read` finds then. The first statement of `read` goes out behind the lock
 * without waiting for its answer; where books had to be opened first, all is read again.
 */
export async function underBooks<T>(scope: Scope, customerIds: readonly string[], read: () => Promise<T>): Promise<T> {
  const wanted = [...new Set(customerIds)].sort();
  if (wanted.length === 0) return read();
  const values = [wanted, scope.actor.programmeId, scope.actor.legalEntityId, scope.now];
  const holding = prepared<Held>(scope, "hold", LOCK, values);
  const [first, found] = await Promise.all([holding, read()]);
  // A book that somebody made in the same moment is not seen by the statement that waited for it.
  const complete = first.length === wanted.length;
  const held = complete ? first : await prepared<Held>(scope, "hold", LOCK, values);
  const stale = held.filter((book) => book.stale).map((book) => book.customer_id);
  if (stale.length > 0) await openBooks(scope, stale);
  return complete && stale.length === 0 ? found : read();
}

/** Takes the counters of held books from ledger and decisions anew. */
export async function openBooks(scope: Scope, customerIds: readonly string[]): Promise<void> {
  const { tx, actor, rules, now } = scope;
  const ids = sql`${sql.param([...customerIds])}::uuid[]`;
  await tx.execute(
    sql`delete from limit_counters where customer_id = any(${ids}) and programme_id = ${actor.programmeId}`,
  );
  const starts = windowsOf(scope);
  const opened = openingSelect({ programmeId: actor.programmeId, customerIds }, keptWindows(starts), starts.day, rules);
  await tx.execute(sql`insert into limit_counters (customer_id, account_id, window_kind, starts_on, paid_minor, own_name_minor,
      transfer_minor, transfer_count, free_minor, agreed_count, two_count, one_count, programme_id, legal_entity_id)
    select opened.*, ${actor.programmeId}, ${actor.legalEntityId} from (${opened}) as opened`);
  await tx.execute(sql`update limit_books set stale = false, opened_at = ${now}::timestamptz
    where customer_id = any(${ids}) and programme_id = ${actor.programmeId}`);
}

/** Marks the books of everybody who has legs of an import, that they are opened anew. Gives how many. */
export async function markStale({ tx, actor }: Scope, batchId: string): Promise<number> {
  const { rowCount } = await tx.execute(sql`update limit_books b set stale = true
    where b.programme_id = ${actor.programmeId} and not b.stale and b.customer_id in (
      select t.customer_id from transactions t where t.batch_id = ${batchId}::uuid and t.programme_id = ${actor.programmeId})`);
  return rowCount ?? 0;
}
