import { type SQL, sql } from "drizzle-orm";
import { toInstant } from "@/db/schema/columns";
import type { Instant } from "@/domain/shared/time";
import type { NoticeKind, NoticeState } from "@/domain/sharing/model";
import { notFound } from "@/server/kernel/errors";
import type { Scope } from "@/server/kernel/scope";

export type StoredNotice = {
  readonly id: string;
  readonly number: string;
  readonly partnerId: string;
  readonly customerId: string | null;
  readonly kind: NoticeKind;
  readonly classes: readonly string[];
  readonly state: NoticeState;
  readonly openedAt: Instant;
  readonly dueAt: Instant;
  readonly rounds: number;
  readonly byDoor: boolean;
  readonly overdue: boolean;
  readonly version: number;
};

type Row = {
  id: string;
  number: string;
  partner_id: string;
  customer_id: string | null;
  kind: NoticeKind;
  classes: string[];
  state: NoticeState;
  opened_at: string;
  due_at: string;
  rounds: number;
  by_door: boolean;
  overdue: boolean;
  version: number;
};

/** A notice of the programme; locked when asked. Throws not-found otherwise. */
export async function loadNotice(
  { tx, actor }: Pick<Scope, "tx" | "actor">,
  id: string,
  options: { lock?: boolean } = {},
): Promise<StoredNotice> {
  const { rows } =
    await tx.execute<Row>(sql`select id, number, partner_id, customer_id, kind, classes, state, opened_at, due_at, rounds,
      next_at is not null as by_door, overdue_at is not null as overdue, version
    from sharing_notices where id = ${id}::uuid and programme_id = ${actor.programmeId} ${options.lock ? sql`for update` : sql``}`);
  const row = rows[0] ?? notFound();
  return {
    id: row.id,
    number: row.number,
    partnerId: row.partner_id,
    customerId: row.customer_id,
    kind: row.kind,
    classes: row.classes,
    state: row.state,
    openedAt: toInstant(row.opened_at),
    dueAt: toInstant(row.due_at),
    rounds: row.rounds,
    byDoor: row.by_door,
    overdue: row.overdue,
    version: row.version,
  };
}

/** Writes columns of a locked notice, one version on. */
export async function saveNotice({ tx }: Pick<Scope, "tx">, id: string, changes: readonly SQL[]): Promise<void> {
  await tx.execute(sql`update sharing_notices set ${sql.join([...changes, sql`version = version + 1`], sql`, `)}
    where id = ${id}::uuid`);
}
