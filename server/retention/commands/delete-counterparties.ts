import { sql } from "drizzle-orm";
import { z } from "zod";
import { refuse } from "@/domain/shared/result";
import { command, committed } from "@/server/kernel/command";
import { destroyKeys } from "@/server/kernel/erasure";

const BATCH = 2_000;

/** Erases other sides of trade that no trade names any more: what they were kept for is gone. */
export const deleteCounterparties = command({
  name: "retention.counterparties.erase",
  permission: "retention.run",
  input: z.strictObject({ after: z.uuid().nullable() }),
  subject: () => ({ type: "counterparty", id: "all" }),
  async handle(scope, { after }) {
    const { tx, actor, now } = scope;
    // One that came today may be named by rows on their way in.
    const { rows } = await tx.execute<{ id: string }>(sql`select c.id from counterparties c
      where c.programme_id = ${actor.programmeId} and c.id > coalesce(${after}::uuid, '00000000-0000-0000-0000-000000000000')
        and c.created_at < ${now}::timestamptz - interval '1 day'
        and not exists (select from transactions t where t.counterparty_id = c.id)
      order by c.id limit ${BATCH}::int for update of c`);
    const last = rows.at(-1);
    if (!last) return refuse("retention.counterparties.none");
    const gone = await destroyKeys(
      scope,
      rows.map(({ id }) => ({ subjectType: "counterparty", subjectId: id, retentionClass: "trade" })),
    );
    await tx.execute(sql`delete from counterparties where id = any(${sql.param(rows.map(({ id }) => id))}::uuid[])`);
    return committed({
      result: { erased: rows.length, next: rows.length < BATCH ? null : last.id },
      audit: [
        {
          kind: "retention.counterparties.erase",
          subject: { type: "counterparty", id: "all" },
          data: { rows: rows.length, keys: gone.keys.length, searchKeys: gone.searchKeys },
        },
      ],
    });
  },
});
